import type { Table } from './table.ts';

/** The rows of a table that want to be woken, as a binary heap, earliest first; equal times in order of their ids. */
export class Timers {
  readonly #table: Table;
  readonly #heap: number[] = [];

  constructor(table: Table) {
    this.#table = table;
  }

  /** The row that is due first; -1 where none is. */
  earliest(): number {
    return this.#heap[0] ?? -1;
  }

  /** Puts a row where its time belongs, or takes it out when it is not to wake. */
  update(row: number, wakes: boolean): void {
    if (!wakes) {
      this.remove(row);
      return;
    }
    const known = this.#slot(row);
    const at = known < 0 ? this.#heap.push(row) - 1 : known;
    this.#table.slots[row] = at;
    this.#down(this.#up(at));
  }

  remove(row: number): void {
    const at = this.#slot(row);
    if (at < 0) return;
    this.#table.slots[row] = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === row) return;
    this.#put(last, at);
    this.#down(this.#up(at));
  }

  /** A row has a new number. */
  moved(row: number): void {
    const at = this.#slot(row);
    if (at >= 0) this.#heap[at] = row;
  }

  /** Puts all rows that wake into an empty heap. */
  fill(rows: Iterable<number>): void {
    for (const row of rows) this.#table.slots[row] = this.#heap.push(row) - 1;
    for (let at = (this.#heap.length >> 1) - 1; at >= 0; at -= 1) this.#down(at);
  }

  #slot(row: number): number {
    return this.#table.slots[row] ?? -1;
  }

  #put(row: number, at: number): void {
    this.#heap[at] = row;
    this.#table.slots[row] = at;
  }

  #before(a: number, b: number): boolean {
    const { times, ids } = this.#table.columns;
    const [x, y] = [times[a] ?? 0, times[b] ?? 0];
    return x < y || (x === y && (ids[a] ?? 0) < (ids[b] ?? 0));
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
      const below = this.#slot(child);
      this.#put(child, at);
      this.#put(own, below);
      at = below;
    }
  }
}
