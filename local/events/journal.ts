/**
 * The one durable file of the host's small stand-ins: an append-only log of JSON records that survives `kill -9`.
 *
 * Each line is `<crc32 of the JSON, 8 hex digits> <JSON>\n`. A record counts as written once it is on the disk (fsync),
 * and only then does `append` resolve. Appends that arrive while the disk is busy share the next write and fsync, so
 * many callers at once cost one flush. A torn last line (the process or machine died in the middle of a write) was
 * never confirmed to anybody and is cut off on opening; damage before the end is an error that names the place.
 */

import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/** Where a record lies in the file, for `read`: bytes from the start, bytes of its line. */
export type JournalPosition = { readonly offset: number; readonly length: number };

export type Journal = {
  /** Resolves when the record is on the disk. A failed write fails this and every later append (`JournalFailed`). */
  append(record: unknown): Promise<JournalPosition>;
  /** The record at a position that `append`, `rewrite` or the replay gave. */
  read(position: JournalPosition): Promise<unknown>;
  /** Replaces the whole file by these records, atomically: after a crash the file is the old or the new one. */
  rewrite(records: readonly unknown[]): Promise<readonly JournalPosition[]>;
  /** Waits for what was appended, then closes the file. */
  close(): Promise<void>;
};

/** The file is damaged before its end: nothing that this project writes does that. */
export class JournalDamaged extends Error {
  constructor(path: string, offset: number) {
    super(`${path} is damaged at byte ${offset}, before its end; move the file away to start without it`);
    this.name = 'JournalDamaged';
  }
}

/** A write did not reach the disk (full, read-only, closed); what the file holds after that is not known. */
export class JournalFailed extends Error {
  constructor(path: string, cause: unknown) {
    super(`${path} can no longer be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'JournalFailed';
  }
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1 << 20;
/** 8 hex digits and a space. */
const PREFIX_BYTES = 9;

function encode(record: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  const sum = crc32(json).toString(16).padStart(8, '0');
  return Buffer.concat([Buffer.from(`${sum} `), json, Buffer.from('\n')]);
}

/** The record of a line without its newline, or undefined when the checksum does not fit. */
function decode(line: Buffer): { readonly record: unknown } | undefined {
  if (line.length <= PREFIX_BYTES) return undefined;
  const json = line.subarray(PREFIX_BYTES);
  if (crc32(json).toString(16).padStart(8, '0') !== line.toString('latin1', 0, 8)) return undefined;
  const record: unknown = JSON.parse(json.toString('utf8'));
  return { record };
}

type Replay = (record: unknown, position: JournalPosition) => void;

/** Feeds every whole record to `replay` and returns the byte where the good part of the file ends. */
async function scan(path: string, handle: FileHandle, replay: Replay): Promise<number> {
  let pending: Buffer = Buffer.alloc(0);
  let lineStart = 0;
  let readAt = 0;
  let bad: number | undefined;
  for (;;) {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, readAt);
    if (bytesRead === 0) break;
    readAt += bytesRead;
    pending = Buffer.concat([pending, chunk.subarray(0, bytesRead)]);
    let end = pending.indexOf(NEWLINE);
    while (end !== -1) {
      const decoded = decode(pending.subarray(0, end));
      if (decoded === undefined) bad ??= lineStart;
      else if (bad !== undefined) throw new JournalDamaged(path, bad);
      else replay(decoded.record, { offset: lineStart, length: end + 1 });
      lineStart += end + 1;
      pending = pending.subarray(end + 1);
      end = pending.indexOf(NEWLINE);
    }
  }
  return bad ?? lineStart;
}

/** A renamed or new file is only sure to be found after a crash once its folder is on the disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

type Waiting = {
  readonly line: Buffer;
  readonly done: (position: JournalPosition) => void;
  readonly failed: (cause: Error) => void;
};

class FileJournal implements Journal {
  readonly #path: string;
  #handle: FileHandle;
  #end: number;
  #waiting: Waiting[] = [];
  #failure: JournalFailed | undefined;
  /** The last of the writes, one after the other: appends and rewrites never overlap. */
  #tail: Promise<void> = Promise.resolve();

  constructor(path: string, handle: FileHandle, end: number) {
    this.#path = path;
    this.#handle = handle;
    this.#end = end;
  }

  async append(record: unknown): Promise<JournalPosition> {
    if (this.#failure !== undefined) throw this.#failure;
    const line = encode(record);
    return new Promise((done, failed) => {
      this.#waiting.push({ line, done, failed });
      if (this.#waiting.length === 1) this.#tail = this.#tail.then(() => this.#flush());
    });
  }

  async read(position: JournalPosition): Promise<unknown> {
    const line = Buffer.alloc(position.length - 1);
    await this.#handle.read(line, 0, line.length, position.offset);
    const decoded = decode(line);
    if (decoded === undefined) throw new JournalDamaged(this.#path, position.offset);
    return decoded.record;
  }

  async rewrite(records: readonly unknown[]): Promise<readonly JournalPosition[]> {
    const work = this.#tail.then(() => this.#replace(records.map(encode)));
    // The chain goes on after a failed rewrite: the old file is still whole. The caller sees the failure.
    this.#tail = work.then(
      () => undefined,
      () => undefined,
    );
    return work;
  }

  async close(): Promise<void> {
    await this.#tail;
    this.#failure ??= new JournalFailed(this.#path, new Error('closed'));
    await this.#handle.close();
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      if (this.#failure !== undefined) throw this.#failure;
      const bytes = Buffer.concat(batch.map((entry) => entry.line));
      await this.#handle.write(bytes, 0, bytes.length, this.#end);
      await this.#handle.datasync();
    } catch (cause) {
      this.#failure ??= new JournalFailed(this.#path, cause);
      for (const entry of batch) entry.failed(this.#failure);
      return;
    }
    for (const entry of batch) {
      entry.done({ offset: this.#end, length: entry.line.length });
      this.#end += entry.line.length;
    }
  }

  async #replace(lines: readonly Buffer[]): Promise<readonly JournalPosition[]> {
    const beside = `${this.#path}.new`;
    const fresh = await open(beside, 'w+');
    await fresh.write(Buffer.concat(lines));
    await fresh.sync();
    await rename(beside, this.#path);
    await syncFolder(this.#path);
    const old = this.#handle;
    this.#handle = fresh;
    await old.close();
    this.#end = 0;
    return lines.map((line) => {
      const offset = this.#end;
      this.#end += line.length;
      return { offset, length: line.length };
    });
  }
}

/**
 * Opens (or makes) the journal at `path` and hands every record in it to `replay`, oldest first.
 * Throws `JournalDamaged` when a record before the last is broken.
 */
export async function openJournal(path: string, replay: Replay): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, 'a+').then(async (touched) => {
    // Positional writes need a handle that does not append by itself.
    await touched.close();
    return open(path, 'r+');
  });
  try {
    const end = await scan(path, handle, replay);
    await handle.truncate(end);
    await handle.sync();
    await syncFolder(path);
    return new FileJournal(path, handle, end);
  } catch (error) {
    await handle.close();
    throw error;
  }
}
