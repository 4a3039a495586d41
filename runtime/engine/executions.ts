import { STATUSES } from '../core/execution.ts';
import type { Archive, Archived, List, Slot } from '../journal/archive.ts';
import { Entry, type Held, type IndexLine, type Live } from './entry.ts';
import { type Kind, Kinds } from './kinds.ts';
import { Listing, newestOf } from './listing.ts';
import { nameHash } from './row-index.ts';
import { BIT, type Columns, STATUS_MASK, Table } from './table.ts';
import { Timers } from './timers.ts';

/** So many EXPRESS executions stay known after they closed: what is still under way for them may ask. */
const LEAVING = 1000;

/** Which executions of a list; all where nothing is said. */
type Filter = { readonly [K in keyof Slot]?: Slot[K] | undefined };

/** Rows of the archive are asked for in so many at first, then in twice as many again and again, up to the most. */
const [FEW, MANY] = [16, 1024];

/** All executions that can be named: by number, by family and name, by Map Run. */
export class Executions {
  readonly table = new Table();
  readonly timers = new Timers(this.table);
  readonly #kinds = new Kinds();
  readonly #lives = new Map<number, Live>();
  /** Closed executions that are not in memory. */
  readonly archive: Archive | undefined;
  readonly #held: Held;
  readonly #leaving: number[] = [];
  #lastId: number;
  /** Made when somebody asks for a list, kept from then on. */
  #listing: Listing | undefined;
  /** How many executions were looked at for lists, to tell what a page costs. */
  looked = 0;

  /** `lineAt` reads the index line of a first record. */
  constructor(archive?: Archive, lineAt: Held['lineAt'] = () => '') {
    this.archive = archive;
    this.#lastId = archive?.lastId() ?? 0;
    this.#held = {
      table: this.table,
      kinds: this.#kinds,
      lives: this.#lives,
      archived: (id) => archive?.get(id),
      lineAt,
      relisted: (row, before) => this.#relisted(row, before),
    };
  }

  get lastId(): number {
    return this.#lastId;
  }

  /** A new execution. */
  open(line: IndexLine): Entry {
    return this.insert(this.#lastId + 1, line);
  }

  insert(id: number, line: IndexLine, archived = false): Entry {
    this.#lastId = Math.max(this.#lastId, id);
    const { machineArn, family, name, express, item } = line;
    const row = this.table.add({
      id,
      first: 0,
      pointer: 0,
      time: Number.NaN,
      depth: 0,
      kind: this.#kinds.take({ machineArn, family, mapRunArn: item?.mapRunArn ?? null }),
      hash: nameHash(family, name),
      state: (express === true ? BIT.express : 0) | (archived ? BIT.archived : 0),
    });
    if (express !== true) this.#listing?.add(this.#listOf(row), this.table.columns.states[row] ?? 0, id);
    return new Entry(this.#held, { id, row, line });
  }

  /** Takes an archived execution back: what happens to it from now on is in the journal. */
  revive(entry: Entry): void {
    if (entry.row >= 0) return;
    const { status, stoppedAt, redriven } = entry;
    this.insert(entry.id, entry.line, true).decided({ status, stoppedAt, redriven, due: undefined });
  }

  /** Nobody will ask for an EXPRESS execution that has closed, but what is under way for it. */
  leave(entry: Entry): void {
    this.#leaving.push(entry.id);
    if (this.#leaving.length < 2 * LEAVING) return;
    for (const id of this.#leaving.splice(0, LEAVING)) this.remove(id);
    this.tidy();
  }

  remove(id: number): void {
    const row = this.table.rowOf(id);
    if (row < 0) return;
    this.timers.remove(row);
    this.#listing?.remove(this.#listOf(row), this.table.columns.states[row] ?? 0, id);
    this.#kinds.release(this.table.columns.kinds[row] ?? 0);
    this.#lives.delete(id);
    this.table.remove(row);
  }

  /** Lets go of the state of an execution that is on disk; whether it could. */
  forget(id: number): boolean {
    if (this.isPinned(id)) return false;
    this.#lives.delete(id);
    return true;
  }

  /** Whether its state is at hand, or some of its records may not be on disk yet. */
  isLive(id: number): boolean {
    return this.#lives.has(id);
  }

  isPinned(id: number): boolean {
    return (this.#lives.get(id)?.pinned ?? 0) > 0;
  }

  /** Gives memory of removed rows back, now and then. */
  tidy(): void {
    this.table.squeeze((row) => this.timers.moved(row));
  }

  #entry(row: number): Entry {
    return new Entry(this.#held, { id: this.table.columns.ids[row] ?? 0, row });
  }

  at(row: number): Entry {
    return this.#entry(row);
  }

  get(id: number): Entry | undefined {
    const row = this.table.rowOf(id);
    return row >= 0 ? this.#entry(row) : this.#restored(this.archive?.get(id));
  }

  find(family: string, name: string): Entry | undefined {
    const row = this.table.find(nameHash(family, name), (found) => {
      const kind = this.#kinds.get(this.table.columns.kinds[found] ?? 0);
      return kind.family === family && this.#entry(found).name === name;
    });
    return row >= 0 ? this.#entry(row) : this.#restored(this.archive?.find(family, name));
  }

  #listOf(row: number): string {
    const { family, mapRunArn } = this.#kinds.get(this.table.columns.kinds[row] ?? 0);
    return mapRunArn ?? family;
  }

  #relisted(row: number, before: number): void {
    if (this.#listing === undefined) return;
    const { ids, states } = this.table.columns;
    const [list, id, state] = [this.#listOf(row), ids[row] ?? 0, states[row] ?? 0];
    if ((state & BIT.express) !== 0) return;
    this.#listing.remove(list, before, id);
    this.#listing.add(list, state, id);
  }

  #listed(): Listing {
    if (this.#listing !== undefined) return this.#listing;
    const listing = new Listing();
    const { ids, states } = this.table.columns;
    for (const row of this.rows((state) => (state & BIT.express) === 0))
      listing.add(this.#listOf(row), states[row] ?? 0, ids[row] ?? 0);
    this.#listing = listing;
    return listing;
  }

  /** Executions of a list, the newest first, from the first one before an id; each costs something when it is taken only. */
  newest(of: List, filter: Filter, before: number): Generator<Entry> {
    const statuses = STATUSES.filter((status) => filter.status === undefined || filter.status === status);
    const wanted = statuses.flatMap((status) =>
      [false, true]
        .filter((redriven) => filter.redriven === undefined || filter.redriven === redriven)
        .map((redriven) => ({ status, redriven })),
    );
    const sources = wanted.flatMap((slot) => [
      this.#inMemory(of, slot, before),
      this.#inArchive(of, slot, before),
    ]);
    return newestOf(sources);
  }

  *#inMemory(of: List, slot: Slot, before: number): Generator<Entry> {
    const list = 'run' in of ? of.run : of.family;
    const state = STATUSES.indexOf(slot.status) | (slot.redriven ? BIT.redriven : 0);
    for (let id = before; ; ) {
      const next = this.#listed().below(list, state, id);
      if (next === undefined) return;
      id = next;
      this.looked += 1;
      yield this.#entry(this.table.rowOf(id));
    }
  }

  *#inArchive(of: List, slot: Slot, before: number): Generator<Entry> {
    if (this.archive === undefined || slot.status === 'RUNNING') return;
    let last = before;
    for (let count = FEW; ; count = Math.min(MANY, 2 * count)) {
      const rows = this.archive.newest(of, slot, { before: last, count });
      this.looked += rows.length;
      for (const past of rows) {
        const entry = this.#isHere(past) ? undefined : this.#restored(past);
        if (entry !== undefined) yield entry;
      }
      const end = rows.at(-1);
      if (rows.length < count || end === undefined) return;
      last = end.id;
    }
  }

  /** Children of a Map Run, by index. */
  run(mapRunArn: string): Entry[] {
    const inMemory = this.#ofKind((kind) => kind.mapRunArn === mapRunArn);
    const all = [...this.#older(this.archive?.run(mapRunArn)), ...inMemory];
    return all.sort((a, b) => (a.item?.index ?? 0) - (b.item?.index ?? 0));
  }

  #ofKind(matches: (kind: Kind) => boolean): Entry[] {
    const numbers = this.#kinds.matching(matches);
    const found: Entry[] = [];
    if (numbers.size === 0) return found;
    const { kinds, states } = this.table.columns;
    for (let row = 0; row < this.table.rows; row += 1) {
      if (!numbers.has(kinds[row] ?? 0) || !this.table.isUsed(row)) continue;
      if (((states[row] ?? 0) & BIT.express) === 0) found.push(this.#entry(row));
    }
    return found;
  }

  /**
   * Whether an archived execution is in memory too, so that it is told from there. One that is only because a crash came
   * before a snapshot without it goes from memory now: otherwise each page would pass over all of those again.
   */
  #isHere({ id, depth }: Archived): boolean {
    const row = this.table.rowOf(id);
    if (row < 0) return false;
    const { states, depths } = this.table.columns;
    const state = states[row] ?? 0;
    const isSame = !isRunning(state) && (state & BIT.archived) === 0 && depths[row] === depth;
    if (!isSame || this.isLive(id)) return true;
    this.remove(id);
    return false;
  }

  #older(rows: readonly Archived[] = []): Entry[] {
    return rows.filter(({ id }) => this.table.rowOf(id) < 0).flatMap((row) => this.#restored(row) ?? []);
  }

  /** An entry for an archived execution; made for the one who asks, not kept. */
  #restored(past: Archived | undefined): Entry | undefined {
    return past && new Entry(this.#held, { id: past.id, row: -1, past });
  }

  /** Rows whose state satisfies. */
  *rows(wanted: (state: number, row: number) => boolean): Generator<number> {
    const { table } = this;
    for (let row = 0; row < table.rows; row += 1)
      if (table.isUsed(row) && wanted(table.columns.states[row] ?? 0, row)) yield row;
  }

  /** Executions with work under way that has to be taken up again. */
  busy(): Entry[] {
    const rows = this.rows((state) => isRunning(state) && (state & BIT.busy) !== 0);
    return [...rows].map((row) => this.#entry(row));
  }

  /** Puts the timers of all running executions that were found on disk to work. */
  restoreTimers(): void {
    this.timers.fill(
      this.rows((state, row) => isRunning(state) && !Number.isNaN(this.table.columns.times[row])),
    );
  }

  /** What a snapshot needs to make them all anew. */
  copy(): { columns: Columns; rows: number; kinds: readonly (Kind | null)[]; lastId: number } {
    return { ...this.table.copy(), kinds: this.#kinds.list(), lastId: this.#lastId };
  }

  restore(from: ReturnType<Executions['copy']>): void {
    this.table.restore(from.columns, from.rows);
    const counts = new Uint32Array(from.kinds.length);
    for (let row = 0; row < from.rows; row += 1) {
      const kind = from.columns.kinds[row] ?? 0;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    this.#kinds.restore(from.kinds, counts);
    this.#listing = undefined;
    this.#lastId = Math.max(this.#lastId, from.lastId);
  }
}

export function isRunning(state: number): boolean {
  return (state & STATUS_MASK) === STATUSES.indexOf('RUNNING');
}
