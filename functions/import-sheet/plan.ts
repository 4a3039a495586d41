import { createHash } from 'node:crypto';
import { AuthorityLevel, type Blocker, BlockerCategory, BlockerReport } from '#domain/blocker.ts';
import type { Case } from '#domain/case.ts';
import { Refusal } from '#domain/errors.ts';
import { BlockerId, type OfficeId, ProjectId } from '#domain/ids.ts';
import type { ImportKind, MoneyUnit } from '#domain/import.ts';
import {
  type Correction,
  IMPORT_COLUMNS,
  type ImportRow,
  isExample,
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
  warningsOfRow,
} from '#domain/import-rows.ts';
import { sayBoth } from '#domain/messages.ts';
import type { Project } from '#domain/project.ts';
import { folded } from '#domain/search-text.ts';
import { type LocalDate, localDateOf } from '#domain/time.ts';
import { type Caller, sees } from '../caller.ts';
import { openCasesOfProject } from '../project-cases.ts';
import { reportView } from '../report-view.ts';
import type { Deps } from './deps.ts';
import type { Sheet } from './workbook.ts';

const CAUSES = BlockerReport.shape.cause.options;
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
  readonly corrections: readonly Correction[];
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

type Said = { readonly row: number; readonly cells: Cells };

function cellsOf(sheet: Sheet, columns: Readonly<Record<string, number>>, asked: Asked): Said[] {
  const fields = IMPORT_COLUMNS[asked.kind].map(({ field }) => field);
  const corrected = new Map(asked.corrections.map((each) => [`${each.row} ${each.field}`, each.value]));
  return sheet.rows.flatMap(({ row, cells }) => {
    const at = (field: string): string => {
      const column = columns[field];
      return column === undefined ? '' : (cells[column] ?? '');
    };
    if ([cells[0] ?? '', at('projectId')].some(isExample)) return [];
    const said = fields.map((field) => [field, corrected.get(`${row} ${field}`) ?? at(field)] as const);
    return [{ row, cells: Object.fromEntries(said) }];
  });
}

/** How many of a kind's columns stand in a row of headings. */
export function knownHeadings(kind: ImportKind): (headers: readonly string[]) => number {
  return (headers) => Object.keys(matchColumns(kind, headers)).length;
}

/** The columns that were chosen, else those whose headings are known. Refuses `import.columnMissing`. */
export function columnsFor(kind: ImportKind, sheet: Sheet, chosen: Asked['columns']): Record<string, number> {
  const columns = { ...(chosen ?? matchColumns(kind, sheet.headers)) };
  const missing = IMPORT_COLUMNS[kind].find(
    ({ field, required }) => required && columns[field] === undefined,
  );
  if (missing !== undefined && chosen !== undefined) {
    throw new Refusal('import.columnMissing', { column: `${missing.heading.vi} (${missing.heading.en})` });
  }
  return columns;
}

type Context = {
  readonly deps: Deps;
  readonly asked: Asked;
  readonly projects: ReadonlyMap<string, Project>;
  /** The row in which a report, or the figures of a project, stood first. */
  readonly seen: Map<string, number>;
  readonly today: LocalDate;
  /** Open cases of a project; of each project read once. */
  readonly casesOf: (id: ProjectId) => Promise<readonly Case[]>;
};

const codeOf = ({ cells }: Said): string => (cells['projectId'] ?? '').trim().toUpperCase();

/** Every project that the sheet names, read together. */
async function projectsIn(deps: Deps, said: readonly Said[]): Promise<Map<string, Project>> {
  const ids = [...new Set(said.map(codeOf))].flatMap((code) => {
    const id = ProjectId.safeParse(code);
    return id.success ? [id.data] : [];
  });
  return new Map((await deps.findProjects(ids)).map((project) => [`${project.id}`, project]));
}

function projectOf({ projects, asked }: Context, said: Said): Project | CellProblem {
  const code = codeOf(said);
  if (code === '') return { field: 'projectId', code: 'required' };
  const project = projects.get(code);
  if (project === undefined) return { field: 'projectId', code: 'projectUnknown' };
  if (!sees(asked.caller, project.units)) return { field: 'projectId', code: 'projectElsewhere' };
  return project;
}

/** Notes the row under its key; the row that had the key before, as a problem. */
function repeated(seen: Map<string, number>, key: string, at: { field: string; row: number }): CellProblem[] {
  const before = seen.get(key);
  if (before !== undefined) return [{ field: at.field, code: 'twice', of: String(before) }];
  seen.set(key, at.row);
  return [];
}

type Planned = Partial<ImportRow> & ReturnType<typeof refusedRow>;

/** What can be said without the store; for a sound row of blockers, what the store has to be asked. */
function planOfBlocker(context: Context, project: Project, said: Said): Planned | (() => Promise<Planned>) {
  const { deps, asked, seen, today } = context;
  const { row, problems } = parseBlockerRow(said.cells, names);
  if (row === null) return refusedRow(problems);
  if (project.closed) return refusedRow([{ field: 'projectId', code: 'projectClosed' }]);
  const blockerId = blockerIdOfRow(asked.office, project.id, row);
  const twice = repeated(seen, blockerId, { field: 'reference', row: said.row });
  if (twice.length > 0) return refusedRow(twice);
  return async () => {
    const found = await deps.findReport({ projectId: project.id, blockerId });
    if (found !== null) {
      const { editable } = await reportView(deps, found);
      const outcome = planBlocker(row, { blocker: found.blocker satisfies Blocker, editable });
      return { ...outcome, blockerId, warnings: warningsOfRow(row, { today, alike: null }) };
    }
    const cases = await context.casesOf(project.id);
    const alike = cases.find(({ category }) => category === row.category)?.id ?? null;
    return { ...planBlocker(row, null), blockerId, warnings: warningsOfRow(row, { today, alike }) };
  };
}

function planOfFigures({ asked, seen }: Context, project: Project, said: Said): Planned {
  const { row, problems } = parseFigureRow(said.cells, asked.unit);
  if (row === null) return refusedRow(problems);
  const twice = repeated(seen, project.id, { field: 'projectId', row: said.row });
  return twice.length > 0 ? refusedRow(twice) : planFigures(row, project);
}

/** Judges a row; the order of calls is the order of the sheet, for what is there twice. */
function judge(context: Context, said: Said): () => Promise<ImportRow> {
  const project = projectOf(context, said);
  const known = 'id' in project ? project : null;
  const whole = (planned: Planned): ImportRow => ({
    row: said.row,
    cells: { ...said.cells },
    warnings: [],
    blockerId: null,
    ...planned,
    projectId: known?.id ?? null,
    projectName: known?.name ?? null,
    result: null,
  });
  if (!('id' in project)) return () => Promise.resolve(whole(refusedRow([project])));
  const planned =
    context.asked.kind === 'blockers'
      ? planOfBlocker(context, project, said)
      : planOfFigures(context, project, said);
  return async () => whole(typeof planned === 'function' ? await planned() : planned);
}

/** Rows of which the store is asked at a time: thousands one after the other would outlast the call. */
const TOGETHER = 25;

/** What each row would do, in the order of the sheet. Reads, and writes nothing. */
export async function planRows(deps: Deps, sheet: Sheet, asked: Asked): Promise<ImportRow[]> {
  const columns = columnsFor(asked.kind, sheet, asked.columns);
  const said = cellsOf(sheet, columns, asked);
  const cases = new Map<ProjectId, Promise<readonly Case[]>>();
  const context: Context = {
    deps,
    asked,
    projects: await projectsIn(deps, said),
    seen: new Map(),
    today: localDateOf(deps.now()),
    casesOf: (id) => {
      const known = cases.get(id) ?? openCasesOfProject(deps, id);
      cases.set(id, known);
      return known;
    },
  };
  const judged = said.map((each) => judge(context, each));
  const rows: ImportRow[] = [];
  for (let from = 0; from < judged.length; from += TOGETHER) {
    rows.push(...(await Promise.all(judged.slice(from, from + TOGETHER).map((read) => read()))));
  }
  return rows;
}
