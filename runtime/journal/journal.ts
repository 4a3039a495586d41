import { closeSync, rmSync, statSync, truncateSync, write } from 'node:fs';
import { join } from 'node:path';
import {
  FORMAT_VERSION,
  type Head,
  placeOf,
  pointerOf,
  type RecordAt,
  readRecord,
  roomFor,
  SEGMENT_HEADER_BYTES,
  writeRecord,
} from './format.ts';
import {
  emptySegment,
  JournalError,
  makeSegment,
  openDurable,
  readFrom,
  segmentName,
  sizeOf,
} from './segments.ts';

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
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** The next segment is made ready when this share of the current one is used. */
const PREPARE_AT = 0.75;
const RETRY_MS = 250;

type Batch = { segment: number; offset: number; length: number; buffer: Buffer };
type Waiter = { resolve: () => void };

/** A journal on disk. One writer; group commit: while one batch is being synced, the next one gathers. */
export class FileJournal implements Journal {
  readonly #folder: string;
  readonly #beforeWrite: (() => void) | undefined;
  readonly #files = new Map<number, number>();
  /** Newest segment that exists on disk, and the one that is being made. */
  #ready: number;
  #preparing: { readonly segment: number; readonly done: Promise<void> } | undefined;
  readonly #sizes = new Map<number, number>();
  readonly #queue: Batch[] = [];
  /** Batches that are being written. */
  #writing: readonly Batch[] = [];
  #spare: Buffer | undefined;
  #segment: number;
  #offset: number;
  #oldest: number;
  #waiters: Waiter[] = [];
  #flushing: Promise<void> | undefined;
  #closed = false;
  written = 0;
  stalled: Error | undefined;

  /** The last record, as a pointer; 0 before the first one. */
  last: number;

  /** `at`: where the last record of the existing journal ends; `undefined` for an empty folder. */
  constructor(
    folder: string,
    found: {
      readonly at: { segment: number; offset: number; size: number; version: number } | undefined;
      readonly last: number;
      readonly segments: readonly number[];
    },
    beforeWrite?: () => void,
  ) {
    const { at } = found;
    this.#folder = folder;
    this.last = found.last;
    this.#oldest = found.segments[0] ?? 1;
    this.#beforeWrite = beforeWrite;
    this.#segment = at?.segment ?? 1;
    this.#offset = at?.offset ?? SEGMENT_HEADER_BYTES;
    this.#sizes.set(this.#segment, at?.size ?? FIRST_SEGMENT_BYTES);
    this.#ready = at === undefined ? 0 : at.segment;
    // what is written now is nothing for a release that knows the older version only
    if (at !== undefined && at.version !== FORMAT_VERSION) this.#offset = at.size;
  }

  /** Where the next record goes, or a place before it in the same segment or the one before: nothing is between. */
  get end(): number {
    return pointerOf(this.#segment, this.#offset);
  }

  /** Segments that are full, the oldest first. */
  sealed(): number[] {
    return Array.from({ length: this.#segment - this.#oldest }, (_, i) => this.#oldest + i);
  }

  #file(segment: number): number {
    const known = this.#files.get(segment);
    if (known !== undefined) return known;
    const fd = openDurable(this.#folder, segment);
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
    this.last = pointer;
    return pointer;
  }

  /** The batch that takes the next record: the last one, where it has room and is not being written already. */
  #batch(room: number): Batch {
    const size = this.#sizes.get(this.#segment) ?? SEGMENT_BYTES;
    if (this.#offset + room > size) {
      this.#segment += 1;
      this.#offset = SEGMENT_HEADER_BYTES;
      // one that is made ready already keeps its size, where the record fits; a record may need a bigger one
      const planned = this.#sizes.get(this.#segment) ?? Math.min(SEGMENT_BYTES, 2 * size);
      this.#sizes.set(this.#segment, Math.max(planned, room + SEGMENT_HEADER_BYTES));
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

  /** Gives back the room of sealed segments of which nothing is needed. */
  drop(segments: readonly number[]): void {
    for (const segment of segments) {
      const fd = this.#files.get(segment);
      if (fd !== undefined) closeSync(fd);
      this.#files.delete(segment);
      emptySegment(this.#folder, segment);
    }
    while (this.#oldest < this.#segment && sizeOf(this.#folder, this.#oldest) <= SEGMENT_HEADER_BYTES) {
      rmSync(join(this.#folder, segmentName(this.#oldest)));
      this.#oldest += 1;
    }
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
      this.#writing = batches;
      await this.#writeAll(batches);
      this.#writing = [];
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
    await this.#exists(batch.segment);
    const fd = this.#file(batch.segment);
    await writeFully(fd, batch);
    const size = this.#sizes.get(batch.segment) ?? SEGMENT_BYTES;
    if (batch.segment === this.#ready && batch.offset + batch.length > size * PREPARE_AT) {
      void this.#prepare(batch.segment + 1).catch(() => undefined);
    }
  }

  /** Makes a segment beside the work; a failure shows when the segment is needed and is made again. */
  #prepare(segment: number): Promise<void> {
    if (this.#preparing?.segment === segment) return this.#preparing.done;
    const before = this.#sizes.get(segment - 1) ?? FIRST_SEGMENT_BYTES;
    const size =
      this.#sizes.get(segment) ?? (segment === 1 ? FIRST_SEGMENT_BYTES : Math.min(SEGMENT_BYTES, 2 * before));
    this.#sizes.set(segment, size);
    const done = makeSegment(this.#folder, segment, size).then(
      (fd) => {
        this.#files.set(segment, fd);
        this.#ready = segment;
      },
      (error: unknown) => {
        this.#preparing = undefined;
        throw error;
      },
    );
    done.catch(() => undefined);
    this.#preparing = { segment, done };
    return done;
  }

  async #exists(segment: number): Promise<void> {
    while (this.#ready < segment) await this.#prepare(this.#ready + 1);
    const wanted = this.#sizes.get(segment) ?? 0;
    if (wanted <= SEGMENT_BYTES) return;
    // made ready for usual records, but one of them needs more room
    const file = join(this.#folder, segmentName(segment));
    if (statSync(file).size < wanted) truncateSync(file, wanted);
  }

  read(pointer: number): RecordAt {
    const { segment, offset } = placeOf(pointer);
    for (const batch of [...this.#writing, ...this.#queue]) {
      const at = offset - batch.offset;
      if (batch.segment !== segment || at < 0 || at >= batch.length) continue;
      const record = readRecord(batch.buffer.subarray(0, batch.length), at, segment);
      if (record !== undefined) return record;
    }
    return readFrom(this.#file(segment), pointer);
  }

  async close(): Promise<void> {
    await this.durable();
    this.#closed = true;
    await this.#preparing?.done.catch(() => undefined);
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
