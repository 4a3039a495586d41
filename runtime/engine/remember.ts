import { parseJson } from '../asl/json.ts';
import type { FileJournal } from '../journal/journal.ts';
import { type ReadSnapshot, type Snapshot, writeSnapshot } from '../journal/snapshot.ts';
import type { Executions } from './executions.ts';
import type { Kind } from './kinds.ts';
import type { Registry, RegistryChange } from './registry.ts';
import { COLUMN_NAMES, type Columns } from './table.ts';

/** What of a snapshot is JSON. */
type Meta = {
  readonly lastId: number;
  readonly kinds: readonly (Kind | null)[];
  readonly registry: RegistryChange;
};

export type Index = { readonly registry: Registry; readonly executions: Executions };

/**
 * Writes a snapshot of what is known now. It is taken at once, and put on disk when the journal is there that far.
 * Gives its size in bytes.
 */
export async function remember(
  dataDir: string,
  parts: Index & { readonly journal: FileJournal },
  step?: () => void,
): Promise<number> {
  const { journal, registry, executions } = parts;
  const { columns, rows, kinds, lastId } = executions.copy();
  const meta: Meta = { lastId, kinds, registry: registry.snapshot() };
  const snapshot: Snapshot = {
    rows,
    end: journal.end,
    last: journal.last,
    meta: JSON.stringify(meta),
    columns: COLUMN_NAMES.map((name) => bytesOf(columns[name])),
  };
  await journal.durable();
  return writeSnapshot(dataDir, snapshot, step);
}

function bytesOf({ buffer, byteOffset, byteLength }: Columns[keyof Columns]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Takes a snapshot in. */
export function recall(snapshot: ReadSnapshot, into: Index): void {
  const meta = readMeta(snapshot.meta);
  into.registry.apply(meta.registry);
  into.executions.restore({
    columns: readColumns(snapshot),
    rows: snapshot.rows,
    kinds: meta.kinds,
    lastId: meta.lastId,
  });
}

/** The checksum of the snapshot vouches for it. */
function readMeta(json: string): Meta {
  return parseJson(json) as unknown as Meta;
}

function readColumns({ columns, rows }: ReadSnapshot): Columns {
  const { buffer } = columns;
  let at = columns.byteOffset;
  const next = (bytes: number): number => {
    at += rows * bytes;
    return at - rows * bytes;
  };
  return {
    ids: new Float64Array(buffer, next(8), rows),
    firsts: new Float64Array(buffer, next(8), rows),
    pointers: new Float64Array(buffer, next(8), rows),
    times: new Float64Array(buffer, next(8), rows),
    depths: new Uint32Array(buffer, next(4), rows),
    kinds: new Uint32Array(buffer, next(4), rows),
    hashes: new Uint32Array(buffer, next(4), rows),
    states: new Uint8Array(buffer, next(1), rows),
  };
}
