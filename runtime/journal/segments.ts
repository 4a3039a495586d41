import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  FRAME_BYTES,
  headerProblem,
  placeOf,
  pointerOf,
  type RecordAt,
  readRecord,
  SEGMENT_HEADER_BYTES,
  segmentHeader,
  versionOf,
} from './format.ts';

/** The journal cannot be used as it is on disk. */
export class JournalError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalError';
  }
}

const ZEROS = Buffer.alloc(1024 * 1024);

export function segmentName(segment: number): string {
  return `${String(segment).padStart(8, '0')}.log`;
}

export function listSegments(folder: string): number[] {
  const names = readdirSync(folder).filter((name) => /^\d{8}\.log$/.test(name));
  return names.map((name) => Number(name.slice(0, 8))).sort((a, b) => a - b);
}

/** Whether a segment was made to its end: its header is written last. */
export function isFinished(folder: string, segment: number): boolean {
  const fd = openSync(join(folder, segmentName(segment)), 'r');
  const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
  readSync(fd, header, 0, SEGMENT_HEADER_BYTES, 0);
  closeSync(fd);
  return header.some((byte) => byte !== 0);
}

/** Reads so much of a segment at a time: a big part of the newest one is zeros that need not be read at all. */
const READ_BYTES = 256 * 1024;

/** Bytes of a segment's file. */
export function sizeOf(folder: string, segment: number): number {
  return statSync(join(folder, segmentName(segment))).size;
}

export type Scanned = {
  /** Where the records end. */
  readonly end: number;
  readonly size: number;
  readonly records: number;
  /** Something stands at the end that is no whole record. */
  readonly torn: boolean;
  /** Format version of the segment. */
  readonly version: number;
};

/** Reads a segment from `begin` on and hands its records over. @throws JournalError where it is none */
export function scanSegment(
  folder: string,
  { segment, begin }: { readonly segment: number; readonly begin: number },
  visit: (record: RecordAt, pointer: number) => void,
): Scanned {
  const file = join(folder, segmentName(segment));
  const { size } = statSync(file);
  const data = Buffer.allocUnsafeSlow(size);
  const fd = openSync(file, 'r');
  try {
    readSync(fd, data, 0, Math.min(SEGMENT_HEADER_BYTES, size), 0);
    const problem = headerProblem(data.subarray(0, SEGMENT_HEADER_BYTES), segment);
    if (problem !== undefined) throw new JournalError(`${file} ${problem}`);
    let filled = begin;
    const fill = (): boolean => {
      const got = filled < size ? readSync(fd, data, filled, Math.min(READ_BYTES, size - filled), filled) : 0;
      filled += got;
      return got > 0;
    };
    fill();
    let end = begin;
    let records = 0;
    for (;;) {
      const read = data.subarray(0, filled);
      const record = readRecord(read, end, segment);
      if (record !== undefined) {
        visit(record, pointerOf(segment, end));
        end += record.bytes;
        records += 1;
      } else if (!mayContinue(read, end) || !fill()) {
        const torn = end + FRAME_BYTES <= filled && data.readUInt32LE(end) !== 0;
        return { end, size, records, torn, version: versionOf(data) };
      }
    }
  } finally {
    closeSync(fd);
  }
}

/** The record at a pointer. @throws JournalError where there is none */
export function readAt(folder: string, pointer: number): RecordAt {
  const fd = openSync(join(folder, segmentName(placeOf(pointer).segment)), 'r');
  try {
    return readFrom(fd, pointer);
  } finally {
    closeSync(fd);
  }
}

/** Most records are no longer than this, so that one read brings them whole. */
const GUESS_BYTES = 4096;

/** The record at a pointer, from the open file of its segment. @throws JournalError where there is none */
export function readFrom(fd: number, pointer: number): RecordAt {
  const { segment, offset } = placeOf(pointer);
  // memory of its own: sharing Node's pool, what lives longer would keep it, and the collector would have to run for it
  let data: Buffer = Buffer.allocUnsafeSlow(GUESS_BYTES);
  let got = readSync(fd, data, 0, GUESS_BYTES, offset);
  const length = got < FRAME_BYTES ? 0 : FRAME_BYTES + data.readUInt32LE(0);
  if (length > got && got === GUESS_BYTES && length <= fstatSync(fd).size) {
    data = Buffer.allocUnsafeSlow(length);
    got = readSync(fd, data, 0, length, offset);
  }
  const record = readRecord(data.subarray(0, got), 0, segment);
  if (record === undefined) throw new JournalError(`no record at ${offset} of segment ${segment}`);
  return record;
}

/** Gives the room of a segment back of which nothing is needed; its header stays, so that none seems to be missing. */
export function emptySegment(folder: string, segment: number): void {
  truncateSync(join(folder, segmentName(segment)), SEGMENT_HEADER_BYTES);
}

/** Whether the record at `end` is only not read yet: its length is there, or would be in the next piece. */
function mayContinue(read: Buffer, end: number): boolean {
  if (end + FRAME_BYTES > read.length) return true;
  const length = read.readUInt32LE(end);
  return length > 0 && end + FRAME_BYTES + length > read.length;
}

/** Fills a segment with zeros from `offset` on. */
export function clearTail(folder: string, segment: number, offset: number): void {
  const file = join(folder, segmentName(segment));
  const { size } = statSync(file);
  const fd = openSync(file, constants.O_RDWR);
  for (let at = offset; at < size; at += ZEROS.length)
    writeSync(fd, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fdatasyncSync(fd);
  closeSync(fd);
}

/** Opens a segment so that a write returns once it is on disk: one request to the system a commit, not two. */
export function openDurable(folder: string, segment: number): number {
  if (!Object.hasOwn(constants, 'O_DSYNC'))
    throw new JournalError('this system cannot write to disk for sure');
  return openSync(join(folder, segmentName(segment)), constants.O_RDWR | constants.O_DSYNC);
}

/** Makes a segment of zeros: overwriting them later needs no change of the file's size, which makes syncing cheaper. */
export async function makeSegment(folder: string, segment: number, size: number): Promise<number> {
  const file = await open(join(folder, segmentName(segment)), 'w+', 0o600);
  for (let at = 0; at < size; at += ZEROS.length)
    await file.write(ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  await file.datasync();
  // the header comes last: a segment without one was not finished and holds nothing
  await file.write(segmentHeader(segment), 0, SEGMENT_HEADER_BYTES, 0);
  await file.datasync();
  const directory = await open(folder, 'r');
  await directory.sync();
  await directory.close();
  await file.close();
  return openDurable(folder, segment);
}
