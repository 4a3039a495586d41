import { AuthorityLevel, BlockerCategory, BlockerReport } from '#domain/blocker.ts';
import type { ImportKind } from '#domain/import.ts';
import { EXAMPLE_MARK, IMPORT_COLUMNS } from '#domain/import-plan.ts';
import { say } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { workbookFile } from '../workbook-file.ts';

const CAUSES = BlockerReport.shape.cause.options;

const head = (value: string) => ({
  value,
  fontWeight: 'bold' as const,
  backgroundColor: '#E3F0F1',
  wrap: true,
});

/** Headings, and one row marked as an example, which the import passes over. */
function rowsOf(kind: ImportKind, locale: Locale) {
  const columns = IMPORT_COLUMNS[kind];
  return [
    columns.map(({ heading, required }) => head(required ? `${heading[locale]} *` : heading[locale])),
    columns.map(({ example }, index) => ({
      type: String,
      value: index === 0 ? `${EXAMPLE_MARK[locale]}: ${example[locale]}` : example[locale],
      color: '#5E6F77',
    })),
  ];
}

/** Every code that a cell may hold, under the heading of its column. */
function codeRows(locale: Locale) {
  const headings = new Map(IMPORT_COLUMNS.blockers.map(({ field, heading }) => [field, heading[locale]]));
  const named = (field: string, code: string, name: string) => [headings.get(field) ?? field, code, name];
  const rows = [
    ...BlockerCategory.options.map((code) => named('category', code, say(locale, `category.${code}`))),
    ...AuthorityLevel.options.map((code) => named('authorityLevel', code, say(locale, `authority.${code}`))),
    ...CAUSES.map((code) => named('cause', code, say(locale, `cause.${code}`))),
  ].map((row) => row.map((value) => ({ type: String, value })));
  const heads = [say(locale, 'import.column'), say(locale, 'import.code'), say(locale, 'import.name')];
  return [heads.map(head), ...rows];
}

/** The workbook to fill in: the sheet, and the code lists beside it. */
export async function templateOf(kind: ImportKind, locale: Locale): Promise<Uint8Array> {
  const columns = IMPORT_COLUMNS[kind].map(({ heading }) => ({
    width: Math.max(16, heading[locale].length + 4),
  }));
  return workbookFile([
    { data: rowsOf(kind, locale), sheet: say(locale, `import.sheet.${kind}`), columns },
    {
      data: codeRows(locale),
      sheet: say(locale, 'import.codes'),
      columns: [{ width: 18 }, { width: 16 }, { width: 40 }],
    },
  ]);
}
