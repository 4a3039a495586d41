import type writeWorkbook from 'write-excel-file/node';

/** Sheets in their order, each with its rows, the widths of its columns and its name. */
type Sheets = Parameters<typeof writeWorkbook>[0];

/** An .xlsx file of the sheets. The library is loaded with the first file: most calls make none. */
export async function workbookFile(sheets: Sheets): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  return new Uint8Array(await write(sheets).toBuffer());
}
