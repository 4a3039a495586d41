import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive, ToArchive } from '../journal/archive.ts';
import { decodeTurn } from '../journal/codec.ts';
import { KIND, type RecordAt, splitText } from '../journal/format.ts';
import type { FileJournal } from '../journal/journal.ts';
import { segmentName } from '../journal/segments.ts';
import type { Entry, Executions } from './executions.ts';
import { indexLine } from './executions.ts';
import type { Registry } from './registry.ts';

/** A journal smaller than this is read faster than it is compacted. */
export const COMPACT_BYTES = 32 * 1024 * 1024;

export type Parts = {
  readonly folder: string;
  readonly journal: FileJournal;
  readonly archive: Archive;
  readonly registry: Registry;
  readonly executions: Executions;
};

/** The records of an execution, oldest first. */
function chainOf(journal: FileJournal, entry: Entry): RecordAt[] {
  const chain: RecordAt[] = [];
  for (let pointer = entry.pointer, left = entry.depth; left > 0; left -= 1) {
    const record = journal.read(pointer);
    chain.push(record);
    pointer = record.head.previous;
  }
  return chain.reverse();
}

function toArchive(journal: FileJournal, entry: Entry): ToArchive {
  const records = chainOf(journal, entry).map((record) => splitText(record).json);
  const first = records[0] === undefined ? undefined : decodeTurn(records[0]);
  const identity = first?.id;
  if (identity === undefined) throw new TypeError(`execution ${entry.id} has no first record`);
  return {
    id: entry.id,
    family: entry.family,
    name: entry.name,
    mapRunArn: entry.item?.mapRunArn,
    status: entry.status,
    stoppedAt: entry.stoppedAt ?? entry.startedAt,
    line: JSON.stringify(indexLine({ ...identity, input: null })),
    records,
  };
}

/**
 * Moves closed executions into the archive and writes what is open anew, behind the old segments; then drops those.
 * A crash on the way leaves old and new side by side, which reads as the same state.
 */
export async function compact(parts: Parts, oldSegments: readonly number[]): Promise<void> {
  const { journal, archive, registry, executions } = parts;
  const all = [...executions.all()];
  const closed = all.filter((entry) => entry.status !== 'RUNNING');
  archive.putAll(closed.map((entry) => toArchive(journal, entry)));
  journal.startSegment();
  const nothing = { flags: 0, depth: 0, execution: 0, due: undefined, previous: 0 };
  for (const change of registry.snapshot())
    journal.append({ kind: KIND.registry, ...nothing }, JSON.stringify(change));
  for (const entry of all) {
    if (entry.status !== 'RUNNING') continue;
    let previous = 0;
    for (const record of chainOf(journal, entry)) {
      const { index, json } = splitText(record);
      previous = journal.append({ ...record.head, previous }, index === '' ? json : `${index}\n${json}`);
    }
    entry.pointer = previous;
  }
  await journal.durable();
  for (const entry of closed) executions.remove(entry);
  journal.forget(oldSegments);
  for (const segment of oldSegments) rmSync(join(parts.folder, segmentName(segment)));
}

/** Whether compaction pays: much has been written, and most executions of it are closed. */
export function shouldCompact(bytes: number, executions: Executions): boolean {
  if (bytes < COMPACT_BYTES) return false;
  let closed = 0;
  for (const entry of executions.all()) if (entry.status !== 'RUNNING') closed += 1;
  return closed * 2 > executions.size;
}
