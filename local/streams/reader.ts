/** Reads a table's stream on from a place, shard after shard. AWS: "DynamoDB Streams API reference". */
import { type StoreClient, StoreFault } from '#local/dynamodb/client.ts';
import { isJsonObject, type JsonObject, textAt } from '#local/json.ts';
import { objectAt, objectsAt } from '#local/lambda/functions.ts';

/** A record as the store gives it, with the place at which to go on after it. */
export type StreamRecord = {
  readonly sequenceNumber: string;
  /** `<shard id> <sequence number>`: opaque outside this file. */
  readonly place: string;
  /** Equal for records whose order matters: those of one partition key. */
  readonly partition: string;
  readonly record: JsonObject;
};

const pageSize = 1000;

export class StreamReader {
  readonly #store: StoreClient;
  readonly #tableName: string;
  readonly #partitionKey: string;
  #streamArn: string | undefined;
  #shards: readonly string[] = [];
  #shard = 0;
  #after: string | undefined;
  #iterator: string | undefined;

  /** `place` is that of the last record already dealt with; undefined reads from the beginning. */
  constructor(store: StoreClient, table: { name: string; partitionKey: string }, place: string | undefined) {
    this.#store = store;
    this.#tableName = table.name;
    this.#partitionKey = table.partitionKey;
    const [shard, sequenceNumber] = place?.split(' ') ?? [];
    if (shard !== undefined && shard !== '') this.#shards = [shard];
    this.#after = sequenceNumber;
  }

  /** The next records, none when the reader has reached the end for now. */
  async read(): Promise<readonly StreamRecord[]> {
    for (;;) {
      const shard = await this.#currentShard();
      if (shard === undefined) return [];
      const iterator = this.#iterator ?? (await this.#openIterator(shard));
      const page = await this.#page(iterator);
      if (page === 'expired') continue;
      const records = objectsAt(page, 'Records').map((record) => this.#describe(shard, record));
      this.#after = records.at(-1)?.sequenceNumber ?? this.#after;
      this.#iterator = textAt(page, 'NextShardIterator');
      if (this.#iterator === undefined) this.#nextShard();
      if (records.length > 0) return records;
      if (this.#iterator !== undefined) return [];
    }
  }

  #nextShard(): void {
    this.#shard++;
    this.#after = undefined;
  }

  /** Shards stand in the order of their age; the list is asked for again only when the known ones are read to the end. */
  async #currentShard(): Promise<string | undefined> {
    const known = this.#shards[this.#shard];
    if (known !== undefined && this.#streamArn !== undefined) return known;
    this.#streamArn ??= await this.#findStream();
    const description = await this.#store.streams('DescribeStream', { StreamArn: this.#streamArn });
    const before = known ?? this.#shards[this.#shard - 1];
    const all = objectsAt(objectAt(description, 'StreamDescription') ?? {}, 'Shards');
    this.#shards = all.map((shard) => textAt(shard, 'ShardId') ?? '');
    const at = before === undefined ? -1 : this.#shards.indexOf(before);
    // A shard that is gone from the list was trimmed: what is left begins at the oldest one.
    if (before !== undefined && at < 0) this.#after = undefined;
    this.#shard = known === undefined ? at + 1 : Math.max(at, 0);
    return this.#shards[this.#shard];
  }

  async #findStream(): Promise<string> {
    const { Table: table } = await this.#store.tables('DescribeTable', { TableName: this.#tableName });
    const arn = isJsonObject(table) ? textAt(table, 'LatestStreamArn') : undefined;
    if (arn === undefined) throw new Error(`table ${this.#tableName} has no stream`);
    return arn;
  }

  async #openIterator(shard: string): Promise<string> {
    const at: JsonObject =
      this.#after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: this.#after };
    try {
      const input = { StreamArn: this.#streamArn ?? '', ShardId: shard, ...at };
      const iterator = textAt(await this.#store.streams('GetShardIterator', input), 'ShardIterator');
      if (iterator === undefined) throw new Error(`shard ${shard} gives no iterator`);
      return iterator;
    } catch (error) {
      if (!(error instanceof StoreFault) || error.code !== 'TrimmedDataAccessException') throw error;
      this.#after = undefined; // Older than the stream keeps: go on with the oldest there is.
      return this.#openIterator(shard);
    }
  }

  async #page(iterator: string): Promise<JsonObject | 'expired'> {
    try {
      return await this.#store.streams('GetRecords', { ShardIterator: iterator, Limit: pageSize });
    } catch (error) {
      const expired = ['ExpiredIteratorException', 'TrimmedDataAccessException'];
      if (!(error instanceof StoreFault) || !expired.includes(error.code)) throw error;
      this.#iterator = undefined;
      return 'expired';
    }
  }

  #describe(shard: string, record: JsonObject): StreamRecord {
    const change = objectAt(record, 'dynamodb');
    const sequenceNumber = textAt(change ?? {}, 'SequenceNumber') ?? '';
    const partition = JSON.stringify(objectAt(change, 'Keys')?.[this.#partitionKey] ?? null);
    return { sequenceNumber, place: `${shard} ${sequenceNumber}`, partition, record };
  }
}
