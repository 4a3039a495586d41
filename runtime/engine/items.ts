import { isArray, isObject, type Json, tryParseJson } from '../asl/json.ts';
import type { ItemReader } from '../asl/machine.ts';

/** A file that an ItemReader cannot take; the message is the cause of `States.ItemReaderFailed`. */
export class ReaderError extends Error {}

export type FileFormat = Pick<ItemReader, 'inputType' | 'csvHeaders' | 'csvDelimiter' | 'itemsPointer'>;

/** The items in a file (guide, "ItemReader"): JSON array, JSON lines or CSV. */
export function itemsIn(text: string, reader: FileFormat): readonly Json[] {
  switch (reader.inputType ?? 'JSON') {
    case 'JSON':
      return jsonItems(text, reader.itemsPointer);
    case 'JSONL':
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map(parse);
    case 'CSV':
      return csvItems(text, reader);
    case 'MANIFEST':
    case 'PARQUET':
      throw new ReaderError(`Input type ${reader.inputType} is not read from one text`);
  }
}

function parse(text: string): Json {
  const value = tryParseJson(text);
  if (value === undefined) throw new ReaderError('The content of the file is not valid JSON.');
  return value;
}

function jsonItems(text: string, pointer: string | undefined): readonly Json[] {
  let value = parse(text);
  for (const part of pointer?.split('/').slice(1) ?? []) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next = isObject(value) ? value[key] : isArray(value) ? value[Number(key)] : undefined;
    if (next === undefined) throw new ReaderError(`The ItemsPointer '${pointer}' points to nothing.`);
    value = next;
  }
  if (isArray(value)) return value;
  throw new ReaderError('Attempting to map over non-iterable node.');
}

function csvItems(text: string, reader: FileFormat): Json[] {
  const rows = csvRows(text, reader.csvDelimiter);
  const headers = reader.csvHeaders ?? rows.shift() ?? [];
  if (new Set(headers).size < headers.length) throw new ReaderError('CSV headers cannot contain duplicates.');
  // missing fields are empty, fields without a header are dropped
  return rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i] ?? ''])));
}

/** RFC 4180: fields may be quoted, quotes in them are doubled. Lines without any character are left out. */
function csvRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endRow = (): void => {
    row.push(field);
    if (row.length > 1 || field !== '') rows.push(row);
    row = [];
    field = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === delimiter) {
      row.push(field);
      field = '';
    } else if (char === '\n') endRow();
    else if (char !== '\r') field += char;
  }
  endRow();
  return rows;
}
