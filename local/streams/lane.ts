/**
 * One lane of a stream: batches of it run one after the other, so records of one partition key stay in order. What to do
 * after each outcome is decided here, without any I/O. AWS: "Understanding batching behaviour and retries" for streams.
 */
import type { StreamRecord } from './reader.ts';

export type LaneRules = {
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly maximumRetries: number;
  readonly maximumAgeMs: number;
};

export type Queued = StreamRecord & {
  /** Epoch milliseconds of the host's clock when the record was read. */
  readonly readAt: number;
};

/** What came of a batch: how many records from its front are done, and why the next one is not. */
export type BatchResult = { readonly done: number; readonly failure?: string };

export type Step =
  | { readonly kind: 'continue' }
  | { readonly kind: 'retryAt'; readonly at: number }
  | {
      readonly kind: 'discard';
      readonly records: readonly Queued[];
      readonly attempts: number;
      readonly why: string;
    };

const firstWaitMs = 1000;
const longestWaitMs = 60_000;

export class Lane {
  readonly #rules: LaneRules;
  readonly #queue: Queued[] = [];
  /** Sizes of the next batches where a failure has fixed them: a batch is retried as it was, or in halves. */
  #plan: number[] = [];
  #attempts = 0;
  #notBefore = 0;
  running = false;

  constructor(rules: LaneRules) {
    this.#rules = rules;
  }

  get length(): number {
    return this.#queue.length;
  }

  add(record: Queued): void {
    this.#queue.push(record);
  }

  /** When the lane wants to run next: undefined when it is empty or at work. */
  nextAt(): number | undefined {
    return this.#queue.length === 0 || this.running ? undefined : this.#notBefore;
  }

  /** The batch to run now. */
  batch(): readonly Queued[] {
    return this.#queue.slice(0, this.#plan[0] ?? this.#rules.batchSize);
  }

  /** Takes the result of the batch of this size; `now` is the host's clock. The records done have left the lane. */
  settle(size: number, result: BatchResult, now: number): Step {
    this.#queue.splice(0, result.done);
    if (result.failure === undefined) {
      this.#plan.shift();
      this.#attempts = 0;
      return { kind: 'continue' };
    }
    const left = size - result.done;
    this.#plan = [left, ...this.#plan.slice(1)];
    if (result.done > 0) this.#attempts = 0;
    if (this.#rules.bisect && left > 1) {
      // Splitting does not count as a retry.
      const half = Math.ceil(left / 2);
      this.#plan = [half, left - half, ...this.#plan.slice(1)];
      return { kind: 'continue' };
    }
    this.#attempts++;
    const expired = now - (this.#queue[0]?.readAt ?? now) >= this.#rules.maximumAgeMs;
    if (this.#attempts > this.#rules.maximumRetries || expired) return this.#discard(left, result.failure);
    this.#notBefore = now + Math.min(firstWaitMs * 2 ** (this.#attempts - 1), longestWaitMs);
    return { kind: 'retryAt', at: this.#notBefore };
  }

  #discard(count: number, why: string): Step {
    const attempts = this.#attempts;
    const records = this.#queue.splice(0, count);
    this.#plan.shift();
    this.#attempts = 0;
    return { kind: 'discard', records, attempts, why };
  }
}
