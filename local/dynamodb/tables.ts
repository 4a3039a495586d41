/** Makes the store hold the tables that the template declares. */
import { isJsonArray, isJsonObject, type Json, type JsonObject, textAt } from '#local/json.ts';
import type { Resource, Template } from '#local/template/stack.ts';
import { type StoreClient, StoreFault } from './client.ts';

/** A declared table, as the proxy, the streams and the sweeper need it. */
export type Table = {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** The partition key's attribute, of the table and of each index by its name. */
  readonly partitionKey: string;
  readonly keys: readonly string[];
  readonly indexPartitionKeys: ReadonlyMap<string, string>;
  /** Undefined when the table has no stream. */
  readonly streamArn: string | undefined;
  /** The attribute with the epoch seconds after which an item goes, undefined without TTL. */
  readonly ttlAttribute: string | undefined;
  readonly definition: JsonObject;
};

function objects(value: Json | undefined): readonly JsonObject[] {
  return isJsonArray(value) ? value.filter(isJsonObject) : [];
}

function keyNames(schema: Json | undefined): readonly string[] {
  const parts = objects(schema).map((part) => ({
    name: textAt(part, 'AttributeName') ?? '',
    type: part['KeyType'],
  }));
  return [...parts].sort((a) => (a.type === 'HASH' ? -1 : 1)).map((part) => part.name);
}

function definitionOf(resource: Resource): JsonObject {
  const { properties } = resource;
  const index = (keep: readonly string[]) => (one: JsonObject) =>
    Object.fromEntries(Object.entries(one).filter(([key]) => keep.includes(key)));
  const shape = ['IndexName', 'KeySchema', 'Projection'];
  const globals = objects(properties['GlobalSecondaryIndexes']).map(index(shape));
  const locals = objects(properties['LocalSecondaryIndexes']).map(index(shape));
  const stream = properties['StreamSpecification'];
  return {
    TableName: resource.name,
    AttributeDefinitions: properties['AttributeDefinitions'] ?? [],
    KeySchema: properties['KeySchema'] ?? [],
    BillingMode: 'PAY_PER_REQUEST',
    ...(globals.length > 0 ? { GlobalSecondaryIndexes: globals } : {}),
    ...(locals.length > 0 ? { LocalSecondaryIndexes: locals } : {}),
    ...(isJsonObject(stream)
      ? {
          StreamSpecification: {
            StreamEnabled: true,
            StreamViewType: stream['StreamViewType'] ?? 'NEW_AND_OLD_IMAGES',
          },
        }
      : {}),
  };
}

function describeTable(resource: Resource): Table {
  const { properties } = resource;
  const definition = definitionOf(resource);
  const indexes = [
    ...objects(definition['GlobalSecondaryIndexes']),
    ...objects(definition['LocalSecondaryIndexes']),
  ];
  const ttl = properties['TimeToLiveSpecification'];
  const keys = keyNames(definition['KeySchema']);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    partitionKey: keys[0] ?? '',
    keys,
    indexPartitionKeys: new Map(
      indexes.map((index) => [textAt(index, 'IndexName') ?? '', keyNames(index['KeySchema'])[0] ?? '']),
    ),
    streamArn: definition['StreamSpecification'] === undefined ? undefined : resource.attributes['StreamArn'],
    ttlAttribute: isJsonObject(ttl) && ttl['Enabled'] !== false ? textAt(ttl, 'AttributeName') : undefined,
    definition,
  };
}

/** The tables of a template. */
export function declaredTables(template: Template): readonly Table[] {
  return [...template.ofType('AWS::DynamoDB::Table'), ...template.ofType('AWS::DynamoDB::GlobalTable')].map(
    describeTable,
  );
}

/**
 * Creates what is missing: tables, indexes, streams; what is there keeps its items. Throws an Error naming the table
 * whose key schema is not the one on disk, which AWS too would only do by replacing the table.
 */
export async function ensureTables(tables: readonly Table[], store: StoreClient): Promise<void> {
  for (const table of tables) {
    const present = await describePresent(table, store);
    if (present === undefined) await store.tables('CreateTable', table.definition);
    else await update(table, present, store);
    if (table.ttlAttribute !== undefined && present === undefined) {
      const specification = { AttributeName: table.ttlAttribute, Enabled: true };
      await store.tables('UpdateTimeToLive', {
        TableName: table.name,
        TimeToLiveSpecification: specification,
      });
    }
  }
}

async function describePresent(table: Table, store: StoreClient): Promise<JsonObject | undefined> {
  try {
    const { Table: present } = await store.tables('DescribeTable', { TableName: table.name });
    return isJsonObject(present) ? present : undefined;
  } catch (error) {
    if (error instanceof StoreFault && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function update(table: Table, present: JsonObject, store: StoreClient): Promise<void> {
  if (keyNames(present['KeySchema']).join() !== table.keys.join()) {
    throw new Error(
      `table ${table.name} (${table.logicalId}) has the key ${keyNames(present['KeySchema']).join()} on disk and ` +
        `${table.keys.join()} in the template: start with --fresh or another data folder`,
    );
  }
  const has = new Set(objects(present['GlobalSecondaryIndexes']).map((index) => textAt(index, 'IndexName')));
  const { TableName, AttributeDefinitions, StreamSpecification } = table.definition;
  for (const index of objects(table.definition['GlobalSecondaryIndexes'])) {
    if (has.has(textAt(index, 'IndexName'))) continue;
    await store.tables('UpdateTable', {
      TableName: TableName ?? null,
      AttributeDefinitions: AttributeDefinitions ?? [],
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
  if (StreamSpecification !== undefined && !isJsonObject(present['StreamSpecification'])) {
    await store.tables('UpdateTable', { TableName: TableName ?? null, StreamSpecification });
  }
}
