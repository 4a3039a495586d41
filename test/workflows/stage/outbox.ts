import type { DynamoDBRecord } from 'aws-lambda';
import type { OutboxItem } from '#domain/effect.ts';

/** A number in [0, 1), the same row of numbers for the same seed. */
export type Random = () => number;

/** Mulberry32: small, and good enough to shuffle with. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the stream of the outbox table may do to its deliveries. */
export type Unruly = {
  readonly random: Random;
  /** Share of deliveries that come a second time, and that wait for a later round. */
  readonly duplicated: number;
  readonly delayed: number;
};

/** The stream of the outbox table: new items, in order unless it is unruly, held back while `held`. */
export class OutboxStream {
  held = false;
  #waiting: OutboxItem[] = [];
  readonly delivered: OutboxItem[] = [];
  readonly #unruly: Unruly | undefined;

  constructor(unruly?: Unruly) {
    this.#unruly = unruly;
  }

  push(items: readonly OutboxItem[]): void {
    this.#waiting.push(...items);
  }

  /** The next delivery; nothing when all is delivered, held back, or (`patient`) delayed until time has passed. */
  next(patient: boolean): OutboxItem | undefined {
    if (this.held) return undefined;
    const unruly = this.#unruly;
    if (unruly === undefined) return this.#take(0);
    if (patient && unruly.random() < unruly.delayed) return undefined;
    const item = this.#take(Math.floor(unruly.random() * this.#waiting.length));
    if (item !== undefined && unruly.random() < unruly.duplicated) this.#waiting.push(item);
    return item;
  }

  #take(index: number): OutboxItem | undefined {
    const [item] = this.#waiting.splice(index, 1);
    if (item !== undefined) this.delivered.push(item);
    return item;
  }

  /** Everything that was delivered so far comes once more. */
  repeatAll(): void {
    this.#waiting.push(...this.delivered.splice(0));
  }
}

/** A record of the stream, as far as `drain` looks. */
export function streamRecord(id: string): DynamoDBRecord {
  return { eventName: 'INSERT', dynamodb: { Keys: { id: { S: id } } } };
}
