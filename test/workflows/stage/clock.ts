import { epochMs, type Instant, instantOf } from '#domain/time.ts';

/** One clock for engine, functions and mailbox; it stands still until it is moved, and never goes back. */
export class StageClock {
  #ms: number;

  constructor(start: Instant) {
    this.#ms = epochMs(start);
  }

  readonly now = (): Instant => instantOf(this.#ms);
  readonly epochMs = (): number => this.#ms;

  moveTo(ms: number): void {
    this.#ms = Math.max(this.#ms, ms);
  }
}
