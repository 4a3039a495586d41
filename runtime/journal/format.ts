/**
 * The on-disk format, version 2. A journal is a row of segment files, `00000001.log` and so on, filled with zeros when
 * they are made and written once from the front:
 *
 *     segment = header (32 bytes: "ASLJ", u16 version, u16 0, u32 segment number, zeros) record* zeros
 *     record  = u32 length of body | u32 CRC-32 of body, seeded with the segment number | body
 *     body    = u8 kind | u8 flags | u16 0 | u32 depth | f64 execution | f64 due (NaN: none) | f64 previous | text
 *
 * All numbers are little-endian. `previous` points to the record of the same execution before this one, `depth` counts
 * them; `text` is UTF-8: an index line of JSON (what the list of executions needs), a line feed, the JSON of the record.
 * A length of 0 or a wrong CRC ends a segment; that is allowed at the very end only, where a crash tore a record.
 *
 * Compaction copies the chains of open executions behind everything else (flag `copy`): a chain of copies stands for the
 * one before it once it is as long, so one that a crash cut short stands for nothing. A segment of which nothing is needed
 * is cut to its header, and removed when it is the oldest: a missing segment shows. Records of later depths may then be
 * left of executions that have gone to the archive or have been copied; they count for nothing.
 *
 * Version 1 (no copies, no archived flag, no registry record of kind `all`, no snapshot) is read; it is never written.
 */
import { crc32 } from 'node:zlib';

export const FORMAT_VERSION = 2;
const READ_VERSIONS: readonly number[] = [1, FORMAT_VERSION];
export const SEGMENT_HEADER_BYTES = 32;
export const FRAME_BYTES = 8;
export const HEAD_BYTES = 32;
const MAGIC = 0x4a4c5341;

/** What a record is about. */
export const KIND = { registry: 1, turn: 2 } as const;
/** Bits of `flags`. */
export const FLAG = {
  /** Holds the whole state of the execution, not only what changed. */
  full: 1,
  /** The execution is closed after this record. */
  closed: 2,
  /** There is work under way that has to be taken up again after a restart (everything but timers and tokens). */
  busy: 4,
  /** Carries an index line. */
  index: 8,
  /** Written before already; stands here so that the segment of the first one can go. */
  copy: 16,
  /** The execution was taken back from the archive, which has its older records. */
  archived: 32,
  /** The execution has been redriven. */
  redriven: 64,
} as const;

export type Head = {
  readonly kind: number;
  readonly flags: number;
  readonly depth: number;
  readonly execution: number;
  readonly due: number | undefined;
  readonly previous: number;
};

export function pointerOf(segment: number, offset: number): number {
  return segment * 0x1_0000_0000 + offset;
}

export function placeOf(pointer: number): { segment: number; offset: number } {
  return { segment: Math.floor(pointer / 0x1_0000_0000), offset: pointer % 0x1_0000_0000 };
}

export function segmentHeader(segment: number): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt16LE(FORMAT_VERSION, 4);
  header.writeUInt32LE(segment, 8);
  return header;
}

/** The format version that a segment's header tells. */
export function versionOf(data: Buffer): number {
  return data.readUInt16LE(4);
}

/** Why a file is no segment of this format, or `undefined` when it is. */
export function headerProblem(data: Buffer, segment: number): string | undefined {
  if (data.length < SEGMENT_HEADER_BYTES || data.readUInt32LE(0) !== MAGIC) return 'is not a journal segment';
  const version = versionOf(data);
  if (!READ_VERSIONS.includes(version))
    return `has format version ${version}; this release reads versions ${READ_VERSIONS.join(' and ')}`;
  return data.readUInt32LE(8) === segment ? undefined : 'has the number of another segment';
}

/** Most bytes that a record of this text can take. */
export function roomFor(text: string): number {
  return FRAME_BYTES + HEAD_BYTES + text.length * 3;
}

/** Writes a record at `at`; returns the number of bytes that it took. */
export function writeRecord(
  into: Buffer,
  at: number,
  record: { head: Head; text: string; segment: number },
): number {
  const { head, text, segment } = record;
  const body = at + FRAME_BYTES;
  into.writeUInt8(head.kind, body);
  into.writeUInt8(head.flags, body + 1);
  into.writeUInt16LE(0, body + 2);
  into.writeUInt32LE(head.depth, body + 4);
  into.writeDoubleLE(head.execution, body + 8);
  into.writeDoubleLE(head.due ?? Number.NaN, body + 16);
  into.writeDoubleLE(head.previous, body + 24);
  const length = HEAD_BYTES + into.write(text, body + HEAD_BYTES, 'utf8');
  into.writeUInt32LE(length, at);
  into.writeUInt32LE(crc32(into.subarray(body, body + length), segment), at + 4);
  return FRAME_BYTES + length;
}

export type RecordAt = { readonly head: Head; readonly body: Buffer; readonly bytes: number };

/** The record at `at`, or `undefined` where there is none (the end, or what a crash left). */
export function readRecord(data: Buffer, at: number, segment: number): RecordAt | undefined {
  if (at + FRAME_BYTES + HEAD_BYTES > data.length) return undefined;
  const length = data.readUInt32LE(at);
  const start = at + FRAME_BYTES;
  if (length < HEAD_BYTES || start + length > data.length) return undefined;
  const body = data.subarray(start, start + length);
  if (crc32(body, segment) !== data.readUInt32LE(at + 4)) return undefined;
  return { head: readHead(body), body, bytes: FRAME_BYTES + length };
}

function readHead(body: Buffer): Head {
  const due = body.readDoubleLE(16);
  return {
    kind: body.readUInt8(0),
    flags: body.readUInt8(1),
    depth: body.readUInt32LE(4),
    execution: body.readDoubleLE(8),
    due: Number.isNaN(due) ? undefined : due,
    previous: body.readDoubleLE(24),
  };
}

/** The two parts of a record's text. */
export function splitText(record: RecordAt): { index: string; json: string } {
  const { body, head } = record;
  if ((head.flags & FLAG.index) === 0) return { index: '', json: body.toString('utf8', HEAD_BYTES) };
  const end = body.indexOf(10, HEAD_BYTES);
  return { index: body.toString('utf8', HEAD_BYTES, end), json: body.toString('utf8', end + 1) };
}
