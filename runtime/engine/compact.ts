import type { Archive, ToArchive } from '../journal/archive.ts';
import { decodeTurn } from '../journal/codec.ts';
import { FLAG, KIND, placeOf, splitText } from '../journal/format.ts';
import type { FileJournal } from '../journal/journal.ts';
import { chainOf } from './chain.ts';
import { type Entry, indexLine } from './entry.ts';
import { type Executions, isRunning } from './executions.ts';
import type { Registry } from './registry.ts';
import { BIT, type Table } from './table.ts';

export type Parts = {
  readonly journal: FileJournal;
  readonly archive: Archive;
  readonly registry: Registry;
  readonly executions: Executions;
};

function toArchive({ journal, archive }: Parts, entry: Entry): ToArchive {
  const records = chainOf(journal, entry).map((record) => splitText(record).json);
  const [first = ''] = records;
  const identity = decodeTurn(first).id;
  if (identity === undefined) throw new TypeError(`execution ${entry.id} has no first record`);
  const older = entry.archived ? archive.records(entry.id) : [];
  // a crash may have come between the archive and the journal: what is there already is not added once more
  const known = older.indexOf(first);
  return {
    id: entry.id,
    family: entry.family,
    name: entry.name,
    mapRunArn: entry.item?.mapRunArn,
    status: entry.status,
    redriven: entry.redriven,
    depth: entry.depth,
    stoppedAt: entry.stoppedAt ?? entry.startedAt,
    line: JSON.stringify(indexLine({ ...identity, input: null })),
    records: [...(known < 0 ? older : older.slice(0, known)), ...records],
  };
}

/** So much is archived or copied in one go, in some tenths of a millisecond, before other work has its turn. */
const BATCH_BYTES = 8 * 1024;
/** So much may wait in the archive's log to be carried over. */
const LOG_BYTES = 16 * 1024 * 1024;

/** So many rows are looked at in one go. */
const ROWS = 16 * 1024;

/**
 * Looks at every row in use, however many there are; each `yield` is a place where other work may come between. When that
 * gives rows other numbers it begins anew: `begin` is called before the first row, each time.
 */
export function* eachRow(
  table: Table,
  look: { readonly begin: () => void; readonly row: (row: number) => void },
): Generator<void> {
  for (let done = false; !done; ) {
    const { squeezes } = table;
    look.begin();
    for (let row = 0; row < table.rows && table.squeezes === squeezes; row += 1) {
      if (table.isUsed(row)) look.row(row);
      if (row % ROWS === ROWS - 1) yield;
    }
    done = table.squeezes === squeezes;
  }
}

/** Numbers of the executions whose row satisfies. */
function* idsOf(
  { table }: Executions,
  wanted: (state: number, row: number) => boolean,
): Generator<void, number[]> {
  const found: number[] = [];
  yield* eachRow(table, {
    begin: () => found.splice(0),
    row: (row) => {
      const { ids, states } = table.columns;
      if (wanted(states[row] ?? 0, row)) found.push(ids[row] ?? 0);
    },
  });
  return found;
}

/** Moves closed executions into the archive, batch by batch; each `yield` is a place where other work may come between. */
export async function* archiveClosed(parts: Parts): AsyncGenerator<void> {
  const { executions, archive } = parts;
  const closed = yield* idsOf(executions, (state) => !isRunning(state) && (state & BIT.express) === 0);
  const waiting = closed.reverse();
  while (waiting.length > 0) {
    const batch: ToArchive[] = [];
    for (let bytes = 0; bytes < BATCH_BYTES; ) {
      const id = waiting.pop();
      if (id === undefined) break;
      const entry = executions.table.rowOf(id) < 0 ? undefined : executions.get(id);
      // one that was redriven, or whose last record is not on disk yet, is not ready
      if (entry === undefined || entry.status === 'RUNNING' || executions.isLive(id)) continue;
      const ready = toArchive(parts, entry);
      batch.push(ready);
      bytes += ready.records.reduce((sum, text) => sum + text.length, 0);
    }
    archive.putAll(batch);
    for (const { id } of batch) executions.remove(id);
    executions.tidy();
    if (archive.unsafe > LOG_BYTES) await archive.sync();
    yield;
  }
  // nothing may leave the journal before it is safe here
  await archive.sync();
}

/** Copying a chain costs about so much a record, as far as the choice of segments goes. */
const RECORD_BYTES = 1024;
/** A segment is emptied when at most this share of it has to be copied. */
const COPY_SHARE = 0.5;

/** How many bytes of each segment are needed, at most: executions whose first and last records stand around it. */
function* needed(
  executions: Executions,
  segments: readonly number[],
  bytes: (depth: number) => number,
): Generator<void, number[]> {
  const [oldest = 0] = segments;
  const changes = new Float64Array(segments.length + 1);
  yield* eachRow(executions.table, {
    begin: () => changes.fill(0),
    row: (row) => {
      const { firsts, pointers, depths } = executions.table.columns;
      const from = placeOf(firsts[row] ?? 0).segment - oldest;
      const to = placeOf(pointers[row] ?? 0).segment - oldest + 1;
      const cost = bytes(depths[row] ?? 0);
      if (from < segments.length) changes[from] = (changes[from] ?? 0) + cost;
      if (to < segments.length) changes[to] = (changes[to] ?? 0) - cost;
    },
  });
  let sum = 0;
  return segments.map((_, i) => {
    sum += changes[i] ?? 0;
    return sum;
  });
}

/**
 * Copies what is needed of the segments that hold little of it behind everything else. Afterwards, and once the journal
 * and a snapshot are on disk, {@link unneeded} tells what can go.
 */
export function* copyOpen(parts: Parts, sizeOf: (segment: number) => number): Generator<void> {
  const { executions, journal } = parts;
  const segments = journal.sealed();
  const costs = yield* needed(executions, segments, (depth) => (depth + 1) * RECORD_BYTES);
  const worth = segments.map((segment, i) => (costs[i] ?? 0) <= sizeOf(segment) * COPY_SHARE);
  const [oldest = 0] = segments;
  const touches = (row: number): boolean => {
    const { firsts, pointers } = executions.table.columns;
    const to = placeOf(pointers[row] ?? 0).segment - oldest;
    for (let at = placeOf(firsts[row] ?? 0).segment - oldest; at <= to; at += 1)
      if (worth[at] === true) return true;
    return false;
  };
  const open = yield* idsOf(
    executions,
    (state, row) => (isRunning(state) || (state & BIT.express) !== 0) && touches(row),
  );
  let bytes = 0;
  for (const id of open) {
    const entry = executions.table.rowOf(id) < 0 ? undefined : executions.get(id);
    if (entry?.status !== 'RUNNING') continue;
    bytes += copyChain(journal, entry);
    if (bytes < BATCH_BYTES) continue;
    bytes = 0;
    yield;
  }
}

function copyChain(journal: FileJournal, entry: Entry): number {
  const before = journal.written;
  let [first, previous] = [0, 0];
  for (const record of chainOf(journal, entry)) {
    const { index, json } = splitText(record);
    const head = { ...record.head, flags: record.head.flags | FLAG.copy, previous };
    previous = journal.append(head, index === '' ? json : `${index}\n${json}`);
    if (first === 0) first = previous;
  }
  entry.moved(first, previous);
  return journal.written - before;
}

/** Sealed segments of which nothing is needed, but the registry: that is written anew when there are any. */
export function* unneeded(
  { executions, journal, registry }: Parts,
  sizeOf: (segment: number) => number,
): Generator<void, number[]> {
  const segments = journal.sealed();
  const counts = yield* needed(executions, segments, () => 1);
  const free = segments.filter((segment, i) => counts[i] === 0 && sizeOf(segment) > EMPTY_BYTES);
  if (free.length === 0) return free;
  const head = { kind: KIND.registry, flags: 0, depth: 0, execution: 0, due: undefined, previous: 0 };
  journal.append(head, JSON.stringify(registry.snapshot()));
  return free;
}

/** A segment of this size has been emptied already. */
const EMPTY_BYTES = 32;
