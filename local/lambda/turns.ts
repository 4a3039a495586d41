/**
 * Who goes first on a machine with few processors: a person who waits for a page, before the work that nobody watches (what
 * a stream, an event or a workflow sets off). At AWS every event has a sandbox of its own, and nobody waits for anybody.
 */

/** `person`: somebody looks at an empty page until it is done. */
export type Waits = 'person' | 'nobody';

export type TurnsOptions = {
  /** Events nobody waits for that run at once while no person waits. */
  readonly abreast: number;
  /** Nothing waits longer for its turn (ms): an event may be what another one, or a person, waits for. */
  readonly longestMs: number;
};

export class Turns {
  readonly #options: TurnsOptions;
  /** Those whose turn has not come, first come first served. */
  readonly #waiting = new Set<() => void>();
  #people = 0;
  #others = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /** Does the work when its turn comes: a person's at once, any other when no person waits and few others run. */
  async take<T>(waits: Waits, work: () => Promise<T>): Promise<T> {
    if (waits === 'person') {
      this.#people++;
      try {
        return await work();
      } finally {
        this.#people--;
        this.#wake();
      }
    }
    if (!this.#free()) await this.#turn();
    this.#others++;
    try {
      return await work();
    } finally {
      this.#others--;
      this.#wake();
    }
  }

  /** Resolves when no person waits: for what is no event, such as looking whether a stream has one. */
  async calm(): Promise<void> {
    if (this.#people > 0) await this.#turn();
  }

  #free(): boolean {
    return this.#people === 0 && this.#others < this.#options.abreast;
  }

  async #turn(): Promise<void> {
    return new Promise((turn) => {
      const come = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(come);
        turn();
      };
      const timer = setTimeout(come, this.#options.longestMs);
      this.#waiting.add(come);
    });
  }

  /** Lets in as many as there is room for: whoever is let in counts only once its promise has gone on. */
  #wake(): void {
    if (this.#people > 0) return;
    const room = this.#options.abreast - this.#others;
    for (const come of [...this.#waiting].slice(0, Math.max(0, room))) come();
  }
}
