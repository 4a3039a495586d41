/** The host's clock: real time plus an offset on disk. Workers read the offset from shared memory. */
import type { HostClock } from '#local/service.ts';
import type { HostStore } from '#local/store.ts';

const key = 'clock/offset';

export class MovableClock implements HostClock {
  /** One signed 64-bit number: the milliseconds by which the host is ahead of real time. */
  readonly shared = new SharedArrayBuffer(8);
  readonly #view = new BigInt64Array(this.shared);
  readonly #store: HostStore;

  /** A data folder that has no clock yet starts at `startAt` (epoch milliseconds), or at real time. */
  constructor(store: HostStore, startAt: number | undefined) {
    this.#store = store;
    const known = store.get(key);
    const fresh = startAt === undefined ? 0 : startAt - Date.now();
    this.#setOffset(known === undefined ? fresh : Number(known));
  }

  now(): number {
    return Date.now() + this.offsetMs;
  }

  get offsetMs(): number {
    return Number(Atomics.load(this.#view, 0));
  }

  /** Moves the clock to an instant; a move backwards is ignored, because time that passed has been acted upon. */
  moveTo(instant: number): void {
    const ahead = instant - this.now();
    if (ahead > 0) this.#setOffset(this.offsetMs + ahead);
  }

  #setOffset(offsetMs: number): void {
    this.#store.set(key, String(offsetMs));
    Atomics.store(this.#view, 0, BigInt(offsetMs));
  }
}
