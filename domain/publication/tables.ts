import { say } from '../messages.ts';
import type { ProjectGroup } from '../project.ts';
import type { PublicBlocker, PublicMove, PublicProject } from './open-data.ts';

/** A value in a cell; null is an empty one. */
export type CellValue = string | number | boolean | null;
export type OpenTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
};

export type Disbursement = {
  readonly group: ProjectGroup;
  readonly projects: number;
  readonly planned: number;
  readonly disbursed: number;
  readonly absorbable: number;
  readonly idle: number;
};

export function projectTable(projects: readonly PublicProject[]): OpenTable {
  const columns = [
    'id',
    'nameVi',
    'nameEn',
    'group',
    'ownerName',
    'unitCodes',
    'unitNames',
    'budgetSource',
    'totalInvestment',
    'planYear',
    'planned',
    'disbursed',
    'remaining',
    'absorbable',
    'idle',
    'headroom',
    'asOf',
    'closed',
    'illustrative',
    'source',
  ];
  const rows = projects.map((each) => [
    each.id,
    each.name.vi,
    each.name.en,
    each.group,
    each.ownerName,
    each.units.map(({ code }) => code).join(' '),
    each.units.map(({ name }) => name).join('; '),
    each.budgetSource,
    each.totalInvestment,
    each.planYear,
    each.planned,
    each.disbursed,
    each.remaining,
    each.absorbable,
    each.idle,
    each.headroom,
    each.asOf,
    each.closed,
    each.illustrative,
    each.source,
  ]);
  return { columns, rows };
}

export function blockerTable(blockers: readonly PublicBlocker[]): OpenTable {
  const columns = [
    'id',
    'projectId',
    'category',
    'categoryVi',
    'authorityLevel',
    'cause',
    'householdsLeft',
    'reportedOn',
    'caseId',
    'status',
    'rung',
    'closedOn',
    'illustrative',
    'source',
  ];
  const rows = blockers.map((each) => [
    each.id,
    each.projectId,
    each.category,
    say('vi', `category.${each.category}`),
    each.authorityLevel,
    each.cause,
    each.householdsLeft,
    each.reportedOn,
    each.caseId,
    each.status,
    each.rung,
    each.closedOn,
    each.illustrative,
    each.source,
  ]);
  return { columns, rows };
}

/** One row per line of a move: what a project gave (negative) or took. */
export function moveTable(moves: readonly PublicMove[]): OpenTable {
  const columns = [
    'moveId',
    'caseId',
    'planYear',
    'status',
    'draftedOn',
    'projectId',
    'nameVi',
    'amount',
    'resolutionNumber',
    'resolutionOn',
    'decisionNumber',
    'decisionOn',
    'committedOn',
  ];
  const rows = moves.flatMap((move) => {
    const { resolution, decision } = move;
    const lines = [
      ...move.donors.map((each) => ({ ...each, change: 0 - each.amount })),
      ...move.recipients.map((each) => ({ ...each, change: each.amount })),
    ];
    return lines.map(({ projectId, name, change }) => [
      move.id,
      move.caseId,
      move.planYear,
      move.status,
      move.draftedOn,
      projectId,
      name.vi,
      change,
      resolution?.number ?? null,
      resolution?.issuedOn ?? null,
      decision?.number ?? null,
      decision?.issuedOn ?? null,
      move.committedOn,
    ]);
  });
  return { columns, rows };
}

export function disbursementTable(
  groups: readonly Disbursement[],
  { planYear, asOf }: { planYear: number; asOf: string },
): OpenTable {
  const columns = ['planYear', 'asOf', 'group', 'projects', 'planned', 'disbursed', 'absorbable', 'idle'];
  const rows = groups.map((each) => [
    planYear,
    asOf,
    each.group,
    each.projects,
    each.planned,
    each.disbursed,
    each.absorbable,
    each.idle,
  ]);
  return { columns, rows };
}

/** A spreadsheet takes text that begins like this for a formula. */
const FORMULA = /^[=+\-@\t]/;

function csvCell(value: CellValue): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. Amounts are whole đồng, digits only. */
export function csvOf({ columns, rows }: OpenTable): string {
  const lines = [columns, ...rows].map((row) => row.map(csvCell).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** The same rows as objects, by the names of their columns. */
export function objectsOf({ columns, rows }: OpenTable): readonly Readonly<Record<string, CellValue>>[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null] as const)),
  );
}
