/** Removes expired items. AWS: "Using time to live (TTL) in DynamoDB": typically within a few days; here once a day. */
import { Activity } from '#local/activity.ts';
import { isJsonObject, type JsonObject, textAt } from '#local/json.ts';
import { objectsAt } from '#local/lambda/functions.ts';
import type { TimedWork } from '#local/service.ts';
import { type StoreClient, StoreFault } from './client.ts';
import type { Table } from './tables.ts';

const dayMs = 86_400_000;
/** AWS does not expire what lies more than five years back. */
const oldestMs = 5 * 365 * dayMs;

export type SweeperOptions = {
  readonly tables: readonly Table[];
  readonly store: StoreClient;
  readonly now: () => number;
  /** Told of each table from which something was removed. */
  readonly written: (tableName: string) => void;
};

export class TtlSweeper implements TimedWork {
  readonly #options: SweeperOptions;
  readonly #tables: readonly Table[];
  readonly #activity = new Activity();
  #next: number;
  readonly #removed = new Set<string>();

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#tables = options.tables.filter((table) => table.ttlAttribute !== undefined);
    this.#next = nextDay(options.now());
  }

  nextAt(): number | undefined {
    return this.#tables.length === 0 ? undefined : this.#next;
  }

  async fire(): Promise<void> {
    const now = this.#options.now();
    if (now < this.#next) return;
    this.#next = nextDay(now);
    await this.#activity.track(async () => {
      for (const table of this.#tables) await this.#sweep(table, table.ttlAttribute ?? '', now);
    });
  }

  async idle(): Promise<void> {
    return this.#activity.idle();
  }

  /** True once for a removal that this sweeper made: its stream record says that the service did it, not a user. */
  claims(tableName: string, keys: JsonObject): boolean {
    return this.#removed.delete(identity(tableName, keys));
  }

  async #sweep(table: Table, attribute: string, now: number): Promise<void> {
    const condition = {
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: {
        ':now': { N: String(Math.floor(now / 1000)) },
        ':oldest': { N: String(Math.floor((now - oldestMs) / 1000)) },
      },
    };
    const expired = '#ttl < :now AND #ttl > :oldest';
    let from: JsonObject | undefined;
    let removed = false;
    do {
      const input = { TableName: table.name, FilterExpression: expired, ...condition };
      const page = await this.#options.store.tables('Scan', {
        ...input,
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      for (const item of objectsAt(page, 'Items')) {
        const keys = Object.fromEntries(table.keys.map((key) => [key, item[key] ?? null]));
        removed =
          (await this.#remove(table, keys, { ConditionExpression: expired, ...condition })) || removed;
      }
      from = isJsonObject(page['LastEvaluatedKey']) ? page['LastEvaluatedKey'] : undefined;
    } while (from !== undefined);
    if (removed) this.#options.written(table.name);
  }

  async #remove(table: Table, keys: JsonObject, condition: JsonObject): Promise<boolean> {
    try {
      if (table.streamArn !== undefined) this.#removed.add(identity(table.name, keys));
      await this.#options.store.tables('DeleteItem', { TableName: table.name, Key: keys, ...condition });
      return true;
    } catch (error) {
      this.#removed.delete(identity(table.name, keys));
      // Somebody gave it a longer life since it was read.
      if (error instanceof StoreFault && error.code === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }
}

function nextDay(now: number): number {
  return (Math.floor(now / dayMs) + 1) * dayMs;
}

function identity(tableName: string, keys: JsonObject): string {
  const ordered = Object.entries(keys).sort(([a], [b]) => a.localeCompare(b));
  return `${tableName} ${ordered.map(([key, value]) => `${key}=${isJsonObject(value) ? (textAt(value, 'S') ?? JSON.stringify(value)) : ''}`).join(' ')}`;
}
