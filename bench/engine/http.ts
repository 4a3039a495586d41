import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Answering, type Cycles, cycles } from './measure.ts';
import { ROLE, W2 } from './workloads.ts';

/** As `npm run runtime` starts the engine. */
export const ENGINE_OPTIONS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=16'];

const SERVING = fileURLToPath(new URL('serving.ts', import.meta.url));
const Created = z.object({ stateMachineArn: z.string() });

/** A plain keep-alive client: Node's own, with nothing around it. @throws what was refused */
export function post(
  agent: Agent,
  to: { readonly port: number; readonly path: string; readonly headers?: Readonly<Record<string, string>> },
  body: unknown,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      ...to.headers,
    };
    const where = { host: '127.0.0.1', port: to.port, path: to.path, method: 'POST', agent, headers };
    const sent = request(where, (response) => {
      let answer = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        answer += chunk;
      });
      response.on('end', () => {
        if ((response.statusCode ?? 0) < 300) resolve(answer);
        else reject(new Error(`${response.statusCode}: ${answer}`));
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

function client(port: number, agent: Agent): (operation: string, body: unknown) => Promise<unknown> {
  return async (operation, body) => {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AWSStepFunctions.${operation}`,
    };
    const answer: unknown = JSON.parse(await post(agent, { port, path: '/', headers }, body));
    return answer;
  };
}

/** With the processor time of both sides, in µs a cycle; the server's with its start. */
export type HttpCycles = Cycles & { readonly clientCpu: number; readonly serverCpu: number };

/** W2 over HTTP: the engine in a process of its own, the client in this one. */
export async function httpCycles(dataDir: string, rounds: number): Promise<HttpCycles> {
  const server = spawn(process.execPath, [...ENGINE_OPTIONS, SERVING, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const port = await new Promise<number>((resolve) => lines.once('line', (line) => resolve(Number(line))));
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const call = client(port, agent);
  let serverCpu = 0;
  const waiting = new Map<string, (token: string) => void>();
  lines.on('line', (line) => {
    const [key = '', token = ''] = line.split(' ');
    if (key === 'cpu') serverCpu = Number(token);
    waiting.get(key)?.(token);
    waiting.delete(key);
  });
  const body = { name: 'answer', definition: JSON.stringify(W2), roleArn: ROLE };
  const { stateMachineArn } = Created.parse(await call('CreateStateMachine', body));
  const cycle: Answering['cycle'] = async (key) => {
    const token = new Promise<string>((resolve) => waiting.set(String(key), resolve));
    await call('StartExecution', { stateMachineArn, input: JSON.stringify({ key }) });
    const taskToken = await token;
    const began = performance.now();
    await call('SendTaskSuccess', { taskToken, output: '{"approved":true}' });
    return performance.now() - began;
  };
  let count = 0;
  const before = process.cpuUsage();
  const result = await cycles(
    {
      cycle: (key) => {
        count += 1;
        return cycle(key);
      },
    },
    rounds,
  );
  const { user, system } = process.cpuUsage(before);
  agent.destroy();
  server.kill('SIGTERM');
  await once(server, 'close');
  return { ...result, clientCpu: (user + system) / count, serverCpu: serverCpu / count };
}
