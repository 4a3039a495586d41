/** The stream mappings of the template, each with its consumer. */

import type { MovableClock } from '#local/clock/clock.ts';
import type { StoreClient } from '#local/dynamodb/client.ts';
import type { Table } from '#local/dynamodb/tables.ts';
import type { TtlSweeper } from '#local/dynamodb/ttl.ts';
import { authorize, type Principal } from '#local/iam/evaluate.ts';
import { type JsonObject, messageOf } from '#local/json.ts';
import type { Deliver } from '#local/lambda/destinations.ts';
import { objectAt } from '#local/lambda/functions.ts';
import type { Invoker } from '#local/lambda/invoker.ts';
import type { HostClock } from '#local/service.ts';
import type { HostStore } from '#local/store.ts';
import type { Template } from '#local/template/stack.ts';
import { StreamConsumer } from './consumer.ts';
import { isStreamMapping, readMapping, type StreamMapping } from './mapping.ts';
import { StreamReader } from './reader.ts';

export type StreamsOptions = {
  readonly template: Template;
  readonly tables: readonly Table[];
  readonly store: StoreClient;
  readonly state: HostStore;
  readonly sweeper: TtlSweeper;
  readonly invoker: Invoker;
  readonly deliver: Deliver;
  readonly principalOf: (roleArn: string) => Principal;
  readonly clock: HostClock & Pick<MovableClock, 'offsetMs'>;
  readonly log: (message: string) => void;
  readonly settled: () => void;
};

const reading = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];

/** AWS refuses a mapping whose function could not read the stream; so does the host, before it starts. */
function checkRights(mapping: StreamMapping, roleArn: string, options: StreamsOptions): void {
  const wanted = reading.map((action) => ({ action, resources: [mapping.streamArn] }));
  const verdict = authorize(options.principalOf(roleArn), wanted);
  if (!verdict.allowed)
    throw new Error(`${mapping.id} (AWS::Lambda::EventSourceMapping): ${verdict.message}`);
}

/** What the store cannot know of a record: our ARN and region, the host's time, and whether TTL made the change. */
function finisher(
  mapping: StreamMapping,
  table: Table,
  options: StreamsOptions,
): (record: JsonObject) => JsonObject {
  const { template, clock, sweeper } = options;
  return (record) => {
    const change = objectAt(record, 'dynamodb') ?? {};
    const real = Number(change['ApproximateCreationDateTime'] ?? 0);
    const keys = objectAt(change, 'Keys') ?? {};
    const byTtl = record['eventName'] === 'REMOVE' && sweeper.claims(table.name, keys);
    return {
      ...record,
      eventSource: 'aws:dynamodb',
      awsRegion: template.region,
      eventSourceARN: mapping.streamArn,
      dynamodb: { ...change, ApproximateCreationDateTime: Math.floor(real + clock.offsetMs / 1000) },
      ...(byTtl ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
    };
  };
}

function createConsumer(mapping: StreamMapping, table: Table, options: StreamsOptions): StreamConsumer {
  const { invoker, state, store, deliver, clock, log, settled } = options;
  const { declared } = invoker.catalogue.find(mapping.functionName);
  checkRights(mapping, declared.roleArn, options);
  const key = `stream/${mapping.id}/${table.name}`;
  return new StreamConsumer({
    mapping,
    openReader: (place) => new StreamReader(store, table, place),
    checkpoint: { load: () => state.get(key), save: (place) => state.set(key, place) },
    run: async (event) => {
      const outcome = await invoker.run(mapping.functionName, event);
      return invoker.closed ? undefined : outcome;
    },
    calm: async () => invoker.calm(),
    giveUp: async (report) => {
      if (mapping.onFailure === undefined) return;
      await deliver(declared.roleArn, mapping.onFailure, report).catch((error: unknown) => {
        log(`${mapping.id}: the report on failed records could not be kept: ${messageOf(error)}`);
      });
    },
    finish: finisher(mapping, table, options),
    now: () => clock.now(),
    log,
    settled,
  });
}

export type Streams = {
  readonly consumers: readonly { readonly name: string; readonly work: StreamConsumer }[];
  /** There may be new records of this table. */
  wake(tableName: string): void;
  close(): Promise<void>;
};

/** Starts a consumer for each mapping. Throws an Error naming the mapping that AWS would refuse. */
export async function startStreams(options: StreamsOptions): Promise<Streams> {
  const resources = options.template.ofType('AWS::Lambda::EventSourceMapping').filter(isStreamMapping);
  const byTable = new Map<string, StreamConsumer[]>();
  const consumers: { name: string; work: StreamConsumer }[] = [];
  for (const resource of resources) {
    if (resource.properties['Enabled'] === false) continue;
    const mapping = readMapping(resource);
    const table = options.tables.find((candidate) => candidate.streamArn === mapping.streamArn);
    if (table === undefined)
      throw new Error(`${mapping.id} (${resource.type}): no table has the stream ${mapping.streamArn}`);
    const work = createConsumer(mapping, table, options);
    byTable.set(table.name, [...(byTable.get(table.name) ?? []), work]);
    consumers.push({ name: mapping.id, work });
    await work.start();
  }
  return {
    consumers,
    wake: (tableName) => {
      for (const consumer of byTable.get(tableName) ?? []) consumer.wake();
    },
    close: async () => {
      await Promise.all(consumers.map(({ work }) => work.close()));
    },
  };
}
