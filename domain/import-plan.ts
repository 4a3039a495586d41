import * as z from 'zod';
import type { Blocker } from './blocker.ts';
import { remainingOf } from './capital-figures.ts';
import { BlockerId, ProjectId } from './ids.ts';
import { ImportKind, MoneyUnit, RowClass, type RowCounts, type RowResults } from './import.ts';
import { CellCode, type CellProblem, type Cells, type FigureRow, WarningCode } from './import-rows.ts';
import type { Project } from './project.ts';
import { folded } from './search-text.ts';
import { type Localized, text } from './text.ts';

/** A column of a template: its field, its heading in both languages, and other headings that mean the same. */
export type ImportColumn = {
  readonly field: string;
  readonly heading: Localized;
  readonly also: readonly string[];
  readonly required: boolean;
  readonly example: Localized;
};

type Both = readonly [vi: string, en: string];

const column = (
  field: string,
  [vi, en]: Both,
  example: Both,
  also: readonly string[] = [],
): ImportColumn => ({
  field,
  heading: { vi, en },
  also,
  required: true,
  example: { vi: example[0], en: example[1] },
});
const optional = (of: ImportColumn): ImportColumn => ({ ...of, required: false });
const same = (text: string): Both => [text, text];

const PROJECT = column('projectId', ['Mã dự án', 'Project code'], same('DA-BO-BAC-KENH-DOI'), ['Dự án']);

/** The columns of each sheet, in the order of its template. */
export const IMPORT_COLUMNS: Readonly<Record<ImportKind, readonly ImportColumn[]>> = {
  blockers: [
    PROJECT,
    column('category', ['Loại vướng mắc', 'Category'], same('GPMB'), ['Loại']),
    column(
      'authorityLevel',
      ['Cấp giải quyết', 'Authority level'],
      ['Quận, huyện', 'District'],
      ['Cấp thẩm quyền'],
    ),
    column('cause', ['Nguyên nhân', 'Cause'], ['Khách quan', 'Objective']),
    column(
      'description',
      ['Nội dung vướng mắc', 'Description'],
      ['Còn 12 hộ chưa bàn giao mặt bằng', '12 households have not handed over their land'],
      ['Vướng mắc'],
    ),
    column(
      'request',
      ['Đề nghị', 'Request'],
      ['Phê duyệt phương án bồi thường đợt 3', 'Approve the third compensation plan'],
      ['Kiến nghị'],
    ),
    optional(column('requestBy', ['Cần xong trước ngày', 'Needed by'], same('31/10/2024'), ['Hạn'])),
    optional(column('householdsLeft', ['Số hộ còn lại', 'Households left'], same('12'), ['Số hộ'])),
    optional(column('reference', ['Số tham chiếu', 'Reference'], same('Q8-01'), ['STT'])),
  ],
  figures: [
    PROJECT,
    column('planYear', ['Năm kế hoạch', 'Plan year'], same('2024'), ['Năm']),
    column('disbursed', ['Đã giải ngân', 'Disbursed'], same('6.800'), ['Lũy kế giải ngân']),
    column('absorbable', ['Còn giải ngân được', 'Absorbable'], same('1.200'), ['Khả năng giải ngân']),
    column('asOf', ['Số liệu đến ngày', 'As of'], same('08/10/2024'), ['Ngày số liệu']),
  ],
};

/** Begins the first cell of the row that the template brings as an example; such a row is passed over. */
export const EXAMPLE_MARK: Localized = { vi: 'VÍ DỤ', en: 'EXAMPLE' };

/** Whether a cell begins as the template's example does, in either language. */
export function isExample(cell: string): boolean {
  const said = folded(cell);
  return [EXAMPLE_MARK.vi, EXAMPLE_MARK.en].some((mark) => said.startsWith(folded(mark)));
}

/** Finds each field's column by its heading, accents optional. */
export function matchColumns(kind: ImportKind, headers: readonly string[]): Record<string, number> {
  const seen = headers.map(folded);
  const matched = IMPORT_COLUMNS[kind].flatMap(({ field, heading, also }) => {
    const names = [heading.vi, heading.en, ...also, field].map(folded);
    const index = seen.findIndex((header) => names.includes(header));
    return index === -1 ? [] : [[field, index] as const];
  });
  return Object.fromEntries(matched);
}

/** What became of a row that was confirmed. */
export const RowResult = z.object({
  state: z.enum(['written', 'same', 'refused', 'undone', 'kept']),
  code: z.string().optional(),
});
export type RowResult = z.infer<typeof RowResult>;

/** A row of a preview: what was typed, what it would do, and (for changes) from which version of what is stored. */
export const ImportRow = z.object({
  /** As the spreadsheet numbers it. */
  row: z.int().positive(),
  cells: z.record(z.string(), z.string()),
  class: RowClass,
  problems: z.array(z.object({ field: z.string(), code: CellCode, of: z.string().optional() })),
  /** What does not keep the row from being written. */
  warnings: z
    .array(z.object({ field: z.string(), code: WarningCode, of: z.string().optional() }))
    .default([]),
  changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
  projectId: ProjectId.nullable(),
  projectName: z.object({ vi: z.string(), en: z.string() }).nullable(),
  /** The report that the row makes or changes; null for figures and for rows with errors. */
  blockerId: BlockerId.nullable().default(null),
  /** Version of the project or of the report that the preview looked at; 0 for nothing. */
  base: z.int().nonnegative(),
  /** What stood there before, so that it can be brought back. */
  before: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  result: RowResult.nullable(),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** A cell that was put right on the page instead of in the sheet. */
export const Correction = z.strictObject({
  row: z.int().positive(),
  field: z.string().max(40),
  value: text(600, 0),
});
export type Correction = z.infer<typeof Correction>;

/** The earlier corrections with the later ones in their place. */
export function mergeCorrections(kept: readonly Correction[], more: readonly Correction[]): Correction[] {
  const key = ({ row, field }: Correction) => `${row} ${field}`;
  return [...new Map([...kept, ...more].map((each) => [key(each), each])).values()];
}

export const Preview = z.object({
  kind: ImportKind,
  unit: MoneyUnit,
  corrections: z.array(Correction).default([]),
  rows: z.array(ImportRow),
});
export type Preview = z.infer<typeof Preview>;

export function countRows(rows: readonly ImportRow[]): RowCounts {
  const of = (wanted: RowClass) => rows.filter((row) => row.class === wanted).length;
  const warned = rows.filter(isWarned).length;
  return { new: of('new'), changed: of('changed'), unchanged: of('unchanged'), error: of('error'), warned };
}

/** Would be written, and somebody should look once more. */
export function isWarned(row: ImportRow): boolean {
  return row.warnings.length > 0 && (row.class === 'new' || row.class === 'changed');
}

/** What became of the rows so far. */
export function countResults(rows: readonly ImportRow[]): RowResults {
  const of = (state: RowResult['state']) => rows.filter(({ result }) => result?.state === state).length;
  return {
    written: of('written'),
    same: of('same'),
    refused: of('refused'),
    undone: of('undone'),
    kept: of('kept'),
  };
}

type Change = ImportRow['changes'][number];
type Outcome = Pick<ImportRow, 'class' | 'problems' | 'changes' | 'before' | 'base'>;

export function refusedRow(problems: readonly CellProblem[]): Outcome {
  return { class: 'error', problems: [...problems], changes: [], before: null, base: 0 };
}

function compared(from: Readonly<Record<string, string>>, to: Cells): Change[] {
  return Object.entries(from).flatMap(([field, before]) => {
    const after = `${to[field]}`;
    return before === after ? [] : [{ field, from: before, to: after }];
  });
}

function outcome(changes: Change[], base: number, before: NonNullable<ImportRow['before']>): Outcome {
  return { class: changes.length === 0 ? 'unchanged' : 'changed', problems: [], changes, base, before };
}

/** The rules that a project's figures must keep: those of the year, never backwards in time, within the plan. */
export function planFigures(row: FigureRow, project: Project): Outcome {
  const { capital } = project;
  const problems: CellProblem[] = [];
  if (row.planYear !== capital.planYear) problems.push({ field: 'planYear', code: 'otherYear' });
  if (row.asOf < capital.asOf) problems.push({ field: 'asOf', code: 'olderThanStored' });
  if (row.disbursed > capital.planned) problems.push({ field: 'disbursed', code: 'abovePlan' });
  if (project.closed) problems.push({ field: 'projectId', code: 'projectClosed' });
  const left = remainingOf({ ...capital, disbursed: row.disbursed });
  const takesMore = capital.absorbable > remainingOf(capital);
  if (row.absorbable > left && !takesMore) problems.push({ field: 'absorbable', code: 'aboveRemaining' });
  if (problems.length > 0) return refusedRow(problems);
  const { disbursed, absorbable, asOf } = capital;
  const said = (of: Pick<FigureRow, 'disbursed' | 'absorbable' | 'asOf'>) => ({
    disbursed: String(of.disbursed),
    absorbable: String(of.absorbable),
    asOf: of.asOf,
  });
  const changes = compared(said(capital), said(row));
  return outcome(changes, project.version, { disbursed, absorbable, asOf });
}

/** The project with the figures of a row. */
export function withFigures(
  project: Project,
  figures: Pick<FigureRow, 'disbursed' | 'absorbable' | 'asOf'>,
  source: string,
): Project {
  const { disbursed, absorbable, asOf } = figures;
  const provenance = { kind: 'source' as const, source, asOf };
  return {
    ...project,
    capital: { ...project.capital, disbursed, absorbable, asOf, provenance },
    version: project.version + 1,
  };
}

type Said = Pick<Blocker, 'cause' | 'description' | 'request' | 'requestBy' | 'householdsLeft'>;

function saidBy({ cause, description, request, requestBy, householdsLeft }: Said): Record<string, string> {
  const count = householdsLeft === undefined ? '' : String(householdsLeft);
  return { cause, description, request, requestBy: requestBy ?? '', householdsLeft: count };
}

/** A row of blockers against the report that has its key, if there is one. */
export function planBlocker(
  row: Said,
  known: { readonly blocker: Said & Pick<Blocker, 'version'>; readonly editable: boolean } | null,
): Outcome {
  if (known === null) return { class: 'new', problems: [], changes: [], before: null, base: 0 };
  const from = saidBy(known.blocker);
  const to = saidBy(row);
  const changes = compared(from, to);
  const [first] = changes;
  if (first !== undefined && !known.editable) {
    return refusedRow([{ field: first.field, code: 'decided' }]);
  }
  return outcome(changes, known.blocker.version ?? 1, from);
}
