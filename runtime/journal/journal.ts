import {
  closeSync,
  constants,
  fdatasync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  write,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  FRAME_BYTES,
  type Head,
  headerProblem,
  placeOf,
  pointerOf,
  type RecordAt,
  readRecord,
  roomFor,
  SEGMENT_HEADER_BYTES,
  segmentHeader,
  writeRecord,
} from './format.ts';

/** The journal cannot be used as it is on disk. */
export class JournalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalError';
  }
}

/** Where the engine writes what has happened. Records are numbered by where they are: see `pointerOf`. */
export type Journal = {
  /** Adds a record; it is durable once {@link durable} resolves that was asked for later. */
  append(head: Head, text: string): number;
  /** Resolves when everything appended so far is on disk. */
  durable(): Promise<void>;
  read(pointer: number): RecordAt;
  /** Bytes written since the journal was opened. */
  readonly written: number;
  /** Why nothing can be written at present (say, a full disk); it is tried again until there is room. */
  readonly stalled: Error | undefined;
  close(): Promise<void>;
};

const FIRST_SEGMENT_BYTES = 4 * 1024 * 1024;
const SEGMENT_BYTES = 32 * 1024 * 1024;
const ZEROS = Buffer.alloc(1024 * 1024);
const RETRY_MS = 250;

type Batch = { segment: number; offset: number; length: number; buffer: Buffer };
type Waiter = { resolve: () => void };

export function segmentName(segment: number): string {
  return `${String(segment).padStart(8, '0')}.log`;
}

export function listSegments(folder: string): number[] {
  const names = readdirSync(folder).filter((name) => /^\d{8}\.log$/.test(name));
  return names.map((name) => Number(name.slice(0, 8))).sort((a, b) => a - b);
}

/** Reads so much of a segment at a time: a big part of the newest one is zeros that need not be read at all. */
const READ_BYTES = 2 * 1024 * 1024;

/** Reads a segment and hands its records over; returns where they end. */
export function scanSegment(
  folder: string,
  segment: number,
  visit: (record: RecordAt, pointer: number) => void,
): { end: number; size: number; records: number } {
  const file = join(folder, segmentName(segment));
  const { size } = statSync(file);
  const data = Buffer.allocUnsafeSlow(size);
  const fd = openSync(file, 'r');
  let filled = 0;
  const fill = (): boolean => {
    const got = filled < size ? readSync(fd, data, filled, Math.min(READ_BYTES, size - filled), filled) : 0;
    filled += got;
    return got > 0;
  };
  try {
    fill();
    const problem = headerProblem(data.subarray(0, filled), segment);
    if (problem !== undefined) throw new JournalError(`${file} ${problem}`);
    let end = SEGMENT_HEADER_BYTES;
    let records = 0;
    for (;;) {
      const read = data.subarray(0, filled);
      const record = readRecord(read, end, segment);
      if (record !== undefined) {
        visit(record, pointerOf(segment, end));
        end += record.bytes;
        records += 1;
      } else if (!mayContinue(read, end) || !fill()) return { end, size, records };
    }
  } finally {
    closeSync(fd);
  }
}

/** Whether the record at `end` is only not read yet: its length is there, or would be in the next piece. */
function mayContinue(read: Buffer, end: number): boolean {
  if (end + FRAME_BYTES > read.length) return true;
  const length = read.readUInt32LE(end);
  return length > 0 && end + FRAME_BYTES + length > read.length;
}

/** Makes a segment of zeros: overwriting them later needs no change of the file's size, which makes syncing cheaper. */
function makeSegment(folder: string, segment: number, size: number): number {
  const fd = openSync(join(folder, segmentName(segment)), constants.O_RDWR | constants.O_CREAT, 0o600);
  for (let at = 0; at < size; at += ZEROS.length)
    writeSync(fd, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  writeSync(fd, segmentHeader(segment), 0, SEGMENT_HEADER_BYTES, 0);
  fdatasyncSync(fd);
  const directory = openSync(folder, 'r');
  fsyncSync(directory);
  closeSync(directory);
  return fd;
}

/** A journal on disk. One writer; group commit: while one batch is being synced, the next one gathers. */
export class FileJournal implements Journal {
  readonly #folder: string;
  readonly #beforeWrite: (() => void) | undefined;
  readonly #files = new Map<number, number>();
  readonly #sizes = new Map<number, number>();
  readonly #queue: Batch[] = [];
  #spare: Buffer | undefined;
  #segment: number;
  #offset: number;
  #waiters: Waiter[] = [];
  #flushing: Promise<void> | undefined;
  #closed = false;
  written = 0;
  stalled: Error | undefined;

  /** `at`: where the last record of the existing journal ends; `undefined` for an empty folder. */
  constructor(
    folder: string,
    at: { segment: number; offset: number; size: number } | undefined,
    beforeWrite?: () => void,
  ) {
    this.#folder = folder;
    this.#beforeWrite = beforeWrite;
    mkdirSync(folder, { recursive: true });
    this.#segment = at?.segment ?? 1;
    this.#offset = at?.offset ?? SEGMENT_HEADER_BYTES;
    if (at === undefined) this.#open(1, FIRST_SEGMENT_BYTES);
    else this.#sizes.set(at.segment, at.size);
  }

  #open(segment: number, size: number): void {
    this.#files.set(segment, makeSegment(this.#folder, segment, size));
    this.#sizes.set(segment, size);
  }

  #file(segment: number): number {
    const known = this.#files.get(segment);
    if (known !== undefined) return known;
    const fd = openSync(join(this.#folder, segmentName(segment)), constants.O_RDWR);
    this.#files.set(segment, fd);
    return fd;
  }

  append(head: Head, text: string): number {
    if (this.#closed) throw new JournalError('the journal is closed');
    const room = roomFor(text);
    const batch = this.#batch(room);
    const bytes = writeRecord(batch.buffer, batch.length, { head, text, segment: batch.segment });
    const pointer = pointerOf(batch.segment, batch.offset + batch.length);
    batch.length += bytes;
    this.#offset = batch.offset + batch.length;
    this.written += bytes;
    return pointer;
  }

  /** The batch that takes the next record: the last one, where it has room and is not being written already. */
  #batch(room: number): Batch {
    const size = this.#sizes.get(this.#segment) ?? SEGMENT_BYTES;
    if (this.#offset + room > size) {
      this.#segment += 1;
      this.#offset = SEGMENT_HEADER_BYTES;
      // bigger than a usual segment only where one record needs it
      this.#sizes.set(this.#segment, Math.max(SEGMENT_BYTES, room + SEGMENT_HEADER_BYTES));
    }
    const last = this.#queue.at(-1);
    if (last !== undefined && last.segment === this.#segment && last.length + room <= last.buffer.length)
      return last;
    const spare = this.#spare !== undefined && this.#spare.length >= room ? this.#spare : undefined;
    if (spare !== undefined) this.#spare = undefined;
    const buffer = spare ?? Buffer.allocUnsafe(Math.max(256 * 1024, room));
    const batch: Batch = { segment: this.#segment, offset: this.#offset, length: 0, buffer };
    this.#queue.push(batch);
    return batch;
  }

  durable(): Promise<void> {
    if (this.#queue.length === 0 && this.#flushing === undefined) return Promise.resolve();
    const promise = new Promise<void>((resolve) => this.#waiters.push({ resolve }));
    this.#flushing ??= this.#flush();
    return promise;
  }

  async #flush(): Promise<void> {
    while (this.#waiters.length > 0) {
      // one trip around the loop lets everything that is ready now join the batch
      await new Promise<void>((resolve) => setImmediate(resolve));
      const waiters = this.#waiters;
      this.#waiters = [];
      const batches = this.#queue.splice(0);
      await this.#writeAll(batches);
      for (const waiter of waiters) waiter.resolve();
    }
    this.#flushing = undefined;
  }

  /** Writes and syncs until it succeeds: memory has gone ahead, so the disk has to follow, however long that takes. */
  async #writeAll(batches: readonly Batch[]): Promise<void> {
    for (;;) {
      try {
        this.#beforeWrite?.();
        for (const batch of batches) await this.#write(batch);
        this.stalled = undefined;
        const [first] = batches;
        if (first !== undefined) this.#spare = first.buffer;
        return;
      } catch (error) {
        this.stalled = error instanceof Error ? error : new Error(String(error));
        await new Promise<void>((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #write(batch: Batch): Promise<void> {
    if (!this.#files.has(batch.segment)) this.#openFor(batch.segment);
    const fd = this.#file(batch.segment);
    await writeFully(fd, batch);
    await new Promise<void>((resolve, reject) => {
      fdatasync(fd, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  #openFor(segment: number): void {
    const exists = readdirSync(this.#folder).includes(segmentName(segment));
    if (exists && segment < this.#segment) return;
    if (!exists) this.#open(segment, this.#sizes.get(segment) ?? SEGMENT_BYTES);
  }

  read(pointer: number): RecordAt {
    const { segment, offset } = placeOf(pointer);
    const fd = this.#file(segment);
    const frame = Buffer.allocUnsafe(FRAME_BYTES);
    readSync(fd, frame, 0, FRAME_BYTES, offset);
    const data = Buffer.allocUnsafe(FRAME_BYTES + frame.readUInt32LE(0));
    readSync(fd, data, 0, data.length, offset);
    const record = readRecord(data, 0, segment);
    if (record === undefined) throw new JournalError(`no record at ${offset} of segment ${segment}`);
    return record;
  }

  async close(): Promise<void> {
    await this.durable();
    this.#closed = true;
    for (const fd of this.#files.values()) closeSync(fd);
    this.#files.clear();
  }
}

function writeFully(fd: number, batch: Batch): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (done: number): void => {
      write(fd, batch.buffer, done, batch.length - done, batch.offset + done, (error, written) => {
        if (error !== null) reject(error);
        else if (done + written < batch.length) next(done + written);
        else resolve();
      });
    };
    next(0);
  });
}

/** Keeps nothing: everything lives in memory only and is gone with the process. */
export class MemoryJournal implements Journal {
  readonly written = 0;
  readonly stalled = undefined;

  append(): number {
    return 0;
  }

  durable(): Promise<void> {
    return Promise.resolve();
  }

  read(): RecordAt {
    throw new JournalError('a journal in memory keeps no records');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
