/** The built site and recorded answers of the API behind one port, as the distribution would serve them. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { API } from '#functions/api/contract.ts';
import { appFiles, folderFiles } from '#local/http/site-files.ts';
import recorded from './recorded.json' with { type: 'json' };

/** The policy of the site (infra/constructs/front-door.ts), without the addresses of Cognito. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const CONFIG = {
  clientId: 'client',
  authorize: '/stub/authorize',
  token: '/stub/token',
  logout: '/stub/logout',
  local: true,
} as const;

export type Sent = { readonly route: string; readonly language: string | undefined; readonly body: unknown };
type Reply = { readonly status: number; readonly body: unknown };

export type Stub = {
  readonly origin: string;
  /** Every request to the API, in order. */
  readonly sent: Sent[];
  /** Groups of whoever signs in next. */
  roles: readonly string[];
  /** Answers instead of the recorded ones, by `METHOD /path`. */
  readonly replies: Map<string, Reply>;
  close(): Promise<void>;
};

/** What the API answered on the day that it was recorded. */
export const RECORDED = new Map<string, unknown>(Object.entries(recorded));

const ENDPOINTS = Object.values(API);

function recordedFor(method: string, path: string): unknown {
  const found = ENDPOINTS.find(
    (endpoint) =>
      endpoint.method === method &&
      new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return found && RECORDED.get(found.operation);
}

/** A token as Cognito writes it; nobody here looks at its signature. */
function tokenFor(roles: readonly string[]): string {
  const claims = { sub: '1', name: 'Chủ tịch UBND Thành phố', 'cognito:groups': roles };
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'x'].join('.');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** Serves the site that was built into `folder`. */
export async function startStub(folder: string): Promise<Stub> {
  const files = appFiles(folderFiles(folder));
  const state: Pick<Stub, 'sent' | 'roles' | 'replies'> = {
    sent: [],
    roles: ['leadership'],
    replies: new Map(),
  };

  const api = async (request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> => {
    const text = await textOf(request);
    const route = `${request.method} ${url.pathname}`;
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    state.sent.push({ route: `${route}${url.search}`, language: request.headers['accept-language'], body });
    const reply = state.replies.get(route);
    if (reply !== undefined) return send(response, reply.status, reply.body);
    const answer = recordedFor(request.method ?? 'GET', url.pathname);
    return answer === undefined
      ? send(response, 404, { status: 404, code: 'route.unknown', detail: 'Không có.' })
      : send(response, 200, answer);
  };

  const site = async (url: URL, response: ServerResponse): Promise<void> => {
    const file = await files(url.pathname.slice(1));
    if (file === undefined) return void response.writeHead(403).end();
    response
      .writeHead(200, { 'content-type': file.contentType, 'content-security-policy': POLICY })
      .end(file.body);
    return undefined;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stub');
    if (url.pathname.startsWith('/api/')) return api(request, url, response);
    if (url.pathname === CONFIG.authorize) {
      const back = `${url.searchParams.get('redirect_uri')}?code=c&state=${url.searchParams.get('state')}`;
      return void response.writeHead(302, { location: back }).end();
    }
    if (url.pathname === CONFIG.logout) return void response.writeHead(302, { location: '/' }).end();
    if (url.pathname === CONFIG.token)
      return send(response, 200, { id_token: tokenFor(state.roles), expires_in: 1800 });
    return site(url, response);
  };

  const server: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = z.object({ port: z.number() }).parse(server.address());
  return Object.assign(state, {
    origin: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  });
}
