import { createHash } from 'node:crypto';
import { AuthorityLevel, type Blocker, BlockerCategory } from '#domain/blocker.ts';
import { Refusal } from '#domain/errors.ts';
import { BlockerId, type OfficeId, ProjectId } from '#domain/ids.ts';
import type { ImportKind, MoneyUnit } from '#domain/import.ts';
import {
  EXAMPLE_MARK,
  IMPORT_COLUMNS,
  type ImportRow,
  matchColumns,
  planBlocker,
  planFigures,
  refusedRow,
} from '#domain/import-plan.ts';
import {
  type BlockerRow,
  type CellProblem,
  type Cells,
  type ImportNames,
  parseBlockerRow,
  parseFigureRow,
} from '#domain/import-rows.ts';
import { sayBoth } from '#domain/messages.ts';
import type { Project } from '#domain/project.ts';
import { folded } from '#domain/search-text.ts';
import { type Caller, sees } from '../caller.ts';
import { reportView } from '../report-view.ts';
import type { Deps } from './deps.ts';
import type { Sheet } from './workbook.ts';

const CAUSES = ['subjective', 'objective'] as const;
const both = ({ vi, en }: { readonly vi: string; readonly en: string }) => [vi, en];
const NAMES = {
  category: new Map(BlockerCategory.options.map((code) => [`${code}`, both(sayBoth(`category.${code}`))])),
  authorityLevel: new Map(
    AuthorityLevel.options.map((code) => [`${code}`, both(sayBoth(`authority.${code}`))]),
  ),
  cause: new Map(CAUSES.map((code) => [`${code}`, both(sayBoth(`cause.${code}`))])),
};
export const names: ImportNames = {
  category: (code) => NAMES.category.get(code) ?? [],
  authorityLevel: (code) => NAMES.authorityLevel.get(code) ?? [],
  cause: (code) => NAMES.cause.get(code) ?? [],
};

export type Asked = {
  readonly kind: ImportKind;
  readonly unit: MoneyUnit;
  readonly columns: Readonly<Record<string, number>> | undefined;
  readonly corrections: readonly { readonly row: number; readonly field: string; readonly value: string }[];
  readonly office: OfficeId;
  readonly caller: Caller;
};

/**
 * The blocker of an imported row: of the office, project, category and its own reference (without one: one per project and
 * category). The same row in another upload is therefore the same blocker.
 */
export function blockerIdOfRow(
  office: OfficeId,
  projectId: ProjectId,
  row: Pick<BlockerRow, 'category' | 'reference'>,
): BlockerId {
  const key = [office, projectId, row.category, folded(row.reference)].join('\n');
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 24).toUpperCase();
  return BlockerId.parse(`VM-NK-${digest}`);
}

function cellsOf(sheet: Sheet, columns: Readonly<Record<string, number>>, asked: Asked) {
  const fields = IMPORT_COLUMNS[asked.kind].map(({ field }) => field);
  const corrected = new Map(asked.corrections.map((each) => [`${each.row} ${each.field}`, each.value]));
  return sheet.rows.flatMap((cells, index) => {
    const row = index + 2;
    const empty = cells.every((cell) => cell === '');
    if (empty || folded(cells[0] ?? '').startsWith(folded(EXAMPLE_MARK))) return [];
    const said = fields.map((field) => {
      const column = columns[field];
      return [
        field,
        corrected.get(`${row} ${field}`) ?? (column === undefined ? '' : (cells[column] ?? '')),
      ] as const;
    });
    return [{ row, cells: Object.fromEntries(said) }];
  });
}

/** The columns that were chosen, else those whose headings are known. Refuses `import.columnMissing`. */
export function columnsFor(kind: ImportKind, sheet: Sheet, chosen: Asked['columns']): Record<string, number> {
  const columns = { ...(chosen ?? matchColumns(kind, sheet.headers)) };
  const missing = IMPORT_COLUMNS[kind].find(
    ({ field, required }) => required && columns[field] === undefined,
  );
  if (missing !== undefined && chosen !== undefined) {
    throw new Refusal('import.columnMissing', { column: missing.heading });
  }
  return columns;
}

type Context = { readonly deps: Deps; readonly asked: Asked; readonly seen: Set<string> };

async function projectOf({ deps, asked }: Context, said: string): Promise<Project | CellProblem> {
  const id = ProjectId.safeParse(said.toUpperCase());
  if (said === '') return { field: 'projectId', code: 'required' };
  const project = id.success
    ? await deps.getProject(id.data).catch((error: unknown) => {
        if (error instanceof Refusal) return null;
        throw error;
      })
    : null;
  if (project === null) return { field: 'projectId', code: 'projectUnknown' };
  if (!sees(asked.caller, project.units)) return { field: 'projectId', code: 'projectElsewhere' };
  return project;
}

async function planOfBlocker(context: Context, project: Project, cells: Cells) {
  const { deps, asked, seen } = context;
  const { row, problems } = parseBlockerRow(cells, names);
  if (row === null) return refusedRow(problems);
  if (project.closed) return refusedRow([{ field: 'projectId', code: 'projectClosed' }]);
  const blockerId = blockerIdOfRow(asked.office, project.id, row);
  if (seen.has(blockerId)) return refusedRow([{ field: 'reference', code: 'twice' }]);
  seen.add(blockerId);
  const found = await deps.findReport({ projectId: project.id, blockerId });
  if (found === null) return planBlocker(row, null);
  const { editable } = await reportView(deps, found);
  return planBlocker(row, { blocker: found.blocker satisfies Blocker, editable });
}

function planOfFigures({ asked, seen }: Context, project: Project, cells: Cells) {
  const { row, problems } = parseFigureRow(cells, asked.unit);
  if (row === null) return refusedRow(problems);
  if (seen.has(project.id)) return refusedRow([{ field: 'projectId', code: 'twice' }]);
  seen.add(project.id);
  return planFigures(row, project);
}

async function planRow(
  context: Context,
  said: { readonly row: number; readonly cells: Cells },
): Promise<ImportRow> {
  const { kind } = context.asked;
  const project = await projectOf(context, (said.cells['projectId'] ?? '').trim());
  const known = 'id' in project ? project : null;
  const planned = async (of: Project) =>
    kind === 'blockers' ? planOfBlocker(context, of, said.cells) : planOfFigures(context, of, said.cells);
  const outcome = 'id' in project ? await planned(project) : refusedRow([project]);
  return {
    ...said,
    cells: { ...said.cells },
    ...outcome,
    projectId: known?.id ?? null,
    projectName: known?.name ?? null,
    result: null,
  };
}

/** What each row would do, in the order of the sheet. Reads, and writes nothing. */
export async function planRows(deps: Deps, sheet: Sheet, asked: Asked): Promise<ImportRow[]> {
  const columns = columnsFor(asked.kind, sheet, asked.columns);
  const context = { deps, asked, seen: new Set<string>() };
  const rows: ImportRow[] = [];
  for (const said of cellsOf(sheet, columns, asked)) rows.push(await planRow(context, said));
  return rows;
}
