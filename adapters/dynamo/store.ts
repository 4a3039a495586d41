import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { Backoff } from '../backoff.ts';
import { gathered } from './gather.ts';
import type { ItemKey } from './keys.ts';
import { type IndexDefinition, RECORD, type TableNames } from './tables.ts';

/** What every verb needs: the client, the names of the tables, and how to wait before trying again. */
export type Store = {
  readonly client: DynamoDBDocumentClient;
  readonly tableNames: TableNames;
  readonly backoff: Backoff;
  /** Reads one item of the registry, consistently; reads of the same turn are one call. */
  readonly find: (key: ItemKey) => Promise<Item | undefined>;
};

export type Item = Readonly<Record<string, unknown>>;

/** BatchGetItem takes 100 keys. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** Times that a batch is asked again for keys that were left unanswered, or a write that met another. */
export const ATTEMPTS = 7;

const EntryKey = z.object({ pk: z.string(), sk: z.string() });

/** A stored item that is not what it should be: a defect or a damaged table. The message names the key, never the content. */
export class CorruptItem extends Error {
  constructor(what: string, problems: readonly string[]) {
    super(`${what} is not what the schema says: ${problems.join(', ')}`);
    this.name = 'CorruptItem';
  }
}

/** What an item says: its own attributes, and over them the record that it holds as text. Broken text is no record. */
function unpacked(item: Item): unknown {
  const text = item[RECORD];
  if (typeof text !== 'string') return item;
  try {
    const record: unknown = JSON.parse(text);
    return typeof record === 'object' ? { ...item, ...record } : record;
  } catch {
    return text;
  }
}

/** Parses what was stored; the schema's transforms are idempotent, so what was written comes back. */
export function parseItem<T>(schema: z.ZodType<T>, item: Item, what?: string): T {
  const parsed = schema.safeParse(unpacked(item));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'item'} ${issue.code}`);
  throw new CorruptItem(what ?? `registry item ${keyOf(item).pk} / ${keyOf(item).sk}`, problems);
}

export function keyOf(item: Item): ItemKey {
  return EntryKey.parse(item);
}

type Reader = Omit<Store, 'find'>;

/** The store over a client. */
export function storeOver(parts: Reader): Store {
  return { ...parts, find: gathered((keys) => readByName(parts, keys), joined) };
}

async function readByName(store: Reader, keys: readonly ItemKey[]): Promise<ReadonlyMap<string, Item>> {
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) {
    const items = await readItems(store, keys, true);
    return new Map(items.map((item) => [joined(keyOf(item)), item]));
  }
  const answer = await store.client.send(
    new GetCommand({ TableName: store.tableNames.registry, Key: { ...key }, ConsistentRead: true }),
  );
  return new Map(answer.Item === undefined ? [] : [[joined(key), answer.Item]]);
}

/** Reads the items in the order of their keys; those that do not exist are left out. */
export async function readItems(
  store: Reader,
  keys: readonly ItemKey[],
  consistent: boolean,
): Promise<readonly Item[]> {
  // DynamoDB refuses a batch that names a key twice, as the entries of an index may while they follow their table.
  const once = [...new Map(keys.map((key) => [joined(key), key])).values()];
  const batches = Array.from({ length: Math.ceil(once.length / BATCH) }, (_, index) =>
    once.slice(index * BATCH, (index + 1) * BATCH),
  );
  const found = new Map<string, Item>();
  for (const items of await Promise.all(batches.map((batch) => readBatch(store, batch, consistent)))) {
    for (const item of items) found.set(joined(keyOf(item)), item);
  }
  return keys.map((key) => found.get(joined(key))).filter((item) => item !== undefined);
}

async function readBatch(store: Reader, keys: readonly ItemKey[], consistent: boolean): Promise<Item[]> {
  const table = store.tableNames.registry;
  const items: Item[] = [];
  let open: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
  for (let attempt = 0; ; attempt += 1) {
    const answer = await store.client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: open, ConsistentRead: consistent } } }),
    );
    items.push(...(answer.Responses?.[table] ?? []));
    open = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (open.length === 0) return items;
    if (attempt + 1 === ATTEMPTS) throw new Refusal('system.busy');
    await store.backoff(attempt);
  }
}

function joined(key: ItemKey): string {
  return `${key.pk} ${key.sk}`;
}

/** A range of one partition of the table or of an index, both ends included. */
export type PartitionRange = {
  readonly index?: IndexDefinition | undefined;
  readonly hash: string;
  readonly low: string;
  readonly high: string;
  readonly newestFirst: boolean;
  /** Only these attributes; all that the table or index has unless told. */
  readonly attributes?: readonly string[];
};

/** More than an answer of 1 MB holds; a query wants some number. */
const MOST_AT_ONCE = 10_000;

/** At most `count` items of the range, in its order. The table is read consistently; an index can't be. */
export async function readRange(
  store: Store,
  range: PartitionRange,
  count: number,
): Promise<readonly Item[]> {
  if (range.low > range.high) return [];
  const { attributes = [] } = range;
  const items: Item[] = [];
  let from: QueryCommandInput['ExclusiveStartKey'];
  // One answer holds 1 MB at most, so a range of large items takes more than one.
  do {
    const answer = await store.client.send(
      new QueryCommand({
        TableName: store.tableNames.registry,
        ...(range.index === undefined ? { ConsistentRead: true } : { IndexName: range.index.name }),
        KeyConditionExpression: '#hash = :hash AND #range BETWEEN :low AND :high',
        ExpressionAttributeNames: {
          '#hash': range.index?.key.hash ?? 'pk',
          '#range': range.index?.key.range ?? 'sk',
          ...Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: { ':hash': range.hash, ':low': range.low, ':high': range.high },
        ScanIndexForward: !range.newestFirst,
        Limit: Math.min(count - items.length, MOST_AT_ONCE),
        ...(attributes.length > 0 && {
          ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
        }),
        ...(from !== undefined && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...(answer.Items ?? []));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined && items.length < count);
  return items;
}
