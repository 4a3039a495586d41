import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import * as z from 'zod';
import { knownHeadings } from '#functions/import-sheet/plan.ts';
import { readWorkbook } from '#functions/import-sheet/workbook.ts';
import { readZip, writeZip } from '#test/functions/documents/zip.ts';

type Cell = string | number | Date | null;

async function sheet(...rows: readonly (readonly Cell[])[]): Promise<Uint8Array> {
  const data = rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      if (typeof value === 'number') return { type: Number, value };
      return value instanceof Date ? { type: Date, value, format: 'dd/mm/yyyy' } : { type: String, value };
    }),
  );
  return new Uint8Array(await writeWorkbook(data).toBuffer());
}

/** The workbook with one more part. */
function withPart(content: Uint8Array, name: string, xml: string): Uint8Array {
  return writeZip(new Map([...readZip(content), [name, Buffer.from(xml)]]));
}

const read = async (content: Uint8Array) => readWorkbook(content, knownHeadings('figures'));
const refusal = async (content: Uint8Array): Promise<unknown> =>
  read(content).then(
    () => 'taken',
    (error: unknown) => {
      const { code, details } = z.object({ code: z.string(), details: z.looseObject({}) }).parse(error);
      return { code, ...details };
    },
  );

const HEADS = ['Mã dự án', 'Năm kế hoạch', 'Đã giải ngân', 'Còn giải ngân được', 'Số liệu đến ngày'];

describe('the table of a workbook', () => {
  it('is found below a merged title, with the numbers that the spreadsheet gives its rows', async () => {
    const title = ['Bảng số liệu giải ngân', null, null, null, null];
    const row = ['DA-1', '2024', '1', '2', '08/10/2024'];
    const { headers, rows } = await read(await sheet(title, [null], HEADS, [null], row));
    expect(headers).toEqual(HEADS);
    expect(rows).toEqual([{ row: 5, cells: row }]);
  });

  it('begins at the top of the first sheet when no heading is known, so that columns can be chosen', async () => {
    const { headers, rows } = await read(await sheet(['Mã', 'Số'], ['DA-1', '1']));
    expect(headers).toEqual(['Mã', 'Số']);
    expect(rows).toHaveLength(1);
  });

  it('is read as people type it: composed, a decimal comma, days of the calendar, no odd characters', async () => {
    const decomposed = 'Mã dự án'.normalize('NFD');
    const odd = 'DA\u00a0-\t1 ';
    const day = new Date('2024-10-31T00:00:00Z');
    const { headers, rows } = await read(
      await sheet([decomposed, ...HEADS.slice(1)], [odd, 2024, 6.125, 1200, day]),
    );
    expect(headers[0]).toBe('Mã dự án');
    expect(rows[0]?.cells).toEqual(['DA - 1', '2024', '6,125', '1200', '2024-10-31']);
  });

  it('may have headings that are long or many', async () => {
    const long = Array.from({ length: 300 }, () => 'x'.repeat(500));
    const { headers } = await read(await sheet(long, ['1']));
    expect([headers.length, headers[0]?.length]).toEqual([200, 200]);
  });
});

describe('files from outside', () => {
  it('that are no workbook, an old one, or have nothing in them, are refused', async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    for (const bytes of [
      Buffer.from('not a zip at all'),
      Buffer.concat([old, Buffer.alloc(4096)]),
      Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1'),
    ]) {
      expect(await refusal(bytes)).toEqual({ code: 'import.notWorkbook' });
    }
    expect(await refusal(await sheet(HEADS))).toEqual({ code: 'import.noRows' });
    expect(await refusal(await sheet(HEADS, [' ', null]))).toEqual({ code: 'import.noRows' });
  });

  it('with more rows than are taken are refused; rows that are only formatted do not count', async () => {
    const many = Array.from({ length: 5001 }, () => ['x']);
    expect(await refusal(await sheet(HEADS, ...many))).toEqual({ code: 'import.tooManyRows', limit: 5000 });
    const formatted = Array.from({ length: 6000 }, () => [' ']);
    expect((await read(await sheet(HEADS, ['DA-1'], ...formatted))).rows).toHaveLength(1);
  });

  it('with a formula are refused, and the cell is named, also where empty cells stand before it', async () => {
    const data = [
      [{ type: String, value: 'Mã' }, null],
      [
        { type: String, value: '', backgroundColor: '#ffffff' },
        { type: 'Formula' as const, value: '=1+1' },
      ],
    ];
    const content = new Uint8Array(await writeWorkbook(data).toBuffer());
    expect(await refusal(content)).toEqual({ code: 'import.formulas', cell: 'B2' });
  });

  it('of a program that writes prefixes hold no formula unseen', async () => {
    const xml =
      '<x:worksheet><x:sheetData><x:row><x:c r="C7"><x:f>1</x:f></x:c></x:row></x:sheetData></x:worksheet>';
    const content = withPart(await sheet(HEADS, ['1']), 'xl/worksheets/sheet9.xml', xml);
    expect(await refusal(content)).toEqual({ code: 'import.formulas', cell: 'C7' });
  });

  it('of forty million characters without an end are looked through once', async () => {
    const xml = '<c r="A1">'.repeat(1_000_000);
    const content = withPart(await sheet(HEADS, ['1']), 'xl/worksheets/sheet9.xml', xml);
    // Quadratic reading would not come to an end in a day.
    expect((await read(content)).rows).toHaveLength(1);
  });
});
