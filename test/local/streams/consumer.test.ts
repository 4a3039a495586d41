import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreClient } from '#local/dynamodb/client.ts';
import { type StoreProcess, startStore } from '#local/dynamodb/process.ts';
import { type JsonObject, parseJsonObject, textAt } from '#local/json.ts';
import { objectAt, objectsAt } from '#local/lambda/functions.ts';
import { type ConsumerOptions, StreamConsumer } from '#local/streams/consumer.ts';
import { readMapping, type StreamMapping } from '#local/streams/mapping.ts';
import { StreamReader } from '#local/streams/reader.ts';

let folder: string;
let process: StoreProcess;
let store: StoreClient;
let tables = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'streams-'));
  process = await startStore(folder);
  store = new StoreClient(process.port);
});
afterAll(async () => {
  store.close();
  await process.stop();
  rmSync(folder, { recursive: true, force: true });
});

function mapping(properties: JsonObject = {}): StreamMapping {
  return readMapping({
    stack: 'S',
    logicalId: 'Mapping',
    type: 'AWS::Lambda::EventSourceMapping',
    hosting: { by: 'lambda' },
    properties: {
      FunctionName: 'fn',
      EventSourceArn: 'arn:aws:dynamodb:r:0:table/T/stream/x',
      ...properties,
    },
    ref: 'id',
    name: 'id',
    arn: '',
    attributes: {},
  });
}

type Answer = { failed?: boolean; payload?: unknown };
type State = { now: number; place: string | undefined };

/** A table of its own, a consumer of its stream, and what the function was asked for: the ids of each batch. */
async function scene(properties: JsonObject, answer: (ids: readonly string[], call: number) => Answer) {
  const table = { name: `Table-${++tables}`, partitionKey: 'pk' };
  await store.tables('CreateTable', {
    TableName: table.name,
    AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const state: State = { now: 1_000_000, place: undefined };
  const batches: string[][] = [];
  const reports: JsonObject[] = [];
  const options: ConsumerOptions = {
    mapping: mapping(properties),
    openReader: (place) => new StreamReader(store, table, place),
    checkpoint: {
      load: () => state.place,
      save: (place) => {
        state.place = place;
      },
    },
    run: async (event) => {
      const records = objectsAt(parseJsonObject(event, 'event'), 'Records');
      const ids = records.map((record) => {
        const keys = objectAt(objectAt(record, 'dynamodb'), 'Keys') ?? {};
        return ['pk', 'sk'].map((key) => textAt(objectAt(keys, key) ?? {}, 'S')).join('');
      });
      batches.push(ids);
      await new Promise(setImmediate);
      const { failed = false, payload = null } = answer(ids, batches.length);
      const numbers = records.map((record) => objectAt(record, 'dynamodb')?.['SequenceNumber']);
      const text = JSON.stringify(payload, (_, value: unknown) =>
        typeof value === 'object' && value !== null && 'of' in value
          ? { itemIdentifier: numbers[ids.indexOf(String(value.of))] ?? 'nobody' }
          : value,
      );
      return { payload: text, failed };
    },
    calm: async () => undefined,
    giveUp: async (report) => {
      reports.push(parseJsonObject(report, 'report'));
    },
    finish: (record) => record,
    now: () => state.now,
    log: () => undefined,
    settled: () => undefined,
  };
  const put = async (...ids: string[]): Promise<void> => {
    for (const id of ids) {
      const Item = { pk: { S: id.slice(0, 1) }, sk: { S: id.slice(1) } };
      await store.tables('PutItem', { TableName: table.name, Item });
    }
  };
  /** Lets the clock go from retry to retry until there is none. */
  const settle = async (consumer: StreamConsumer): Promise<void> => {
    await consumer.idle();
    for (let at = consumer.nextAt(); at !== undefined; at = consumer.nextAt()) {
      state.now = Math.max(state.now, at);
      await consumer.fire();
      await consumer.idle();
    }
  };
  return { options, state, batches, reports, put, settle };
}

async function started(options: ConsumerOptions): Promise<StreamConsumer> {
  const consumer = new StreamConsumer(options);
  await consumer.start();
  await consumer.idle();
  return consumer;
}

const ok = (): Answer => ({});

describe('a stream consumer', () => {
  it('delivers what was written, in batches, and once', async () => {
    const { options, batches, put, settle } = await scene({ BatchSize: 2 }, ok);
    const consumer = await started(options);
    await put('a1', 'b1', 'a2', 'c1', 'd1');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([['a1', 'b1'], ['a2', 'c1'], ['d1']]);
    await put('e1');
    consumer.wake();
    await settle(consumer);
    expect(batches.flat()).toEqual(['a1', 'b1', 'a2', 'c1', 'd1', 'e1']);
  });

  it('leaves what is written while people wait to one look when they are done', async () => {
    const { options, batches, put, settle } = await scene({ BatchSize: 10 }, ok);
    let calm: () => void = () => undefined;
    let people = Promise.resolve();
    const consumer = await started({ ...options, calm: async () => people });
    people = new Promise((done) => {
      calm = done;
    });
    for (const id of ['a1', 'b1', 'c1']) {
      await put(id);
      consumer.wake();
    }
    expect(batches).toEqual([]);
    calm();
    await settle(consumer);
    expect(batches).toEqual([['a1', 'b1', 'c1']]);
  });

  it('goes on from its checkpoint after a restart', async () => {
    const { options, batches, put, settle, state } = await scene({}, ok);
    const before = await started(options);
    await put('a1', 'a2');
    before.wake();
    await settle(before);
    await before.close();
    await put('a3');
    const place = state.place;
    const next = await started(options);
    await settle(next);
    expect(batches).toEqual([['a1', 'a2'], ['a3']]);
    expect(state.place).not.toBe(place);
  });

  it('delivers again what a killed host had not finished', async () => {
    const { options, batches, put, settle } = await scene({}, ok);
    const killed = await started({ ...options, run: async () => undefined });
    await put('a1');
    killed.wake();
    await killed.idle();
    const next = await started(options);
    await settle(next);
    expect(batches).toEqual([['a1']]);
  });

  it('begins with LATEST behind what is already there, and stays there over a restart', async () => {
    const { options, batches, put, settle } = await scene({ StartingPosition: 'LATEST' }, ok);
    await put('a1');
    const consumer = await started(options);
    await settle(consumer);
    await consumer.close();
    await put('a2');
    const next = await started(options);
    await settle(next);
    expect(batches).toEqual([['a2']]);
  });

  it('retries a failed batch as it was, then gives it up with a report and goes on', async () => {
    const properties = {
      BatchSize: 2,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:r:0:q' } },
    };
    const { options, batches, reports, put, settle } = await scene(properties, (ids) => ({
      failed: ids.includes('a1'),
      payload: 'boom',
    }));
    const consumer = await started(options);
    await put('a1', 'a2', 'a3');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([['a1', 'a2'], ['a1', 'a2'], ['a1', 'a2'], ['a3']]);
    expect(reports).toMatchObject([
      {
        requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
        DDBStreamBatchInfo: { batchSize: 2 },
      },
    ]);
  });

  it('splits a failing batch until the bad record stands alone', async () => {
    const properties = { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 };
    const { options, batches, reports, put, settle } = await scene(properties, (ids) => ({
      failed: ids.includes('a3'),
    }));
    const consumer = await started(options);
    await put('a1', 'a2', 'a3', 'a4');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([['a1', 'a2', 'a3', 'a4'], ['a1', 'a2'], ['a3', 'a4'], ['a3'], ['a4']]);
    expect(reports).toHaveLength(1);
  });

  it('goes on from the record that the function reports', async () => {
    const properties = { FunctionResponseTypes: ['ReportBatchItemFailures'] };
    const { options, batches, put, settle } = await scene(properties, (_, call) =>
      call === 1 ? { payload: { batchItemFailures: [{ of: 'a3' }, { of: 'a2' }] } } : {},
    );
    const consumer = await started(options);
    await put('a1', 'a2', 'a3');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([
      ['a1', 'a2', 'a3'],
      ['a2', 'a3'],
    ]);
  });

  it('takes a report of a record that is not in the batch for a failure of all of it', async () => {
    const properties = { FunctionResponseTypes: ['ReportBatchItemFailures'], MaximumRetryAttempts: 1 };
    const { options, batches, reports, put, settle } = await scene(properties, () => ({
      payload: { batchItemFailures: [{ of: 'zz' }] },
    }));
    const consumer = await started(options);
    await put('a1', 'a2');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([
      ['a1', 'a2'],
      ['a1', 'a2'],
    ]);
    expect(reports).toHaveLength(1);
  });

  it('gives up records that are too old', async () => {
    const { options, batches, reports, put, settle } = await scene({ MaximumRecordAgeInSeconds: 5 }, () => ({
      failed: true,
    }));
    const consumer = await started(options);
    await put('a1');
    consumer.wake();
    await settle(consumer);
    expect(batches).toHaveLength(4); // At 0, 1, 3 and 7 seconds.
    expect(reports).toMatchObject([{ requestContext: { condition: 'RecordAgeExceeded' } }]);
  });

  it('passes on only what the filter wants, and does not read the rest again', async () => {
    const pattern = JSON.stringify({ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: ['b'] } } } });
    const { options, batches, put, settle, state } = await scene(
      { FilterCriteria: { Filters: [{ Pattern: pattern }] } },
      ok,
    );
    const consumer = await started(options);
    await put('a1', 'b1', 'c1');
    consumer.wake();
    await settle(consumer);
    expect(batches).toEqual([['b1']]);
    expect(state.place).toMatch(/ \d*3$/);
  });

  it('runs lanes side by side, each partition key in order, and keeps a failing key to itself', async () => {
    const { options, batches, put, settle, state } = await scene(
      { BatchSize: 1, ParallelizationFactor: 4 },
      (ids, call) => ({ failed: ids[0] === 'a1' && call < 4 }),
    );
    const consumer = await started(options);
    await put('a1', 'b1', 'a2', 'b2', 'a3', 'b3');
    consumer.wake();
    await consumer.idle();
    expect(batches.flat().filter((id) => id.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    expect(batches.flat()).not.toContain('a2');
    expect(state.place).toBe(''); // a1 is not done, so a restart must see it again.
    await settle(consumer);
    expect([...new Set(batches.flat().filter((id) => id.startsWith('a')))]).toEqual(['a1', 'a2', 'a3']);
    expect(state.place).toMatch(/ \d*6$/);
  });
});
