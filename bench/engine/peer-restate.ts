import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { createServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { post } from './http.ts';
import { type Answering, type Cycles, cycles, INPUT, median, rate } from './measure.ts';

type Context = {
  run(name: string, action: () => unknown): Promise<unknown>;
  awakeable(): { readonly id: string; readonly promise: Promise<unknown> };
};
const isFunction = (value: unknown): boolean => typeof value === 'function';
const Sdk = z.object({
  service: z.custom<(definition: object) => object>(isFunction),
  createEndpointHandler:
    z.custom<(options: object) => (request: Http2ServerRequest, response: Http2ServerResponse) => void>(
      isFunction,
    ),
});

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = z.custom<AddressInfo>((value) => typeof value === 'object').parse(socket.address());
  socket.close();
  return port;
}

/** Twenty steps of a handler; and start, an awakeable, its answer, three more steps. Tokens go to `waiting`. */
function service(waiting: Map<number, (token: string) => void>): object {
  return {
    name: 'bench',
    handlers: {
      linear: async (context: Context, input: unknown) => {
        let value = input;
        for (let i = 0; i < 20; i += 1) value = await context.run(`s${i}`, () => value);
        return value;
      },
      ask: async (context: Context, key: number) => {
        const { id, promise } = context.awakeable();
        await context.run('ask', () => waiting.get(key)?.(id));
        await promise;
        for (const name of ['a', 'b', 'c']) await context.run(name, () => name);
        return key;
      },
    },
  };
}

type Ports = { readonly ingress: number; readonly admin: number; readonly node: number };

/** The server, with its journal synced as it is by default, and four partitions, which is faster here than 24. */
function startServer(binary: string, folder: string, { ingress, admin, node }: Ports): () => void {
  const child = spawn(binary, ['--base-dir', folder, '--no-logo'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
      RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
      RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
      RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
      RESTATE_DEFAULT_NUM_PARTITIONS: '4',
      DO_NOT_TRACK: '1',
    },
  });
  const end = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', end);
  return end;
}

/** Restate: the server beside, the service in this process, calls over its ingress. */
export async function restate(
  entry: (name: string) => string,
  rounds: number,
): Promise<{ w1: number; w2: number } & Pick<Cycles, 'p50' | 'p99'>> {
  const sdk = Sdk.parse(await import(pathToFileURL(entry('@restatedev/restate-sdk')).href));
  const name = `@restatedev/restate-server-${process.platform}-${process.arch}`;
  const binary = join(dirname(entry(`${name}/package.json`)), 'bin', 'restate-server');
  const waiting = new Map<number, (token: string) => void>();
  const services = [sdk.service(service(waiting))];
  const endpoint = createServer(sdk.createEndpointHandler({ services, logger: () => undefined }));
  const own = await freePort();
  endpoint.listen(own, '127.0.0.1');
  const ports = { ingress: await freePort(), admin: await freePort(), node: await freePort() };
  const folder = await mkdtemp(join(tmpdir(), 'bench-restate-'));
  const end = startServer(binary, folder, ports);
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const call = (path: string, body: unknown): Promise<string> =>
    post(agent, { port: ports.ingress, path }, body);
  try {
    await registered(agent, ports.admin, own);
    const w1: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      w1.push(20 * (await rate(1000, 50, async () => void (await call('/bench/linear', JSON.parse(INPUT))))));
    const cycle: Answering['cycle'] = async (key) => {
      const token = new Promise<string>((resolve) => waiting.set(key, resolve));
      const ended = call('/bench/ask', key);
      const id = await token;
      waiting.delete(key);
      const began = performance.now();
      await call(`/restate/awakeables/${id}/resolve`, true);
      await ended;
      return performance.now() - began;
    };
    const { perSecond, p50, p99 } = await cycles({ cycle }, rounds, { together: 1000, alone: 200 });
    return { w1: median(w1), w2: perSecond, p50, p99 };
  } finally {
    agent.destroy();
    end();
    endpoint.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Tells the server where the service is, as soon as the server is there. */
async function registered(agent: Agent, admin: number, own: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await post(agent, { port: admin, path: '/deployments' }, { uri: `http://127.0.0.1:${own}` });
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
