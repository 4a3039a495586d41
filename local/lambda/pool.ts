/** Keeps a few warm workers per function and hands each event to one that is free, as Lambda does with its sandboxes. */
import { type Event, FunctionWorker, type Outcome, type WorkerSettings } from './worker.ts';

/** No function has more workers than this: on one machine more threads only take the processor from each other. */
const perFunction = 4;

/** What an event gets that comes too late; whoever kept it on disk delivers it at the next start. */
const closed: Outcome = {
  payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'the host is closing' }),
  failed: true,
};

type Waiting = { readonly event: Event; readonly finish: (outcome: Outcome) => void };

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
   * True when the pool may start another worker; at the limit an idle worker of another function makes room. The first
   * worker of a function is always granted, else functions that call each other could wait for each other for ever.
   */
  grant(asking: FunctionPool): boolean {
    const alive = this.#pools.reduce((sum, pool) => sum + pool.size, 0);
    if (alive < this.#limit || asking.size === 0) return true;
    const donor = this.#pools.filter((pool) => pool !== asking && pool.spare > 0);
    const [oldest] = [...donor].sort((a, b) => a.lastUsed - b.lastUsed);
    oldest?.dismissOne();
    return oldest !== undefined;
  }
}

export class FunctionPool {
  readonly #settings: WorkerSettings;
  readonly #budget: WorkerBudget;
  readonly #most: number;
  readonly #idle: FunctionWorker[] = [];
  readonly #all = new Set<FunctionWorker>();
  readonly #queue: Waiting[] = [];
  #closing = false;
  lastUsed = 0;

  constructor(settings: WorkerSettings, budget: WorkerBudget, reserved: number | undefined) {
    this.#settings = settings;
    this.#budget = budget;
    this.#most = Math.max(1, Math.min(perFunction, reserved ?? perFunction));
    budget.join(this);
  }

  get size(): number {
    return this.#all.size;
  }

  /** Workers that could go without anybody waiting longer. */
  get spare(): number {
    return this.#idle.length;
  }

  dismissOne(): void {
    const worker = this.#idle.shift();
    if (worker !== undefined) void this.#drop(worker);
  }

  async run(event: Event): Promise<Outcome> {
    if (this.#closing) return closed;
    return new Promise((finish) => {
      this.#queue.push({ event, finish });
      this.#pump();
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
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
      const worker = this.#idle.pop() ?? this.#grow();
      if (worker === undefined) return;
      const next = this.#queue.shift();
      if (next !== undefined) void this.#serve(worker, next);
    }
  }

  #grow(): FunctionWorker | undefined {
    if (this.#all.size >= this.#most || !this.#budget.grant(this)) return undefined;
    const worker = new FunctionWorker(this.#settings);
    this.#all.add(worker);
    return worker;
  }

  async #serve(worker: FunctionWorker, { event, finish }: Waiting): Promise<void> {
    const outcome = await worker.run(event);
    this.lastUsed = performance.now();
    if (worker.usable && !this.#closing && this.#all.has(worker)) this.#idle.push(worker);
    else this.#all.delete(worker);
    finish(outcome);
    this.#pump();
  }
}
