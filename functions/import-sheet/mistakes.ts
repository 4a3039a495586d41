import type { Row } from 'write-excel-file/node';
import type { ImportKind } from '#domain/import.ts';
import { IMPORT_COLUMNS, type ImportRow } from '#domain/import-plan.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { workbookFile } from '../workbook-file.ts';

const HEAD = '#E3F0F1';
const WRONG = '#FCEBE8';

const cell = (value: string, backgroundColor?: string) => ({
  type: String,
  value,
  wrap: true,
  ...(backgroundColor === undefined ? {} : { backgroundColor }),
});

/** Names each cell by its heading, as it stands in the file. */
function mendingOf({ problems }: ImportRow, kind: ImportKind, locale: Locale): string {
  const headings = new Map(IMPORT_COLUMNS[kind].map(({ field, heading }) => [field, heading[locale]]));
  return problems
    .map(
      ({ field, code, of = '' }) => `${headings.get(field) ?? field}: ${say(locale, `cell.${code}`, { of })}`,
    )
    .join('\n');
}

/**
 * The rows that cannot be imported, under the headings of the template, each with its number in the sheet and what to mend:
 * mended, this file is uploaded instead of the whole sheet.
 */
export async function mistakesOf(
  kind: ImportKind,
  rows: readonly ImportRow[],
  locale: Locale,
): Promise<Uint8Array> {
  const columns = IMPORT_COLUMNS[kind];
  const heads = [
    ...columns.map(({ heading }) => heading[locale]),
    say(locale, 'import.row'),
    say(locale, 'import.mend'),
  ];
  const body = rows
    .filter((row) => row.class === 'error')
    .map((row): Row => {
      const wrong = new Set(row.problems.map(({ field }) => field));
      return [
        ...columns.map(({ field }) => cell(row.cells[field] ?? '', wrong.has(field) ? WRONG : undefined)),
        cell(String(row.row)),
        cell(mendingOf(row, kind, locale)),
      ];
    });
  return workbookFile([
    {
      data: [heads.map((head) => ({ ...cell(head, HEAD), fontWeight: 'bold' as const })), ...body],
      sheet: say(locale, 'import.mend'),
      columns: heads.map((head, index) => ({
        width: index === heads.length - 1 ? 60 : Math.max(14, head.length + 2),
      })),
      stickyRowsCount: 1,
    },
  ]);
}
