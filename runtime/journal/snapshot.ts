/**
 * A snapshot: what the journal says up to some record, in a form that loads without looking at each execution. It is made
 * from the journal and can be made again: where it is missing, torn or of another version, the journal is read instead.
 * `snapshot.bin` in the data folder, written beside under another name and then renamed:
 *
 *     header  = "ASLS" | u16 version | u16 0 | u32 rows | u32 bytes of meta | f64 end | f64 last | u32 CRC-32 of the rest
 *               | u32 CRC-32 of the header until here
 *     rest    = meta: JSON, padded with spaces to a multiple of 8 | columns, one after the other (`engine/table.ts`)
 *
 * All numbers are little-endian. `end` is where the first record stands that it does not know, `last` the one before.
 */
import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

export const SNAPSHOT_VERSION = 2;
const MAGIC = 0x534c5341;
const HEADER_BYTES = 40;
const NAME = 'snapshot.bin';

export type Snapshot = {
  readonly rows: number;
  /** Pointers, see `pointerOf`. */
  readonly end: number;
  readonly last: number;
  readonly meta: string;
  /** The columns, as bytes. */
  readonly columns: readonly Uint8Array[];
};

function headerOf(snapshot: Snapshot, metaBytes: number, crc: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(SNAPSHOT_VERSION, 4);
  header.writeUInt32LE(snapshot.rows, 8);
  header.writeUInt32LE(metaBytes, 12);
  header.writeDoubleLE(snapshot.end, 16);
  header.writeDoubleLE(snapshot.last, 24);
  header.writeUInt32LE(crc, 32);
  header.writeUInt32LE(crc32(header.subarray(0, 36)), 36);
  return header;
}

function padded(meta: string): Buffer {
  const bytes = Buffer.from(meta, 'utf8');
  return Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8, ' ')]);
}

/**
 * Puts a snapshot in the place of the one before, whole or not at all; gives its size in bytes. `step` is called before
 * each thing that the disk is asked for.
 */
export async function writeSnapshot(
  dataDir: string,
  snapshot: Snapshot,
  step: () => void = () => undefined,
): Promise<number> {
  const meta = padded(snapshot.meta);
  const parts = [meta, ...snapshot.columns];
  const crc = await checksum(parts);
  const beside = join(dataDir, `${NAME}.new`);
  let bytes = 0;
  try {
    step();
    const file = await open(beside, 'w', 0o600);
    try {
      for (const part of [headerOf(snapshot, meta.length, crc), ...parts]) {
        step();
        await file.writeFile(part);
        bytes += part.length;
      }
      await file.datasync();
    } finally {
      await file.close();
    }
    step();
    await rename(beside, join(dataDir, NAME));
    await syncFolder(dataDir);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return bytes;
}

/** So much is summed up in one go before other work has its turn. */
const SUM_BYTES = 1024 * 1024;

async function checksum(parts: readonly Uint8Array[]): Promise<number> {
  let sum = 0;
  for (const part of parts)
    for (let at = 0; at < part.length; at += SUM_BYTES) {
      if (at > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      sum = crc32(part.subarray(at, at + SUM_BYTES), sum);
    }
  return sum;
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
}

/** Takes a snapshot away that may not be used any more. */
export function removeSnapshot(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}

export type ReadSnapshot = Omit<Snapshot, 'columns'> & { readonly columns: Buffer };

/** The snapshot of a data folder: `undefined` where there is none, a sentence where it cannot be used. */
export function readSnapshot(dataDir: string): ReadSnapshot | string | undefined {
  const file = join(dataDir, NAME);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return undefined;
  const data = Buffer.allocUnsafeSlow(size);
  const fd = openSync(file, 'r');
  try {
    for (let at = 0; at < size; ) {
      const got = readSync(fd, data, at, size - at, at);
      if (got === 0) return `${file} ends early`;
      at += got;
    }
  } finally {
    closeSync(fd);
  }
  return parseSnapshot(file, data);
}

function parseSnapshot(file: string, data: Buffer): ReadSnapshot | string {
  if (data.length < HEADER_BYTES || data.readUInt32LE(0) !== MAGIC) return `${file} is not a snapshot`;
  const version = data.readUInt16LE(4);
  if (version !== SNAPSHOT_VERSION)
    return `${file} has format version ${version}; this release reads version ${SNAPSHOT_VERSION}`;
  if (crc32(data.subarray(0, 36)) !== data.readUInt32LE(36)) return `${file} is damaged in its header`;
  const rest = data.subarray(HEADER_BYTES);
  if (crc32(rest) !== data.readUInt32LE(32)) return `${file} is damaged`;
  const metaBytes = data.readUInt32LE(12);
  return {
    rows: data.readUInt32LE(8),
    end: data.readDoubleLE(16),
    last: data.readDoubleLE(24),
    meta: rest.toString('utf8', 0, metaBytes),
    columns: rest.subarray(metaBytes),
  };
}
