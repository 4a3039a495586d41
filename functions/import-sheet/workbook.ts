import { inflateRawSync } from 'node:zlib';
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
/** Rows that a sheet may write down, formatted and empty ones too; what counts is what is in them. */
const MOST_RAW_ROWS = 50_000;
/** A cell's opening tag stands this close before its formula. */
const NEAR = 2000;

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

/** Some programs write a prefix before every name: `<x:f>`. */
const FORMULA = /<(?:\w+:)?f[\s>/]/;
const ROW = /<(?:\w+:)?row[\s>]/g;
const CELL = /<(?:\w+:)?c\s[^>]*?\br="([A-Z]+\d+)"/g;

/** No formula, and not so many rows that reading them would be the attack. Each look is one pass over the text. */
function assertPlain(xml: string): void {
  const formula = FORMULA.exec(xml);
  if (formula !== null) {
    // The cell that was opened last before the formula is the one that holds it.
    const from = Math.max(0, formula.index - NEAR);
    const [, cell = ''] = [...xml.slice(from, formula.index).matchAll(CELL)].at(-1) ?? [];
    throw new Refusal('import.formulas', cell === '' ? {} : { cell });
  }
  let rows = 0;
  for (const _row of xml.matchAll(ROW)) {
    rows += 1;
    if (rows > MOST_RAW_ROWS) throw tooManyRows();
  }
}

const tooManyRows = (): Refusal => new Refusal('import.tooManyRows', { limit: MOST_ROWS });

/** As people would type it: a decimal comma, so that 6.125 is not taken for six thousand; odd spaces as spaces. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell !== 'string') return '';
  return cell
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]|[\u00a0\u200b\ufeff]/gu, ' ')
    .trim();
}

/** A row with the number that the spreadsheet gives it. */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] };
/** Headings, and the rows below them that hold something, as text. */
export type Sheet = { readonly headers: readonly string[]; readonly rows: readonly SheetRow[] };

/** Titles and emblems above the table take a few rows; headings that begin further down are not looked for. */
const HEAD_WITHIN = 20;
/** One word may stand anywhere; headings are more than one. */
const ONE_BY_CHANCE = 1;

/** Where the table begins: in the sheet and the row that holds most known headings; where nothing fits, at the top of the first. */
function tableIn(sheets: readonly string[][][], known: (headers: readonly string[]) => number): Sheet {
  const places = sheets.flatMap((rows) =>
    rows.slice(0, HEAD_WITHIN).map((headers, at) => ({ rows, headers, at, fits: known(headers) })),
  );
  const [first] = places;
  const best = places.reduce((one, other) => (other.fits > Math.max(one.fits, ONE_BY_CHANCE) ? other : one), {
    rows: first?.rows ?? [],
    headers: first?.headers ?? [],
    at: 0,
    fits: 0,
  });
  const rows = best.rows.flatMap((cells, index) =>
    index <= best.at || cells.every((cell) => cell === '') ? [] : [{ row: index + 1, cells }],
  );
  return { headers: best.headers.slice(0, 200).map((header) => header.slice(0, 200)), rows };
}

/**
 * The table of a workbook: of all sheets and of the rows on top of each, the one with most `known` headings (how many of
 * them are). Refuses `import.notWorkbook`, `tooLarge`, `macros`, `formulas`, `tooManyRows`, `noRows`.
 */
export async function readWorkbook(
  content: Uint8Array,
  known: (headers: readonly string[]) => number,
): Promise<Sheet> {
  const zip = Buffer.from(content);
  assertHarmless(zip);
  const { default: readSheets } = await import('read-excel-file/node');
  const sheets = await readSheets(zip).catch(() => {
    throw unreadable();
  });
  const table = tableIn(
    sheets.map(({ data }) => data.map((row) => row.map(textOf))),
    known,
  );
  if (table.rows.length > MOST_ROWS) throw tooManyRows();
  if (table.rows.length === 0) throw new Refusal('import.noRows');
  return table;
}
