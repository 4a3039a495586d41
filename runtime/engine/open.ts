import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isArray, isObject, parseJson } from '../asl/json.ts';
import { isStatus } from '../core/execution.ts';
import type { Archive } from '../journal/archive.ts';
import { FLAG, KIND, type RecordAt, splitText } from '../journal/format.ts';
import { FileJournal, type Journal, MemoryJournal } from '../journal/journal.ts';
import { lockFolder } from '../journal/lock.ts';
import {
  clearTail,
  isFinished,
  JournalError,
  listSegments,
  scanSegment,
  segmentName,
} from '../journal/segments.ts';
import { compact, shouldCompact } from './compact.ts';
import { Entry, Executions, readIndexLine } from './executions.ts';
import { Registry, type RegistryChange } from './registry.ts';

export type Opened = {
  readonly journal: Journal;
  readonly registry: Registry;
  readonly executions: Executions;
  /** Gives the data folder back. */
  readonly release: () => void;
  /** Executions with work under way that has to be taken up again. */
  readonly busy: readonly Entry[];
};

/** Opens the journal of a data folder and makes the index of what is in it; without a folder, an empty one in memory. */
export async function openJournal(dataDir: string | undefined, beforeWrite?: () => void): Promise<Opened> {
  if (dataDir === undefined) {
    const parts = { registry: new Registry(), executions: new Executions() };
    return { journal: new MemoryJournal(), ...parts, busy: [], release: () => undefined };
  }
  mkdirSync(join(dataDir, 'journal'), { recursive: true });
  const unlock = lockFolder(dataDir);
  try {
    // node:sqlite is loaded only where there is something to keep
    const { Archive } = await import('../journal/archive.ts');
    const archive = new Archive(join(dataDir, 'archive.sqlite'));
    const release = (): void => {
      archive.close();
      unlock();
    };
    return { ...(await openFiles(join(dataDir, 'journal'), archive, beforeWrite)), release };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function openFiles(
  folder: string,
  archive: Archive,
  beforeWrite?: () => void,
): Promise<Omit<Opened, 'release'>> {
  const index: Index = {
    registry: new Registry(),
    executions: new Executions(archive),
    busy: new Set(),
    words: new Map(),
  };
  const segments = finishedSegments(folder);
  let total = 0;
  let last: { segment: number; offset: number; size: number } | undefined;
  let torn: number | undefined;
  for (const [i, segment] of segments.entries()) {
    const scanned = scanSegment(folder, segment, (record, pointer) => take(index, record, pointer));
    const { end, size, records } = scanned;
    const missing = last !== undefined && segment !== (segments[i - 1] ?? 0) + 1;
    if (missing) throw new JournalError(`${folder}: segment ${segment - 1} is missing`);
    if (torn !== undefined && records > 0) {
      throw new JournalError(`${folder}: segment ${torn} is damaged in the middle; --check tells where`);
    }
    if (scanned.torn) torn = segment;
    total += end;
    // a segment that was made ahead of its use is empty: the journal goes on before it
    if (records > 0 || last === undefined) last = { segment, offset: end, size };
  }
  // nothing of what a crash tore may be taken for a record later on
  if (torn !== undefined && last?.segment === torn) clearTail(folder, torn, last.offset);
  const journal = new FileJournal(folder, last, beforeWrite);
  const { registry, executions, busy } = index;
  if (shouldCompact(total, executions))
    await compact({ folder, journal, archive, registry, executions }, segments);
  return { journal, registry, executions, busy: [...busy] };
}

/** All segments but a last one that a crash left unfinished: it has no header and holds nothing. */
function finishedSegments(folder: string): number[] {
  const segments = listSegments(folder);
  const last = segments.at(-1);
  if (last === undefined || isFinished(folder, last)) return segments;
  rmSync(join(folder, segmentName(last)));
  return segments.slice(0, -1);
}

type Index = { registry: Registry; executions: Executions; busy: Set<Entry>; words: Map<string, string> };

function shared(index: Index, word: string): string {
  const known = index.words.get(word);
  if (known === undefined) index.words.set(word, word);
  return known ?? word;
}

function take(index: Index, record: RecordAt, pointer: number): void {
  const { head } = record;
  if (head.kind === KIND.registry) {
    index.registry.apply(readChange(splitText(record).json));
    return;
  }
  const known = index.executions.get(head.execution);
  const entry = known ?? newEntry(index, record);
  entry.pointer = pointer;
  entry.depth = head.depth;
  entry.due = head.due;
  if ((head.flags & FLAG.closed) !== 0) close(index, entry, record);
  else {
    entry.status = 'RUNNING';
    if ((head.flags & FLAG.busy) !== 0) index.busy.add(entry);
    else index.busy.delete(entry);
  }
}

function newEntry(index: Index, record: RecordAt): Entry {
  const line = splitText(record).index;
  if (line === '')
    throw new JournalError(`the first record of execution ${record.head.execution} is missing`);
  const read = readIndexLine(line);
  // a million executions of one machine share one ARN, not a million copies
  const parsed = { ...read, machineArn: shared(index, read.machineArn), family: shared(index, read.family) };
  const entry = new Entry(record.head.execution, parsed);
  index.executions.add(entry);
  return entry;
}

function close(index: Index, entry: Entry, record: RecordAt): void {
  index.busy.delete(entry);
  const turn = parseJson(splitText(record).json);
  const state = isObject(turn) ? turn['s'] : undefined;
  const [status, , , stoppedAt] = isArray(state) ? state : [];
  if (!isStatus(status)) throw new JournalError(`the last record of execution ${entry.id} cannot be read`);
  entry.status = status;
  entry.stoppedAt = Number(stoppedAt);
  if (entry.express) index.executions.remove(entry);
}

function readChange(json: string): RegistryChange {
  return parseJson(json) as unknown as RegistryChange;
}
