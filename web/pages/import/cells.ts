import type { ImportView } from '#functions/api/contract-imports.ts';

const LETTERS = 26;
const A = 65;

/** The letters of a column, as a spreadsheet has them; counted from 0. */
export function columnName(index: number): string {
  const last = String.fromCharCode(A + (index % LETTERS));
  return index < LETTERS ? last : `${columnName(Math.floor(index / LETTERS) - 1)}${last}`;
}

/** "C5": where a field of a row stands in the sheet; undefined when the sheet has no such column. */
export function cellName({ preview }: ImportView, row: number, field: string): string | undefined {
  const column = preview?.columns[field];
  return column === undefined ? undefined : `${columnName(column)}${row}`;
}
