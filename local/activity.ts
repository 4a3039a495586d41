/** Counts what is under way in the host, so that "everything is idle" is exact and nobody has to ask again and again. */
export class Activity {
  #count = 0;
  #epoch = 0;
  #waiting: (() => void)[] = [];
  readonly #settled: () => void;

  /** `settled` is told each time a piece of work ends: then the next due time may have changed. */
  constructor(settled: () => void = () => undefined) {
    this.#settled = settled;
  }

  /** How many pieces of work were ever begun: unchanged means that nothing new came up in between. */
  get epoch(): number {
    return this.#epoch;
  }

  async track<T>(work: () => Promise<T>): Promise<T> {
    this.#count++;
    this.#epoch++;
    try {
      return await work();
    } finally {
      this.#count--;
      if (this.#count === 0) for (const wake of this.#waiting.splice(0)) wake();
      this.#settled();
    }
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#count > 0) await new Promise<void>((wake) => this.#waiting.push(wake));
  }
}
