import { parseJson } from '../asl/json.ts';
import type { Execution, Identity, Status } from '../core/execution.ts';
import type { HistoryEvent } from '../core/history.ts';
import type { Archive, Archived } from '../journal/archive.ts';
import type { Written } from '../journal/codec.ts';
import type { Sleeper } from './timers.ts';

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

/**
 * What is always in memory of an execution. A waiting one is no more than this: some 200 bytes, its state is on disk.
 */
export class Entry implements Sleeper {
  readonly id: number;
  readonly name: string;
  readonly machineArn: string;
  /** `Machine`, or `Machine/label` for children of a Distributed Map: as in the execution's ARN. */
  readonly family: string;
  readonly startedAt: number;
  readonly item: ItemOf | undefined;
  readonly express: boolean;
  status: Status = 'RUNNING';
  stoppedAt: number | undefined = undefined;
  due: number | undefined = undefined;
  slot = -1;
  /** Its last record, and how many there are. */
  pointer = 0;
  depth = 0;
  live: Live | undefined = undefined;
  /** Whether its older records are in the archive, not in the journal. */
  archived = false;

  constructor(id: number, index: IndexLine) {
    this.id = id;
    this.name = index.name;
    this.machineArn = index.machineArn;
    this.family = index.family;
    this.startedAt = index.startedAt;
    this.item = index.item;
    this.express = index.express === true;
  }
}

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

/** All executions that can be named: by number, by family and name, by Map Run. */
export class Executions {
  readonly #byId = new Map<number, Entry>();
  readonly #families = new Map<string, Map<string, Entry>>();
  readonly #runs = new Map<string, Entry[]>();
  /** Closed executions that are not in memory. */
  readonly archive: Archive | undefined;
  #lastId: number;

  constructor(archive?: Archive) {
    this.archive = archive;
    this.#lastId = archive?.lastId() ?? 0;
  }

  get size(): number {
    return this.#byId.size;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  add(entry: Entry): void {
    this.#byId.set(entry.id, entry);
    this.#lastId = Math.max(this.#lastId, entry.id);
    if (entry.express) return;
    const family = this.#families.get(entry.family) ?? new Map<string, Entry>();
    family.set(entry.name, entry);
    this.#families.set(entry.family, family);
    if (entry.item === undefined) return;
    const run = this.#runs.get(entry.item.mapRunArn) ?? [];
    run[entry.item.index] = entry;
    this.#runs.set(entry.item.mapRunArn, run);
  }

  remove(entry: Entry): void {
    this.#byId.delete(entry.id);
    if (!entry.express) this.#families.get(entry.family)?.delete(entry.name);
  }

  get(id: number): Entry | undefined {
    return this.#byId.get(id);
  }

  find(family: string, name: string): Entry | undefined {
    const found = this.#families.get(family)?.get(name);
    return found ?? this.#restored(this.archive?.find(family, name));
  }

  /** Executions of a family, in the order in which they were started. */
  family(family: string): Iterable<Entry> {
    const inMemory = this.#families.get(family) ?? new Map<string, Entry>();
    const older = (this.archive?.family(family) ?? []).flatMap((row) => this.#restored(row) ?? []);
    return [...older.filter((entry) => !inMemory.has(entry.name)), ...inMemory.values()];
  }

  /** Children of a Map Run, by index. */
  run(mapRunArn: string): readonly Entry[] {
    const inMemory = (this.#runs.get(mapRunArn) ?? []).filter(
      (entry) => entry !== undefined && this.#byId.has(entry.id),
    );
    const known = new Set(inMemory.map((entry) => entry.id));
    const older = (this.archive?.run(mapRunArn) ?? []).flatMap((row) => this.#restored(row) ?? []);
    return [...older.filter((entry) => !known.has(entry.id)), ...inMemory];
  }

  /** An entry for an archived execution; made for the one who asks, not kept. */
  #restored(row: Archived | undefined): Entry | undefined {
    if (row === undefined) return undefined;
    const entry = new Entry(row.id, readIndexLine(row.line));
    entry.status = row.status;
    entry.stoppedAt = row.stoppedAt;
    entry.archived = true;
    return entry;
  }

  all(): Iterable<Entry> {
    return this.#byId.values();
  }
}
