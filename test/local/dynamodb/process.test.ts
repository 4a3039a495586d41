import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreClient } from '#local/dynamodb/client.ts';
import { type StoreProcess, startStore } from '#local/dynamodb/process.ts';

const holder = fileURLToPath(new URL('../fixture/hold-store.ts', import.meta.url));
let folder: string;
const running: StoreProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((store) => store.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function open(only?: 'amazon'): Promise<{ store: StoreProcess; client: StoreClient }> {
  const store = await startStore(folder, only);
  running.push(store);
  return { store, client: new StoreClient(store.port) };
}

const table = {
  TableName: 'Kept',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
};

/** A process of its own that holds a store on the folder, with the pids of both. */
async function hold(): Promise<{ host: ReturnType<typeof spawn>; storePid: number }> {
  const host = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', holder, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(host.stdout, 'data');
  return { host, storePid: Number(readFileSync(join(folder, 'store.pid'), 'utf8')) };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (alive(pid)) await new Promise(setImmediate);
}

describe('the store process', () => {
  it('keeps its data from run to run', async () => {
    const first = await open();
    await first.client.tables('CreateTable', table);
    await first.client.tables('PutItem', { TableName: 'Kept', Item: { pk: { S: 'x' } } });
    first.client.close();
    await first.store.stop();
    const second = await open();
    const found = await second.client.tables('GetItem', { TableName: 'Kept', Key: { pk: { S: 'x' } } });
    expect(found).toEqual({ Item: { pk: { S: 'x' } } });
    second.client.close();
  });

  it('dies with a host that is killed with -9', async () => {
    const { host, storePid } = await hold();
    expect(alive(storePid)).toBe(true);
    host.kill('SIGKILL');
    await once(host, 'exit');
    await untilGone(storePid);
  });

  it('is replaced when it outlived host and watcher', async () => {
    const { host, storePid } = await hold();
    const watcher = Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${storePid}/stat`, 'utf8'))?.[1]);
    process.kill(watcher, 'SIGKILL');
    host.kill('SIGKILL');
    await once(host, 'exit');
    expect(alive(storePid)).toBe(true);
    const { client } = await open();
    expect(alive(storePid)).toBe(false);
    expect(await client.tables('ListTables', {})).toEqual({ TableNames: [] });
    client.close();
  });

  it('tells when the store ends by itself', async () => {
    const { store } = await open();
    process.kill(Number(readFileSync(join(folder, 'store.pid'), 'utf8')), 'SIGKILL');
    await store.died;
  });

  const java = (process.env['PATH'] ?? '').split(delimiter).some((path) => existsSync(join(path, 'java')));
  it.skipIf(!java)("can be Amazon's DynamoDB Local", async () => {
    const { client, store } = await open('amazon');
    await client.tables('CreateTable', table);
    expect(store.program).toBe("Amazon's DynamoDB Local");
    expect(await client.tables('ListTables', {})).toEqual({ TableNames: ['Kept'] });
    client.close();
  });
});
