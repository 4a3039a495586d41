/**
 * Delivers a table's stream to one function. Nobody polls: the host calls `wake` after each write to the table. The
 * checkpoint on disk is the last record before which everything is dealt with, so a killed host goes on from there and
 * delivers at least once, as AWS does.
 */
import { Activity } from '#local/activity.ts';
import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  messageOf,
  parseJson,
  textAt,
} from '#local/json.ts';
import type { TimedWork } from '#local/service.ts';
import { type BatchResult, Lane, type Queued } from './lane.ts';
import type { StreamMapping } from './mapping.ts';
import type { StreamReader, StreamRecord } from './reader.ts';

export type ConsumerOptions = {
  readonly mapping: StreamMapping;
  /** Opens a reader after a place; undefined is the beginning. */
  readonly openReader: (place: string | undefined) => StreamReader;
  readonly checkpoint: { load(): string | undefined; save(place: string): void };
  /** Runs the function with an event as JSON text; undefined when the host is closing and the outcome says nothing. */
  readonly run: (event: string) => Promise<{ payload: string; failed: boolean } | undefined>;
  /** Resolves when reading takes the processor from nobody who waits for a page. */
  readonly calm: () => Promise<void>;
  /** Keeps the report on records that were given up. */
  readonly giveUp: (report: string) => Promise<void>;
  /** Puts into a record what the store cannot know: ARN, region, clock. */
  readonly finish: (record: JsonObject) => JsonObject;
  readonly now: () => number;
  readonly log: (message: string) => void;
  readonly settled: () => void;
};

/** Reading pauses when so many batches wait in the lanes. */
const readAhead = 10;

export class StreamConsumer implements TimedWork {
  readonly #options: ConsumerOptions;
  readonly #activity: Activity;
  readonly #lanes: readonly Lane[];
  /** Records in the order of the stream that are not all done yet; the front of it is the checkpoint. */
  readonly #open: { readonly place: string; done: boolean }[] = [];
  readonly #places = new Map<string, { done: boolean }>();
  #reader: StreamReader | undefined;
  #reading = false;
  #more = false;
  #closed = false;

  constructor(options: ConsumerOptions) {
    this.#options = options;
    this.#activity = new Activity(options.settled);
    const { parallel, ...rules } = options.mapping;
    this.#lanes = Array.from({ length: parallel }, () => new Lane(rules));
  }

  /** Fixes where to begin, before anything is written, and starts with what an earlier run has left. */
  async start(): Promise<void> {
    let place = this.#options.checkpoint.load();
    if (place === undefined && this.#options.mapping.startAt === 'LATEST') {
      const reader = this.#options.openReader(undefined);
      for (let records = await reader.read(); records.length > 0; records = await reader.read()) {
        place = records.at(-1)?.place;
      }
    }
    this.#options.checkpoint.save(place ?? '');
    this.#reader = this.#options.openReader(place === '' ? undefined : place);
    this.wake();
  }

  /** There may be new records. */
  wake(): void {
    this.#more = true;
    if (this.#reading || this.#closed) return;
    this.#reading = true;
    this.#begin(
      () => this.#fill(),
      () => {
        this.#reading = false;
      },
    );
  }

  nextAt(): number | undefined {
    const times = this.#lanes.map((lane) => lane.nextAt()).filter((at) => at !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  async fire(): Promise<void> {
    const now = this.#options.now();
    for (const lane of this.#lanes) {
      const at = lane.nextAt();
      if (at !== undefined && at <= now) this.#drain(lane);
    }
  }

  async idle(): Promise<void> {
    return this.#activity.idle();
  }

  /** How often work was begun: for whoever needs to know that nothing new came up. */
  get epoch(): number {
    return this.#activity.epoch;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#activity.idle();
  }

  #begin(work: () => Promise<void>, after: () => void): void {
    const whole = async (): Promise<void> => {
      try {
        await work();
      } finally {
        after();
      }
    };
    void this.#activity.track(whole).catch((error: unknown) => {
      if (!this.#closed)
        this.#options.log(`stream of ${this.#options.mapping.functionName}: ${messageOf(error)}`);
    });
  }

  async #fill(): Promise<void> {
    const { batchSize, wanted } = this.#options.mapping;
    while (this.#more && !this.#closed) {
      if (this.#lanes.some((lane) => lane.length >= readAhead * batchSize)) return; // A lane wakes us when it is done.
      await this.#options.calm();
      this.#more = false;
      const records = (await this.#reader?.read()) ?? [];
      if (records.length > 0) this.#more = true;
      const readAt = this.#options.now();
      for (const record of records) this.#accept({ ...record, readAt }, wanted(record.record));
      this.#advanceCheckpoint();
      for (const lane of this.#lanes) if ((lane.nextAt() ?? Infinity) <= readAt) this.#drain(lane);
    }
  }

  #accept(record: Queued, wanted: boolean): void {
    const entry = { place: record.place, done: !wanted };
    this.#open.push(entry);
    if (!wanted) return;
    this.#places.set(record.place, entry);
    this.#lanes[laneOf(record.partition, this.#lanes.length)]?.add(record);
  }

  #drain(lane: Lane): void {
    if (lane.running) return;
    lane.running = true;
    this.#begin(
      () => this.#work(lane),
      () => {
        lane.running = false;
        // The lane may have been full when reading stopped.
        if (this.#more) this.wake();
      },
    );
  }

  async #work(lane: Lane): Promise<void> {
    while (lane.length > 0 && !this.#closed) {
      const batch = lane.batch();
      const result = await this.#deliver(batch);
      if (result === undefined) return;
      const step = lane.settle(batch.length, result, this.#options.now());
      if (step.kind === 'discard') await this.#report(step.records, step.attempts, step.why);
      this.#finished(batch.slice(0, result.done));
      if (step.kind === 'discard') this.#finished(step.records);
      if (step.kind === 'retryAt') return;
    }
  }

  async #deliver(batch: readonly Queued[]): Promise<BatchResult | undefined> {
    const Records = batch.map((queued) => this.#options.finish(queued.record));
    const outcome = await this.#options.run(JSON.stringify({ Records }));
    if (outcome === undefined) return undefined;
    if (outcome.failed) return { done: 0, failure: outcome.payload };
    if (!this.#options.mapping.reportsItemFailures) return { done: batch.length };
    return itemFailures(parseJson(outcome.payload, 'the answer'), batch);
  }

  #finished(records: readonly StreamRecord[]): void {
    for (const record of records) {
      const entry = this.#places.get(record.place);
      if (entry !== undefined) entry.done = true;
      this.#places.delete(record.place);
    }
    this.#advanceCheckpoint();
  }

  #advanceCheckpoint(): void {
    let count = 0;
    while (this.#open[count]?.done === true) count++;
    const last = this.#open.splice(0, count).at(-1);
    if (last !== undefined) this.#options.checkpoint.save(last.place);
  }

  /** AWS: the record that an on-failure destination of a stream gets holds where the records are, not the records. */
  async #report(records: readonly Queued[], attempts: number, why: string): Promise<void> {
    const { mapping, now, giveUp, log } = this.#options;
    const [first, last] = [records[0], records.at(-1)];
    const condition = attempts > mapping.maximumRetries ? 'RetryAttemptsExhausted' : 'RecordAgeExceeded';
    log(`${mapping.functionName}: ${records.length} stream records given up (${condition}): ${why}`);
    await giveUp(
      JSON.stringify({
        requestContext: { functionArn: mapping.functionName, condition, approximateInvokeCount: attempts },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        timestamp: new Date(now()).toISOString(),
        DDBStreamBatchInfo: {
          shardId: first?.place.split(' ')[0],
          startSequenceNumber: first?.sequenceNumber,
          endSequenceNumber: last?.sequenceNumber,
          batchSize: records.length,
          streamArn: mapping.streamArn,
        },
      }),
    );
  }
}

/** AWS: "Reporting batch item failures": the lowest number reported is where the batch goes on. */
function itemFailures(answer: Json, batch: readonly Queued[]): BatchResult {
  const list = isJsonObject(answer) ? (answer['batchItemFailures'] ?? []) : (answer ?? []);
  if (!isJsonArray(list)) return { done: 0, failure: 'batchItemFailures is not a list' };
  if (list.length === 0) return { done: batch.length };
  const reported = new Set(
    list.map((item) => (isJsonObject(item) ? textAt(item, 'itemIdentifier') : undefined)),
  );
  const known = [...reported].every((id) => batch.some((record) => record.sequenceNumber === id));
  // An unknown or missing identifier makes the whole batch a failure.
  if (!known) return { done: 0, failure: 'batchItemFailures names a record that is not in the batch' };
  const done = batch.findIndex((record) => reported.has(record.sequenceNumber));
  return { done, failure: `the function reports a failure of the record ${batch[done]?.sequenceNumber}` };
}

function laneOf(partition: string, lanes: number): number {
  let hash = 0;
  for (let index = 0; index < partition.length; index++)
    hash = (hash * 31 + partition.charCodeAt(index)) >>> 0;
  return hash % lanes;
}
