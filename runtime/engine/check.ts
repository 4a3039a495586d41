import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTurn, eventsOf, rebuild } from '../journal/codec.ts';
import { KIND, type RecordAt, SEGMENT_HEADER_BYTES, splitText } from '../journal/format.ts';
import { FileJournal } from '../journal/journal.ts';
import { listSegments, readAt, scanSegment } from '../journal/segments.ts';
import { readSnapshot } from '../journal/snapshot.ts';
import { chainOf } from './chain.ts';
import type { Entry } from './entry.ts';
import { Executions } from './executions.ts';
import { readIndex, snapshotProblem } from './open.ts';
import { Registry } from './registry.ts';
import type { Index } from './remember.ts';
import { Replay } from './replay.ts';

/** What a journal holds, and what is wrong with it. */
export type Report = {
  readonly segments: number;
  readonly records: number;
  readonly bytes: number;
  readonly executions: number;
  readonly open: number;
  readonly events: number;
  /** Executions that the snapshot knows, and bytes that are read behind it at the start. */
  readonly snapshot: { readonly executions: number; readonly replayed: number } | undefined;
  readonly problems: readonly string[];
};

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function emptyIndex(folder: string): Index {
  const lineAt = (pointer: number): string => splitText(readAt(folder, pointer)).index;
  return { registry: new Registry(), executions: new Executions(undefined, lineAt) };
}

/**
 * Reads a data folder through: every record, every chain of records, every state that they rebuild, and whether the
 * snapshot tells the same. Changes nothing.
 */
export function checkJournal(dataDir: string): Report {
  const folder = join(dataDir, 'journal');
  const problems: string[] = [];
  const segments = existsSync(folder) ? listSegments(folder) : [];
  if (segments.length === 0) problems.push(`${folder} holds no journal`);
  const index = emptyIndex(folder);
  const totals = checkRecords({ folder, segments, index }, problems);
  const entries = [...index.executions.rows(() => true)].map((row) => index.executions.at(row));
  const journal = new FileJournal(folder, { at: undefined, last: 0, segments });
  for (const entry of entries) {
    try {
      const chain = chainOf(journal, entry);
      rebuild(
        entry.id,
        chain.map((record) => decodeTurn(splitText(record).json)),
      );
    } catch (error) {
      problems.push(`execution ${entry.id}: ${words(error)}`);
    }
  }
  void journal.close();
  const open = entries.filter((entry) => entry.status === 'RUNNING').length;
  const snapshot = checkSnapshot({ dataDir, folder, segments, index }, problems);
  return { segments: segments.length, ...totals, open, snapshot, problems };
}

type Place = { readonly folder: string; readonly segments: readonly number[]; readonly index: Index };

function checkRecords(
  { folder, segments, index }: Place,
  problems: string[],
): { records: number; bytes: number; executions: number; events: number } {
  const replay = new Replay(index.registry, index.executions);
  const totals = { records: 0, bytes: 0, events: 0 };
  const seen = new Set<number>();
  const visit = (record: RecordAt, pointer: number): void => {
    totals.records += 1;
    if (record.head.kind === KIND.turn) {
      seen.add(record.head.execution);
      totals.events += eventsOf(decodeTurn(splitText(record).json)).length;
    }
    replay.take(record, pointer);
  };
  for (const segment of segments) {
    try {
      const { end, torn } = scanSegment(folder, { segment, begin: SEGMENT_HEADER_BYTES }, visit);
      totals.bytes += end;
      if (torn && segment !== segments.at(-1)) problems.push(`segment ${segment} is damaged at ${end}`);
    } catch (error) {
      problems.push(words(error));
    }
  }
  try {
    replay.end();
  } catch (error) {
    problems.push(words(error));
  }
  return { ...totals, executions: seen.size };
}

function checkSnapshot(place: Place & { readonly dataDir: string }, problems: string[]): Report['snapshot'] {
  const snapshot = readSnapshot(place.dataDir);
  if (snapshot === undefined) return undefined;
  const wrong = typeof snapshot === 'string' ? snapshot : snapshotProblem(place, snapshot);
  if (wrong !== undefined || typeof snapshot === 'string') {
    problems.push(wrong ?? 'the snapshot cannot be read');
    return undefined;
  }
  const { index, replayed } = readIndex(place, () => emptyIndex(place.folder));
  problems.push(...differences(index.executions, place.index.executions));
  return { executions: snapshot.rows, replayed };
}

/** What the index that a start would use tells otherwise than the journal, read from its beginning. */
function differences(used: Executions, whole: Executions): string[] {
  const tell = (entry: Entry): string =>
    JSON.stringify([
      entry.status,
      entry.redriven,
      entry.first,
      entry.pointer,
      entry.depth,
      entry.due,
      entry.stoppedAt,
    ]);
  const found: string[] = [];
  for (const row of used.rows(() => true)) {
    const entry = used.at(row);
    const other = whole.get(entry.id);
    if (other === undefined || tell(other) !== tell(entry))
      found.push(`execution ${entry.id}: the snapshot tells otherwise than the journal`);
  }
  for (const row of whole.rows(() => true)) {
    const entry = whole.at(row);
    // a closed one may have gone to the archive, with its records still in the journal
    if (entry.status === 'RUNNING' && used.get(entry.id) === undefined)
      found.push(`execution ${entry.id}: the snapshot does not know it`);
  }
  return found;
}
