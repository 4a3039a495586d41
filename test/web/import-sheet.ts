/** Sheets as a clerk of District 8 would fill them in. */
import type { Page } from 'playwright-core';
import writeWorkbook from 'write-excel-file/node';
import { IMPORT_COLUMNS } from '#domain/import-plan.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Both lie in District 8; the last one does not. */
export const OWN = 'DA-BO-BAC-KENH-DOI';
const OTHER_OWN = 'DA-MOI-TRUONG-NUOC-GD2';
const ELSEWHERE = 'DA-XUYEN-TAM';

export type Line = readonly [
  project: string,
  category: string,
  description: string,
  households: string,
  reference: string,
];

/** A workbook as a clerk would fill it in: a title over the table, then the headings of the template. */
export async function sheetOf(lines: readonly Line[]): Promise<Buffer> {
  const rows = lines.map(([project, category, description, households, reference]) => [
    project,
    category,
    'Quận, huyện',
    'Khách quan',
    description,
    'Phê duyệt phương án bồi thường',
    '31/12/2024',
    households,
    reference,
  ]);
  const heads = IMPORT_COLUMNS.blockers.map(({ heading }) => heading.vi);
  const data = [['Bảng vướng mắc Quận 8'], heads, ...rows].map((row) =>
    row.map((value) => ({ type: String, value })),
  );
  return Buffer.from(await writeWorkbook(data).toBuffer());
}

/** What a clerk of District 8 would have to mend: three rows with mistakes, one with somebody’s name and number. */
export const MIXED: readonly Line[] = [
  [OWN, 'GPMB', 'Còn 31 hộ đoạn cầu số 1', '31', 'S-1'],
  [OWN, 'Giải tỏa', 'Còn 12 hộ đoạn cầu số 2', 'nhiều', 'S-2'],
  [ELSEWHERE, 'GPMB', 'Còn 5 hộ', '5', 'S-3'],
  [OTHER_OWN, 'TDC', 'Hộ bà Lê Thị Hoa chưa nhận nền, 0903 123 456', '1', 'S-4'],
  [OWN, 'GPMB', 'Còn 31 hộ đoạn cầu số 1', '31', 'S-1'],
];

/** Chooses a file on the page of imports. */
export async function chooseSheet(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[name=sheet]').setInputFiles({ name, mimeType: XLSX, buffer });
}
