import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { clientOf, type DynamoServer } from '#test/adapters/dynamo/server.ts';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = z.object({ port: z.number() }).parse(probe.address());
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Asks until the server listens: a refused connection is answered at once, so this asks often for a moment. */
async function ready(endpoint: string, isAlive: () => boolean): Promise<void> {
  const client = clientOf(endpoint);
  const listens = () =>
    client.send(new ListTablesCommand({})).then(
      () => true,
      () => false,
    );
  while (!(await listens())) if (!isAlive()) throw new Error('the store has ended');
  client.destroy();
}

/** A dynoxide of its own that keeps everything in memory: stories need no disk, and are told twice as fast. */
export async function startStore(): Promise<DynamoServer> {
  const folder = dirname(fileURLToPath(import.meta.resolve('@dynoxide/linux-x64/package.json')));
  const port = await freePort();
  const child = spawn(join(folder, 'dynoxide'), ['serve', '--port', String(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  await ready(endpoint, () => child.exitCode === null);
  return {
    endpoint,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
