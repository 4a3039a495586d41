import { CreateTableCommand, type DynamoDBClient, type ScalarAttributeType } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { createRegistry } from '#adapters/dynamo/registry.ts';
import {
  type KeyAttributes,
  TABLES,
  type TableDefinition,
  type TableNames,
} from '#adapters/dynamo/tables.ts';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import { clientOf } from './server.ts';

/** A fresh pair of tables on a server, and what the verbs cost there. */
export type TestBed = {
  readonly registry: Registry;
  readonly client: DynamoDBClient;
  readonly tableNames: TableNames;
  /** Runs the work and answers what it consumed, in read and write units. */
  readonly costOf: (work: () => Promise<unknown>) => Promise<{ units: number; requests: number }>;
};

let beds = 0;

export async function makeTestBed(endpoint: string): Promise<TestBed> {
  const client = clientOf(endpoint);
  beds += 1;
  const tableNames = { registry: `registry-${beds}`, outbox: `outbox-${beds}` };
  for (const table of TABLES) await client.send(creation(table, tableNames[table.name]));
  const meter = meterOf(client);
  const registry = createRegistry({ client, tableNames });
  return {
    registry,
    client,
    tableNames,
    costOf: async (work) => {
      const { units, requests } = meter;
      await work();
      return { units: meter.units - units, requests: meter.requests - requests };
    },
  };
}

function keySchema(key: KeyAttributes) {
  const hash = { AttributeName: key.hash, KeyType: 'HASH' } as const;
  return key.range === undefined ? [hash] : [hash, { AttributeName: key.range, KeyType: 'RANGE' } as const];
}

function creation(table: TableDefinition, name: string): CreateTableCommand {
  const keys = [table.key, ...table.indexes.map(({ key }) => key)];
  const attributes = new Set(keys.flatMap(keySchema).map(({ AttributeName }) => AttributeName));
  const type: ScalarAttributeType = 'S';
  return new CreateTableCommand({
    TableName: name,
    KeySchema: keySchema(table.key),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: type })),
    GlobalSecondaryIndexes: table.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index.key),
      Projection:
        index.carries === undefined
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.carries] },
    })),
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream } }),
  });
}

const Consumed = z.object({ CapacityUnits: z.number().default(0) });
const Answer = z.object({
  ConsumedCapacity: z
    .union([z.array(Consumed), Consumed.transform((one) => [one])])
    .optional()
    .default([]),
});

/** Asks every call what it consumed, and adds it up. */
function meterOf(client: DynamoDBClient): { units: number; requests: number } {
  const meter = { units: 0, requests: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = await next(args);
      meter.requests += 1;
      for (const { CapacityUnits } of Answer.parse(answer.output).ConsumedCapacity)
        meter.units += CapacityUnits;
      return answer;
    },
    { step: 'initialize', name: 'meter' },
  );
  return meter;
}
