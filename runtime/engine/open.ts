import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../journal/archive.ts';
import { placeOf, pointerOf, SEGMENT_HEADER_BYTES, splitText } from '../journal/format.ts';
import { FileJournal, type Journal, MemoryJournal } from '../journal/journal.ts';
import { lockFolder } from '../journal/lock.ts';
import {
  clearTail,
  isFinished,
  JournalError,
  listSegments,
  readAt,
  scanSegment,
  segmentName,
  sizeOf,
} from '../journal/segments.ts';
import { type ReadSnapshot, readSnapshot } from '../journal/snapshot.ts';
import { Executions } from './executions.ts';
import { Keeper } from './keeper.ts';
import type { EngineOptions } from './options.ts';
import { Registry } from './registry.ts';
import { type Index, recall } from './remember.ts';
import { Replay } from './replay.ts';

export type Opened = {
  readonly journal: Journal;
  readonly registry: Registry;
  readonly executions: Executions;
  /** Compacts and takes snapshots; none in memory. */
  readonly keeper: Keeper | undefined;
  /** Gives the data folder back. */
  readonly release: () => void;
};

type Options = Pick<EngineOptions, 'dataDir' | 'beforeWrite' | 'log' | 'compactBytes' | 'snapshotBytes'>;

/** Opens the journal of a data folder and makes the index of what is in it; without a folder, an empty one in memory. */
export async function openJournal(options: Options): Promise<Opened> {
  const { dataDir } = options;
  if (dataDir === undefined) {
    const parts = { registry: new Registry(), executions: new Executions(), keeper: undefined };
    return { journal: new MemoryJournal(), ...parts, release: () => undefined };
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
    return { ...openFiles({ ...options, dataDir }, archive), release };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openFiles(
  options: Options & { readonly dataDir: string },
  archive: Archive,
): Omit<Opened, 'release'> {
  const { dataDir } = options;
  const folder = join(dataDir, 'journal');
  const made: { journal?: FileJournal } = {};
  const lineAt = (pointer: number): string => {
    const record = made.journal?.read(pointer) ?? readAt(folder, pointer);
    return splitText(record).index;
  };
  const segments = finishedSegments(folder);
  const found = readIndex({ dataDir, folder, segments }, () => ({
    registry: new Registry(),
    executions: new Executions(archive, lineAt),
  }));
  const { registry, executions } = found.index;
  // nothing of what a crash tore may be taken for a record later on
  if (found.torn !== undefined && found.at?.segment === found.torn)
    clearTail(folder, found.torn, found.at.offset);
  const journal = new FileJournal(folder, { ...found, segments }, options.beforeWrite);
  made.journal = journal;
  executions.restoreTimers();
  const parts = { dataDir, journal, archive, registry, executions, options };
  const keeper = new Keeper(parts, { bytes: found.bytes, replayed: found.replayed });
  return { journal, registry, executions, keeper };
}

/** All segments but a last one that a crash left unfinished: it has no header and holds nothing. */
function finishedSegments(folder: string): number[] {
  const segments = listSegments(folder);
  const last = segments.at(-1);
  if (last === undefined || isFinished(folder, last)) return segments;
  rmSync(join(folder, segmentName(last)));
  return segments.slice(0, -1);
}

type Place = { readonly dataDir: string; readonly folder: string; readonly segments: readonly number[] };
type Found = {
  readonly index: Index;
  /** Where the last record ends; `undefined` for an empty folder. */
  readonly at: { segment: number; offset: number; size: number; version: number } | undefined;
  /** The last record. */
  readonly last: number;
  /** Bytes of all segments; bytes that no snapshot knew of. */
  readonly bytes: number;
  readonly replayed: number;
  /** A segment that ends in what is no whole record. */
  readonly torn: number | undefined;
};

/** The index by the snapshot and what came after it, or, where there is no snapshot that fits, by the whole journal. */
export function readIndex(place: Place, empty: () => Index): Found {
  const { folder, segments } = place;
  for (const [i, segment] of segments.entries()) {
    if (i > 0 && segment !== (segments[i - 1] ?? 0) + 1)
      throw new JournalError(`${folder}: segment ${segment - 1} is missing`);
  }
  const snapshot = readSnapshot(place.dataDir);
  const fits = typeof snapshot === 'object' && snapshotProblem(place, snapshot) === undefined;
  const index = empty();
  if (!fits) return scan(place, index, { end: pointerOf(segments[0] ?? 1, SEGMENT_HEADER_BYTES), last: 0 });
  recall(snapshot, index);
  return scan(place, index, snapshot);
}

/** Why a snapshot is none of this journal. */
export function snapshotProblem(place: Place, snapshot: ReadSnapshot): string | undefined {
  const { segment } = placeOf(snapshot.end);
  if (!place.segments.includes(segment)) return `the snapshot ends in segment ${segment}, which is missing`;
  if (snapshot.last === 0) return undefined;
  try {
    const { segment: of, offset } = placeOf(snapshot.last);
    const end = pointerOf(of, offset + readAt(place.folder, snapshot.last).bytes);
    const fits = end === snapshot.end || of < segment;
    return fits ? undefined : 'the snapshot does not end where its last record does';
  } catch (error) {
    return `the last record of the snapshot cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function scan(place: Place, index: Index, from: { end: number; last: number }): Found {
  const { folder, segments } = place;
  const replay = new Replay(index.registry, index.executions);
  const start = placeOf(from.end);
  let at: Found['at'];
  let { last } = from;
  let torn: number | undefined;
  const totals = { bytes: 0, replayed: 0 };
  for (const segment of segments) {
    if (segment < start.segment) {
      totals.bytes += sizeOf(folder, segment);
      continue;
    }
    const begin = segment === start.segment ? start.offset : SEGMENT_HEADER_BYTES;
    const scanned = scanSegment(folder, { segment, begin }, (record, pointer) => {
      replay.take(record, pointer);
      last = pointer;
    });
    if (torn !== undefined && scanned.records > 0)
      throw new JournalError(`${folder}: segment ${torn} is damaged in the middle; --check tells where`);
    if (scanned.torn) torn = segment;
    totals.replayed += scanned.end - begin;
    // a segment that was made ahead of its use is empty: the journal goes on before it
    if (scanned.records > 0 || at === undefined)
      at = { segment, offset: scanned.end, size: scanned.size, version: scanned.version };
  }
  replay.end();
  return { index, at, last, torn, bytes: totals.bytes + totals.replayed, replayed: totals.replayed };
}
