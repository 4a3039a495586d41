import { AuthorityLevel, BlockerCategory } from '#domain/blocker.ts';
import type { ImportKind } from '#domain/import.ts';
import { EXAMPLE_MARK, IMPORT_COLUMNS } from '#domain/import-plan.ts';
import { say } from '#domain/messages.ts';
import { workbookFile } from '../workbook-file.ts';

const head = (value: string) => ({
  value,
  fontWeight: 'bold' as const,
  backgroundColor: '#E3F0F1',
  wrap: true,
});

/** Headings, and one row marked as an example, which the import passes over. */
function rowsOf(kind: ImportKind) {
  const columns = IMPORT_COLUMNS[kind];
  return [
    columns.map(({ heading, required }) => head(required ? `${heading} *` : heading)),
    columns.map(({ example }, index) => ({
      type: String,
      value: index === 0 ? `${EXAMPLE_MARK}: ${example}` : example,
      color: '#5E6F77',
    })),
  ];
}

function codeRows() {
  const categories = BlockerCategory.options.map((code) => [
    'Loại vướng mắc',
    code,
    say('vi', `category.${code}`),
  ]);
  const levels = AuthorityLevel.options.map((code) => [
    'Cấp giải quyết',
    code,
    say('vi', `authority.${code}`),
  ]);
  const causes = (['objective', 'subjective'] as const).map((code) => [
    'Nguyên nhân',
    code,
    say('vi', `cause.${code}`),
  ]);
  const rows = [...categories, ...levels, ...causes].map((row) =>
    row.map((value) => ({ type: String, value })),
  );
  return [['Cột', 'Mã', 'Tên'].map(head), ...rows];
}

/** The workbook to fill in: the sheet, and the code lists beside it. */
export async function templateOf(kind: ImportKind): Promise<Uint8Array> {
  const columns = IMPORT_COLUMNS[kind].map(({ heading }) => ({ width: Math.max(16, heading.length + 4) }));
  return workbookFile([
    { data: rowsOf(kind), sheet: kind === 'blockers' ? 'Vướng mắc' : 'Giải ngân', columns },
    { data: codeRows(), sheet: 'Danh mục', columns: [{ width: 18 }, { width: 16 }, { width: 40 }] },
  ]);
}
