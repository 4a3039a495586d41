import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseJson } from '../asl/json.ts';
import { FLAG, KIND, type RecordAt, splitText } from '../journal/format.ts';
import { FileJournal, type Journal, MemoryJournal } from '../journal/journal.ts';
import { lockFolder } from '../journal/lock.ts';
import { isFinished, JournalError, listSegments, scanSegment, segmentName } from '../journal/segments.ts';
import { Entry, Executions, type IndexLine } from './executions.ts';
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
export function openJournal(dataDir: string | undefined, beforeWrite?: () => void): Opened {
  const registry = new Registry();
  const executions = new Executions();
  if (dataDir === undefined)
    return { journal: new MemoryJournal(), registry, executions, busy: [], release: () => undefined };
  const folder = join(dataDir, 'journal');
  mkdirSync(folder, { recursive: true });
  const release = lockFolder(dataDir);
  const segments = finishedSegments(folder);
  const busy = new Set<Entry>();
  let last: { segment: number; offset: number; size: number } | undefined;
  for (const [i, segment] of segments.entries()) {
    const { end, size, records } = scanSegment(folder, segment, (record, pointer) =>
      take({ registry, executions, busy }, record, pointer),
    );
    if (last !== undefined && segment !== (segments[i - 1] ?? 0) + 1) {
      throw new JournalError(`${folder}: segment ${segment - 1} is missing`);
    }
    // a segment that was made ahead of its use is empty: the journal goes on before it
    if (records > 0 || last === undefined) last = { segment, offset: end, size };
  }
  return {
    journal: new FileJournal(folder, last, beforeWrite),
    registry,
    executions,
    busy: [...busy],
    release,
  };
}

/** All segments but a last one that a crash left unfinished: it has no header and holds nothing. */
function finishedSegments(folder: string): number[] {
  const segments = listSegments(folder);
  const last = segments.at(-1);
  if (last === undefined || isFinished(folder, last)) return segments;
  rmSync(join(folder, segmentName(last)));
  return segments.slice(0, -1);
}

type Index = { registry: Registry; executions: Executions; busy: Set<Entry> };

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
  const parsed = parseJson(line) as unknown as IndexLine;
  const entry = new Entry(record.head.execution, parsed);
  index.executions.add(entry, parsed.express === true);
  return entry;
}

function close(index: Index, entry: Entry, record: RecordAt): void {
  index.busy.delete(entry);
  const turn = parseJson(splitText(record).json);
  const state = isObject(turn) ? turn['s'] : undefined;
  if (!Array.isArray(state))
    throw new JournalError(`the last record of execution ${entry.id} cannot be read`);
  entry.status = state[0] as Entry['status'];
  entry.stoppedAt = Number(state[3]);
}

function readChange(json: string): RegistryChange {
  return parseJson(json) as unknown as RegistryChange;
}
