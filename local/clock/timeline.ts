/** Lets everything that is due happen in the order of the host's clock, by itself in real time or step by step on demand. */
import type { Activity } from '#local/activity.ts';
import { messageOf } from '#local/json.ts';
import type { TimedWork } from '#local/service.ts';
import type { MovableClock } from './clock.ts';

export type TimelineOptions = {
  readonly clock: MovableClock;
  /** Every call from one part of the host to another is counted here: unchanged means that nothing was passed on. */
  readonly activity: Activity;
  readonly log: (message: string) => void;
};

/** The longest delay that setTimeout takes. */
const longestDelayMs = 2 ** 31 - 1;
/** So often may a part of the host say that it is due without time moving on before that is called a fault. */
const patience = 10_000;

export class Timeline {
  readonly #options: TimelineOptions;
  readonly #works = new Map<string, TimedWork>();
  #timer: NodeJS.Timeout | undefined;
  #armed = false;
  #advancing: Promise<unknown> = Promise.resolve();
  #steps = 0;
  #closed = false;

  constructor(options: TimelineOptions) {
    this.#options = options;
  }

  /** `name` is for messages. */
  add(name: string, work: TimedWork): void {
    this.#works.set(name, work);
    this.rearm();
  }

  /** Epoch milliseconds of the next thing to happen by itself. */
  nextAt(): number | undefined {
    let next: number | undefined;
    for (const work of this.#works.values()) {
      const at = work.nextAt();
      if (at !== undefined && (next === undefined || at < next)) next = at;
    }
    return next;
  }

  /** Something changed that may have changed what is due next. Cheap: many calls in a row make one look. */
  rearm(): void {
    if (this.#armed || this.#closed) return;
    this.#armed = true;
    setImmediate(() => {
      this.#armed = false;
      this.#arm();
    });
  }

  /** Resolves when nothing is under way anywhere in the host and nothing was passed on meanwhile. */
  async idle(): Promise<void> {
    for (;;) {
      const { activity } = this.#options;
      const epoch = activity.epoch;
      await activity.idle();
      for (const work of this.#works.values()) await work.idle();
      if (activity.epoch === epoch) return;
    }
  }

  /**
   * Moves the clock to `target` (epoch milliseconds): to each due thing in turn, which happens and comes to rest before
   * the next, then to the target itself. One advance after the other; requests keep working meanwhile.
   */
  async advance(target: number): Promise<void> {
    const mine = this.#advancing.then(() => this.#advance(target));
    this.#advancing = mine.catch(() => undefined); // The caller of this one sees its failure, the next goes on.
    return mine;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #advance(target: number): Promise<void> {
    const { clock } = this.#options;
    this.#steps++;
    try {
      let without = 0;
      for (;;) {
        await this.idle();
        const next = this.nextAt();
        if (next === undefined || next > target || this.#closed) break;
        without = next > clock.now() ? 0 : without + 1;
        if (without > patience)
          throw new Error(`${this.#dueNow()} is due again and again without time passing`);
        clock.moveTo(next);
        await this.#fireDue();
      }
      clock.moveTo(target);
    } finally {
      this.#steps--;
      this.rearm();
    }
  }

  #dueNow(): string {
    const now = this.#options.clock.now();
    return [...this.#works]
      .filter(([, work]) => (work.nextAt() ?? Infinity) <= now)
      .map(([name]) => name)
      .join(', ');
  }

  async #fireDue(): Promise<void> {
    const now = this.#options.clock.now();
    const due = [...this.#works].filter(([, work]) => (work.nextAt() ?? Infinity) <= now);
    due.sort(([, a], [, b]) => (a.nextAt() ?? 0) - (b.nextAt() ?? 0));
    for (const [name, work] of due) {
      await work.fire().catch((error: unknown) => this.#options.log(`${name}: ${messageOf(error)}`));
    }
  }

  #arm(): void {
    clearTimeout(this.#timer);
    // While somebody advances the clock, he is the one who fires.
    if (this.#closed || this.#steps > 0) return;
    const next = this.nextAt();
    if (next === undefined) return;
    const delay = Math.min(Math.max(0, next - this.#options.clock.now()), longestDelayMs);
    this.#timer = setTimeout(() => {
      void this.#fireDue().finally(() => this.rearm());
    }, delay);
    this.#timer.unref();
  }
}
