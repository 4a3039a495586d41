import { parseJson } from '../asl/json.ts';
import { type Execution, type Identity, STATUSES, type Status } from '../core/execution.ts';
import type { HistoryEvent } from '../core/history.ts';
import type { Archived } from '../journal/archive.ts';
import type { Written } from '../journal/codec.ts';
import type { Kinds } from './kinds.ts';
import { sameSlot } from './listing.ts';
import { BIT, STATUS_MASK, type Table } from './table.ts';

/** An execution that is at hand, not only on disk. */
export type Live = {
  readonly execution: Execution;
  /** What the journal has of it; unused in memory. */
  readonly written: Written;
  /** All events, where no journal keeps them. */
  readonly events: HistoryEvent[] | undefined;
  /** Bytes of its last full record and of those since. */
  fullBytes: number;
  deltaBytes: number;
  /** Records that are appended but perhaps not yet on disk; it must stay at hand until then. */
  pinned: number;
};

export type ItemOf = NonNullable<Identity['item']>;

/** What the list of executions needs to know of one: the index line of its first record. */
export type IndexLine = {
  readonly name: string;
  readonly machineArn: string;
  readonly family: string;
  readonly startedAt: number;
  readonly item?: ItemOf;
  readonly express?: true;
};

/** An index line as {@link indexLine} made it; the checksum of its record, or the archive, vouches for it. */
export function readIndexLine(line: string): IndexLine {
  return parseJson(line) as unknown as IndexLine;
}

export function indexLine(identity: Identity): IndexLine {
  const family = identity.arn.split(':')[6] ?? '';
  return {
    name: identity.name,
    machineArn: identity.machineArn,
    family,
    startedAt: identity.startedAt,
    ...(identity.item === undefined ? {} : { item: identity.item }),
    ...(identity.express === true ? { express: true } : {}),
  };
}

/** Where an entry finds what it tells. */
export type Held = {
  readonly table: Table;
  readonly kinds: Kinds;
  readonly lives: Map<number, Live>;
  readonly archived: (id: number) => Archived | undefined;
  readonly lineAt: (pointer: number) => string;
  /** The state of a row has changed in what lists tell apart. */
  readonly relisted: (row: number, before: number) => void;
};

/** What a turn comes to. */
export type Decided = {
  readonly status: Status;
  readonly stoppedAt: number | undefined;
  readonly due: number | undefined;
  readonly redriven: boolean;
};

/**
 * One execution, as a view: its numbers are in a row of the table, its state in the journal, and at hand only while it is
 * hot. Any number of entries of one execution tell the same; none of them has to be kept.
 */
export class Entry {
  readonly id: number;
  readonly #held: Held;
  #row: number;
  #line: IndexLine | undefined;
  #past: Archived | undefined;

  constructor(held: Held, what: { id: number; row: number; line?: IndexLine; past?: Archived }) {
    this.#held = held;
    this.id = what.id;
    this.#row = what.row;
    this.#line = what.line;
    this.#past = what.past;
  }

  /** Its row; -1 when it has left the table for the archive. */
  get row(): number {
    const { table } = this.#held;
    if (table.columns.ids[this.#row] !== this.id) this.#row = table.rowOf(this.id);
    return this.#row;
  }

  #archived(): Archived {
    this.#past ??= this.#held.archived(this.id);
    if (this.#past === undefined) throw new TypeError(`execution ${this.id} is forgotten`);
    return this.#past;
  }

  get line(): IndexLine {
    if (this.#line !== undefined) return this.#line;
    const { lives, lineAt, table } = this.#held;
    const live = lives.get(this.id);
    const { row } = this;
    if (live !== undefined) this.#line = indexLine(live.execution.identity);
    else this.#line = readIndexLine(row < 0 ? this.#archived().line : lineAt(table.columns.firsts[row] ?? 0));
    return this.#line;
  }

  get name(): string {
    return this.line.name;
  }

  get startedAt(): number {
    return this.line.startedAt;
  }

  get item(): ItemOf | undefined {
    const { row } = this;
    const none =
      row >= 0 && this.#held.kinds.get(this.#held.table.columns.kinds[row] ?? 0).mapRunArn === null;
    return none ? undefined : this.line.item;
  }

  get machineArn(): string {
    const { row } = this;
    return row < 0
      ? this.line.machineArn
      : this.#held.kinds.get(this.#held.table.columns.kinds[row] ?? 0).machineArn;
  }

  /** `Machine`, or `Machine/label` for children of a Distributed Map: as in the execution's ARN. */
  get family(): string {
    const { row } = this;
    return row < 0 ? this.line.family : this.#held.kinds.get(this.#held.table.columns.kinds[row] ?? 0).family;
  }

  #state(): number {
    const { row } = this;
    if (row >= 0) return this.#held.table.columns.states[row] ?? 0;
    const { status, redriven } = this.#archived();
    return BIT.archived | STATUSES.indexOf(status) | (redriven ? BIT.redriven : 0);
  }

  get status(): Status {
    return STATUSES[this.#state() & STATUS_MASK] ?? 'RUNNING';
  }

  get express(): boolean {
    return (this.#state() & BIT.express) !== 0;
  }

  /** Whether older records are in the archive, not in the journal. */
  get archived(): boolean {
    return (this.#state() & BIT.archived) !== 0;
  }

  get redriven(): boolean {
    return (this.#state() & BIT.redriven) !== 0;
  }

  /** Epoch ms. */
  get stoppedAt(): number | undefined {
    const { row } = this;
    if (row < 0) return this.#archived().stoppedAt;
    return this.status === 'RUNNING' ? undefined : known(this.#held.table.columns.times[row]);
  }

  /** Epoch ms of its earliest timer. */
  get due(): number | undefined {
    const { row } = this;
    if (row < 0 || this.status !== 'RUNNING') return undefined;
    return known(this.#held.table.columns.times[row]);
  }

  /** First and last record of its chain, and how many there are. */
  get first(): number {
    return this.#held.table.columns.firsts[this.row] ?? 0;
  }

  get pointer(): number {
    return this.#held.table.columns.pointers[this.row] ?? 0;
  }

  get depth(): number {
    return this.#held.table.columns.depths[this.row] ?? 0;
  }

  get live(): Live | undefined {
    return this.#held.lives.get(this.id);
  }

  set live(live: Live | undefined) {
    if (live === undefined) this.#held.lives.delete(this.id);
    else this.#held.lives.set(this.id, live);
  }

  /** What a turn came to. */
  decided(to: Decided): void {
    const { row } = this;
    if (row < 0) return;
    const { states, times } = this.#held.table.columns;
    const before = states[row] ?? 0;
    const kept = before & ~(STATUS_MASK | BIT.redriven);
    const after = kept | STATUSES.indexOf(to.status) | (to.redriven ? BIT.redriven : 0);
    states[row] = after;
    if (!sameSlot(before, after)) this.#held.relisted(row, before);
    times[row] = (to.status === 'RUNNING' ? to.due : to.stoppedAt) ?? Number.NaN;
  }

  /** A record of it has been written; `first` where it begins the chain. */
  recorded(pointer: number, how: { first: boolean; busy: boolean }): void {
    const { row } = this;
    const { firsts, pointers, depths, states } = this.#held.table.columns;
    if (how.first) firsts[row] = pointer;
    pointers[row] = pointer;
    depths[row] = how.first ? 1 : (depths[row] ?? 0) + 1;
    states[row] = how.busy ? (states[row] ?? 0) | BIT.busy : (states[row] ?? 0) & ~BIT.busy;
  }

  /** All its records stand at another place of the journal. */
  moved(first: number, pointer: number): void {
    const { firsts, pointers } = this.#held.table.columns;
    firsts[this.row] = first;
    pointers[this.row] = pointer;
  }
}

function known(time: number | undefined): number | undefined {
  return time === undefined || Number.isNaN(time) ? undefined : time;
}
