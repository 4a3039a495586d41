/** The host's public port: `/_local/…` for the machine's own affairs, everything else to the gateway. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import * as z from 'zod';
import { addDuration } from './clock/duration.ts';
import { problem } from './http/problem.ts';
import { messageOf } from './json.ts';

export type FetchHandler = (request: Request) => Promise<Response>;

/** A part of the public port that speaks Node.js's own HTTP, by the beginning of its paths. */
export type RawRoute = {
  readonly prefix: string;
  readonly handle: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;
};

export type Front = {
  readonly host: string;
  readonly url: string;
  /** Until a handler is set, every request gets 503. */
  serve(handler: FetchHandler, raw?: RawRoute): void;
  close(): Promise<void>;
};

/** Opens the public port; 0 takes a free one. Throws an Error of one line when the port is taken. */
export async function openFront(port: number, failed: (message: string) => void): Promise<Front> {
  let handler: FetchHandler = async () => problem(503, 'starting', 'The host is still starting.');
  const answer: FetchHandler = async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      failed(
        `${request.method} ${new URL(request.url).pathname}: ${error instanceof Error ? error.stack : messageOf(error)}`,
      );
      return problem(500, 'internal', 'The host failed; its log says why.');
    }
  };
  const listener = getRequestListener(answer, { overrideGlobalObjects: false });
  let raw: RawRoute | undefined;
  const server = createServer((incoming, outgoing) => {
    const mine = raw !== undefined && incoming.url?.startsWith(raw.prefix) === true ? raw.handle : listener;
    mine(incoming, outgoing).catch((error: unknown) => {
      failed(`public port: ${messageOf(error)}`);
      // Whoever asked would wait for ever.
      outgoing.destroy();
    });
  });
  await listen(server, port);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the public port has no address');
  const host = `127.0.0.1:${address.port}`;
  return {
    host,
    url: `http://${host}`,
    serve: (next, nextRaw) => {
      handler = next;
      raw = nextRaw;
    },
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((opened, failed) => {
      server.once('error', failed);
      server.listen(port, '127.0.0.1', opened);
    });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw new Error(
      taken
        ? `port ${port} is in use: stop what listens there or choose another with --port`
        : `port ${port} cannot be opened: ${messageOf(error)}`,
    );
  }
}

export type ClockDesk = {
  now(): number;
  readonly offsetMs: number;
  nextAt(): number | undefined;
  /** Resolves when the clock stands at the target and everything due by then has happened. */
  advance(target: number): Promise<void>;
};

const advanceSchema = z.union([
  z.strictObject({ advance: z.string() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

function clockState(desk: ClockDesk): Response {
  const next = desk.nextAt();
  return Response.json({
    now: new Date(desk.now()).toISOString(),
    offsetMs: desk.offsetMs,
    nextEventAt: next === undefined ? null : new Date(next).toISOString(),
  });
}

async function moveClock(request: Request, desk: ClockDesk): Promise<Response> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    return problem(
      400,
      'malformed-body',
      'The body must be JSON: {"advance":"P5D"} or {"to":"2024-10-15T01:00:00Z"}.',
    );
  }
  const wanted = advanceSchema.safeParse(body);
  if (!wanted.success) {
    return problem(
      400,
      'malformed-body',
      'Give {"advance": <ISO 8601 duration>} or {"to": <instant with its zone>}.',
    );
  }
  const target =
    'to' in wanted.data ? Date.parse(wanted.data.to) : addDuration(desk.now(), wanted.data.advance);
  if (target === undefined)
    return problem(400, 'malformed-duration', 'Give an ISO 8601 duration, for example P5D or PT1H.');
  if (target < desk.now()) return problem(400, 'clock-backwards', 'The clock only moves forward.');
  await desk.advance(target);
  return clockState(desk);
}

/** `/_local/clock`: GET tells the time, POST moves it. */
export async function clockRoute(request: Request, desk: ClockDesk): Promise<Response> {
  switch (request.method) {
    case 'GET':
      return clockState(desk);
    case 'POST':
      return moveClock(request, desk);
    default:
      return problem(405, 'method-not-allowed', 'GET and POST are the methods here.');
  }
}
