/** Something that wants to be woken at a time. At most one place in the heap each. */
export type Sleeper = {
  /** Epoch ms. */
  due: number | undefined;
  /** Place in the heap; -1 while it is not in it. */
  slot: number;
  readonly id: number;
};

/** A binary heap of sleepers, earliest first; equal times in order of their ids. */
export class Timers<T extends Sleeper> {
  readonly #heap: T[] = [];

  get size(): number {
    return this.#heap.length;
  }

  earliest(): T | undefined {
    return this.#heap[0];
  }

  /** Puts the sleeper where its `due` belongs, or takes it out when it has none. */
  update(sleeper: T): void {
    if (sleeper.due === undefined) {
      this.remove(sleeper);
      return;
    }
    if (sleeper.slot < 0) sleeper.slot = this.#heap.push(sleeper) - 1;
    this.#down(this.#up(sleeper.slot));
  }

  remove(sleeper: T): void {
    const at = sleeper.slot;
    if (at < 0) return;
    sleeper.slot = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === sleeper) return;
    this.#put(last, at);
    this.#down(this.#up(at));
  }

  #put(sleeper: T, at: number): void {
    this.#heap[at] = sleeper;
    sleeper.slot = at;
  }

  #before(a: T, b: T): boolean {
    const [x, y] = [a.due ?? 0, b.due ?? 0];
    return x < y || (x === y && a.id < b.id);
  }

  #up(start: number): number {
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const [own, above] = [this.#heap[at], this.#heap[parent]];
      if (own === undefined || above === undefined || !this.#before(own, above)) break;
      this.#put(above, at);
      this.#put(own, parent);
      at = parent;
    }
    return at;
  }

  #down(start: number): void {
    let at = start;
    for (;;) {
      const own = this.#heap[at];
      const [left, right] = [this.#heap[2 * at + 1], this.#heap[2 * at + 2]];
      const child = right !== undefined && left !== undefined && this.#before(right, left) ? right : left;
      if (own === undefined || child === undefined || !this.#before(child, own)) return;
      const below = child.slot;
      this.#put(child, at);
      this.#put(own, below);
      at = below;
    }
  }
}
