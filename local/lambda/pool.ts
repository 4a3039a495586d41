/** Keeps a few warm workers per function and hands each event to one that is free, as Lambda does with its sandboxes. */
import { availableParallelism } from 'node:os';
import type { Waits } from './turns.ts';
import { type Event, FunctionWorker, type Outcome, type WorkerSettings } from './worker.ts';

/** No function has more workers than this: on one machine more threads only take the processor from each other. */
export const perFunction = availableParallelism() + 1;
/**
 * So many events must wait for each worker there is before another is started. Loading a bundle costs as much as a dozen
 * events, and code that several workers share out runs cold in each of them: only a person's wait is worth that early.
 */
export const patience = { person: 8, nobody: 40 } as const satisfies Record<Waits, number>;
/** Whatever the numbers, an event that has waited so long (ms) gets a worker: the one before it may take minutes. */
const LONGEST_WAIT_MS = 1000;

/** What an event gets that comes too late; whoever kept it on disk delivers it at the next start. */
const closed: Outcome = {
  payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'the host is closing' }),
  failed: true,
};

type Waiting = {
  readonly event: Event;
  readonly waits: Waits;
  readonly finish: (outcome: Outcome) => void;
};

/** All pools of a host together: how many threads may be alive. */
export class WorkerBudget {
  readonly #limit: number;
  readonly #pools: FunctionPool[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  join(pool: FunctionPool): void {
    this.#pools.push(pool);
  }

  /**
   * True when the pool may start another worker. The first worker of a function is always granted, else functions that call
   * each other could wait for each other for ever. At the limit nobody is dismissed for a second one: a worker that is
   * started and ended in turns costs more than the wait.
   */
  grant(asking: FunctionPool): boolean {
    const alive = this.#pools.reduce((sum, pool) => sum + pool.size, 0);
    return alive < this.#limit || asking.size === 0;
  }
}

export class FunctionPool {
  readonly #settings: WorkerSettings;
  readonly #budget: WorkerBudget;
  readonly #most: number;
  readonly #idle: FunctionWorker[] = [];
  readonly #all = new Set<FunctionWorker>();
  readonly #queue: Waiting[] = [];
  #served = 0;
  #overdue: NodeJS.Timeout | undefined;
  #closing = false;

  constructor(settings: WorkerSettings, budget: WorkerBudget, reserved: number | undefined) {
    this.#settings = settings;
    this.#budget = budget;
    this.#most = Math.max(1, Math.min(perFunction, reserved ?? perFunction));
    budget.join(this);
  }

  get size(): number {
    return this.#all.size;
  }

  async run(event: Event, waits: Waits = 'nobody'): Promise<Outcome> {
    if (this.#closing) return closed;
    return new Promise((finish) => {
      this.#queue.push({ event, waits, finish });
      this.#pump();
    });
  }

  /**
   * Loads one more worker before it is needed, for a function that is in use: whoever comes with many others then does not
   * wait for a bundle to load. To be called in a quiet moment.
   */
  prepare(): void {
    if (this.#closing || this.#served < patience.person * this.#all.size) return;
    const worker = this.#start();
    if (worker !== undefined) this.#idle.unshift(worker);
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#overdue);
    for (const { finish } of this.#queue.splice(0)) finish(closed);
    await Promise.all([...this.#all].map((worker) => this.#drop(worker)));
  }

  async #drop(worker: FunctionWorker): Promise<void> {
    this.#all.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    await worker.stop();
  }

  #pump(): void {
    while (this.#queue.length > 0 && !this.#closing) {
      // The one that has rested longest: all of them are warm when many events come at once.
      const worker = this.#idle.shift() ?? this.#grow();
      if (worker === undefined) {
        this.#watch();
        return;
      }
      this.#next(worker);
    }
  }

  #grow(): FunctionWorker | undefined {
    const waits = this.#queue.some((waiting) => waiting.waits === 'person') ? 'person' : 'nobody';
    const enough = this.#all.size > 0 && this.#queue.length < patience[waits] * this.#all.size;
    return enough ? undefined : this.#start();
  }

  /** Looks later whether the event that is first now still waits. */
  #watch(): void {
    const [first] = this.#queue;
    if (this.#overdue !== undefined || this.#all.size >= this.#most) return;
    this.#overdue = setTimeout(() => {
      this.#overdue = undefined;
      const worker = first === this.#queue[0] && !this.#closing ? this.#start() : undefined;
      if (worker !== undefined) this.#next(worker);
      this.#pump();
    }, LONGEST_WAIT_MS);
  }

  #next(worker: FunctionWorker): void {
    const next = this.#queue.shift();
    if (next !== undefined) void this.#serve(worker, next);
  }

  #start(): FunctionWorker | undefined {
    if (this.#all.size >= this.#most || !this.#budget.grant(this)) return undefined;
    const worker = new FunctionWorker(this.#settings);
    this.#all.add(worker);
    return worker;
  }

  async #serve(worker: FunctionWorker, { event, finish }: Waiting): Promise<void> {
    const outcome = await worker.run(event);
    this.#served++;
    if (worker.usable && !this.#closing && this.#all.has(worker)) this.#idle.push(worker);
    else this.#all.delete(worker);
    finish(outcome);
    this.#pump();
  }
}
