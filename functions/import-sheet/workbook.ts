import { inflateRawSync } from 'node:zlib';
import readSheets from 'read-excel-file/node';
import { Refusal } from '#domain/errors.ts';

/**
 * A workbook from outside: looked through before anything parses it. What is too large when opened, holds macros or
 * formulas, has a password or is no workbook is refused under its own code; only then the library reads the cells.
 */

/** Rows of data in one file. */
export const MOST_ROWS = 5000;
/** All parts of the workbook, inflated. A sheet of 5,000 rows is a twentieth of this. */
const MOST_INFLATED = 40_000_000;
const MOST_PARTS = 400;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

type Part = { readonly name: string; readonly method: number; readonly at: number; readonly packed: number };

function unreadable(): Refusal {
  return new Refusal('import.notWorkbook');
}

/** The directory at the end of the archive; what it says of sizes is not believed. */
function partsOf(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > zip.length || zip.readUInt32LE(end) !== END) throw unreadable();
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  if (count > MOST_PARTS) throw new Refusal('import.tooLarge', { limit: MOST_INFLATED });
  const parts: Part[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== ENTRY) throw unreadable();
    const encrypted = (zip.readUInt16LE(at + 8) & 1) === 1;
    if (encrypted) throw unreadable();
    const length = zip.readUInt16LE(at + 28);
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + length),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

/** Inflates at most `most` bytes of a part; more is a bomb. */
function contentOf(zip: Buffer, { at, packed, method }: Part, most: number): Buffer {
  if (at + 30 > zip.length) throw unreadable();
  const from = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const raw = zip.subarray(from, from + packed);
  if (method === STORED && raw.length <= most) return raw;
  if (method !== DEFLATED) throw unreadable();
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw tooLarge ? new Refusal('import.tooLarge', { limit: MOST_INFLATED }) : unreadable();
  }
}

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
const MACROS = /vbaProject|macrosheets|activeX|\.bin$/i;

function assertHarmless(zip: Buffer): void {
  const parts = partsOf(zip);
  if (parts.every(({ name }) => name !== 'xl/workbook.xml')) throw unreadable();
  let left = MOST_INFLATED;
  for (const part of parts) {
    if (MACROS.test(part.name) && !part.name.startsWith('xl/printerSettings/'))
      throw new Refusal('import.macros');
    const content = contentOf(zip, part, left);
    left -= content.length;
    if (SHEET.test(part.name)) assertPlain(content.toString('utf8'));
  }
}

/** No formula, and no more rows than are taken. */
function assertPlain(xml: string): void {
  const formula = /<c [^>]*?r="([A-Z]+\d+)"[^>]*>(?:(?!<\/c>)[\s\S])*?<f[\s>/]/.exec(xml);
  if (formula !== null) throw new Refusal('import.formulas', { cell: formula[1] ?? '' });
  let rows = 0;
  for (const _row of xml.matchAll(/<row[\s>]/g)) {
    rows += 1;
    if (rows > MOST_ROWS + 1) throw new Refusal('import.tooManyRows', { limit: MOST_ROWS });
  }
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' ? cell.normalize('NFC').trim() : '';
}

/** The rows of the first sheet as text; the first of them are the headings. */
export type Sheet = { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Refuses `import.notWorkbook`, `tooLarge`, `macros`, `formulas`, `tooManyRows`, `noRows`. */
export async function readWorkbook(content: Uint8Array): Promise<Sheet> {
  const zip = Buffer.from(content);
  assertHarmless(zip);
  const sheets = await readSheets(zip).catch(() => {
    throw unreadable();
  });
  const [headers = [], ...rows] = (sheets[0]?.data ?? []).map((row) => row.map(textOf));
  if (headers.length === 0 || rows.every((row) => row.every((cell) => cell === ''))) {
    throw new Refusal('import.noRows');
  }
  return { headers: headers.slice(0, 200), rows };
}
