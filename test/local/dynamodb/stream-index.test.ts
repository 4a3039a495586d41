import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreClient } from '#local/dynamodb/client.ts';
import { type StoreProcess, startStore } from '#local/dynamodb/process.ts';
import { indexStreamRecords } from '#local/dynamodb/stream-index.ts';
import { StreamReader } from '#local/streams/reader.ts';

let folder: string;
let store: StoreProcess | undefined;
const file = () => join(folder, 'store.db');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stream-index-'));
});
afterEach(async () => {
  await store?.stop();
  store = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const table = {
  TableName: 'Told',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
};

/** How SQLite would carry out a statement, in words. */
function planOf(statement: string): string {
  const database = new DatabaseSync(file());
  const steps = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all();
  database.close();
  return steps.map(({ detail }) => String(detail)).join('; ');
}

/** As Dynoxide 1.2.1 writes them. */
const STATEMENTS = [
  [
    'number a record',
    "SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = 'Told'",
  ],
  [
    'read on',
    "SELECT event_name FROM _stream_records WHERE table_name = 'Told' AND shard_id = 's' AND CAST(sequence_number AS INTEGER) > 7 ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT 10",
  ],
] as const;

describe('the stream records of the store', () => {
  it.each(STATEMENTS)('are not looked through to %s', async (_, statement) => {
    store = await startStore(folder);
    expect(planOf(statement)).toMatch(/USING (COVERING )?INDEX stream_records_by_number/);
    expect(planOf(statement)).not.toContain('SCAN');
  });

  it('come in the order of the writes, before and after a restart', async () => {
    const write = async (client: StoreClient, from: number) => {
      for (let n = from; n < from + 12; n++) {
        await client.tables('PutItem', { TableName: 'Told', Item: { pk: { S: `item ${n}` } } });
      }
    };
    store = await startStore(folder);
    const first = new StoreClient(store.port);
    await first.tables('CreateTable', table);
    await write(first, 0);
    first.close();
    await store.stop();
    store = await startStore(folder);
    const second = new StoreClient(store.port);
    await write(second, 12);
    const records = await new StreamReader(second, { name: 'Told', partitionKey: 'pk' }, undefined).read();
    second.close();
    expect(records.map(({ partition }) => partition)).toEqual(
      Array.from({ length: 24 }, (_, n) => JSON.stringify({ S: `item ${n}` })),
    );
  });

  it('are left alone where a store keeps them otherwise', () => {
    const other = new DatabaseSync(file());
    other.exec('CREATE TABLE _stream_records (number INTEGER)');
    other.close();
    indexStreamRecords(file());
    const after = new DatabaseSync(file());
    expect(after.prepare("SELECT name FROM sqlite_master WHERE type = 'index'").all()).toEqual([]);
    after.close();
  });
});
