import { RowIndex, spread } from './row-index.ts';

/** The numbers that are kept of each execution, a column each. */
export type Columns = {
  readonly ids: Float64Array;
  /** First and last record of its chain in the journal. */
  readonly firsts: Float64Array;
  readonly pointers: Float64Array;
  /** Epoch ms: when it is due (NaN: no timer); of a closed one, when it stopped. */
  readonly times: Float64Array;
  /** Records in the chain. */
  readonly depths: Uint32Array;
  /** Number of what it is of, see `kinds.ts`. */
  readonly kinds: Uint32Array;
  /** Of family and name. */
  readonly hashes: Uint32Array;
  /** Status and bits, see {@link BIT}. */
  readonly states: Uint8Array;
};

/** Low three bits of a state: the status. */
export const STATUS_MASK = 7;
/** Bits of a state. */
export const BIT = {
  /** Work is under way that has to be taken up again after a restart. */
  busy: 8,
  express: 16,
  /** Its older records are in the archive. */
  archived: 32,
  redriven: 64,
} as const;

export type Row = {
  readonly id: number;
  readonly first: number;
  readonly pointer: number;
  readonly time: number;
  readonly depth: number;
  readonly kind: number;
  readonly hash: number;
  readonly state: number;
};

/** The columns that a snapshot holds, in this order. */
export const COLUMN_NAMES = [
  'ids',
  'firsts',
  'pointers',
  'times',
  'depths',
  'kinds',
  'hashes',
  'states',
] as const satisfies readonly (keyof Columns)[];

function makeColumns(rows: number): Columns {
  return {
    ids: new Float64Array(rows),
    firsts: new Float64Array(rows),
    pointers: new Float64Array(rows),
    times: new Float64Array(rows),
    depths: new Uint32Array(rows),
    kinds: new Uint32Array(rows),
    hashes: new Uint32Array(rows),
    states: new Uint8Array(rows),
  };
}

/** Columns cut to so many rows; the same memory. */
function cut(columns: Columns, rows: number): Columns {
  return {
    ids: columns.ids.subarray(0, rows),
    firsts: columns.firsts.subarray(0, rows),
    pointers: columns.pointers.subarray(0, rows),
    times: columns.times.subarray(0, rows),
    depths: columns.depths.subarray(0, rows),
    kinds: columns.kinds.subarray(0, rows),
    hashes: columns.hashes.subarray(0, rows),
    states: columns.states.subarray(0, rows),
  };
}

const FIRST_ROWS = 256;

/**
 * What is in memory of every execution: some 70 bytes in columns of numbers, no object. A row keeps its number until
 * {@link squeeze} moves it; rows stand in the order in which they were added.
 */
export class Table {
  columns: Columns = makeColumns(FIRST_ROWS);
  /** Place of a row in the heap of timers; -1 while it is not in it. */
  slots: Int32Array = new Int32Array(FIRST_ROWS).fill(-1);
  /** Rows in use, with those that are removed. */
  rows = 0;
  /** How often rows have got other numbers. */
  squeezes = 0;
  #removed = 0;
  readonly #byId = new RowIndex((row) => spread(this.columns.ids[row] ?? 0));
  readonly #byHash = new RowIndex((row) => this.columns.hashes[row] ?? 0);

  get size(): number {
    return this.rows - this.#removed;
  }

  rowOf(id: number): number {
    return this.#byId.find(spread(id), (row) => this.columns.ids[row] === id);
  }

  /** A row with this hash that matches; -1 where there is none. */
  find(hash: number, matches: (row: number) => boolean): number {
    return this.#byHash.find(hash, (row) => this.columns.hashes[row] === hash && matches(row));
  }

  add(row: Row): number {
    if (this.rows === this.columns.ids.length) this.#grow(Math.ceil(this.rows * 1.5));
    const at = this.rows;
    this.rows += 1;
    const { ids, firsts, pointers, times, depths, kinds, hashes, states } = this.columns;
    ids[at] = row.id;
    firsts[at] = row.first;
    pointers[at] = row.pointer;
    times[at] = row.time;
    depths[at] = row.depth;
    kinds[at] = row.kind;
    hashes[at] = row.hash;
    states[at] = row.state;
    this.slots[at] = -1;
    this.#byId.add(at);
    if ((row.state & BIT.express) === 0) this.#byHash.add(at);
    return at;
  }

  /** The row's timer must be out of the heap. */
  remove(row: number): void {
    if (((this.columns.states[row] ?? 0) & BIT.express) === 0) this.#byHash.remove(row);
    this.#byId.remove(row);
    this.columns.ids[row] = 0;
    this.#removed += 1;
  }

  isUsed(row: number): boolean {
    return row < this.rows && this.columns.ids[row] !== 0;
  }

  /** Closes the gaps that removed rows left once they are the bigger part; `moved` hears of each row's new number. */
  squeeze(moved: (row: number) => void): void {
    if (this.#removed * 2 <= this.rows || this.rows < 4 * FIRST_ROWS) return;
    const { columns, slots, rows } = this;
    const kept = this.size;
    this.#allocate(Math.max(FIRST_ROWS, Math.ceil(kept * 1.5)));
    let to = 0;
    for (let from = 0; from < rows; from += 1) {
      if (columns.ids[from] === 0) continue;
      for (const name of COLUMN_NAMES) this.columns[name][to] = columns[name][from] ?? 0;
      this.slots[to] = slots[from] ?? -1;
      moved(to);
      to += 1;
    }
    this.rows = kept;
    this.squeezes += 1;
    this.#removed = 0;
    this.#reindex();
  }

  /** A copy of the used rows, without gaps. */
  copy(): { readonly columns: Columns; readonly rows: number } {
    const columns = makeColumns(this.size);
    if (this.#removed === 0) {
      const used = cut(this.columns, this.rows);
      for (const name of COLUMN_NAMES) columns[name].set(used[name]);
      return { columns, rows: this.rows };
    }
    let to = 0;
    for (let from = 0; from < this.rows; from += 1) {
      if (this.columns.ids[from] === 0) continue;
      for (const name of COLUMN_NAMES) columns[name][to] = this.columns[name][from] ?? 0;
      to += 1;
    }
    return { columns, rows: to };
  }

  /** Takes over columns that {@link copy} gave. */
  restore(columns: Columns, rows: number): void {
    this.#allocate(Math.max(FIRST_ROWS, rows + Math.ceil(rows / 8)));
    for (const name of COLUMN_NAMES) this.columns[name].set(columns[name]);
    this.rows = rows;
    this.#removed = 0;
    this.#reindex();
  }

  #reindex(): void {
    this.#byId.rebuild(this.rows);
    this.#byHash.rebuild(this.rows);
    // nobody can ask for an EXPRESS execution by its name
    for (let row = 0; row < this.rows; row += 1)
      if (((this.columns.states[row] ?? 0) & BIT.express) !== 0) this.#byHash.remove(row);
  }

  #allocate(capacity: number): void {
    this.columns = makeColumns(capacity);
    this.slots = new Int32Array(capacity).fill(-1);
  }

  #grow(capacity: number): void {
    const { columns, slots } = this;
    this.#allocate(capacity);
    for (const name of COLUMN_NAMES) this.columns[name].set(columns[name]);
    this.slots.set(slots);
  }
}
