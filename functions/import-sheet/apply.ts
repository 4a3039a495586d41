import { createHash } from 'node:crypto';
import { Blocker } from '#domain/blocker.ts';
import { mergeChanges } from '#domain/change.ts';
import { Refusal } from '#domain/errors.ts';
import type { OfficeId, ProjectId } from '#domain/ids.ts';
import type { ImportRecord, MoneyUnit } from '#domain/import.ts';
import { type ImportRow, planFigures, type RowResult, withFigures } from '#domain/import-plan.ts';
import { parseBlockerRow, parseFigureRow } from '#domain/import-rows.ts';
import { dong } from '#domain/money.ts';
import { nameWithCode } from '#domain/project.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { Amendment, amendReport, isHandled, warningsFor } from '#domain/report-life.ts';
import { LocalDate } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { caseOfReport } from '../report-case.ts';
import type { Deps } from './deps.ts';
import { blockerIdOfRow, names } from './plan.ts';

/** What a row is written for. */
export type Writing = Pick<ImportRecord, 'id' | 'kind' | 'office'> & { readonly unit: MoneyUnit };

/** The same row of the same import is the same request, forwards and backwards. */
function requestOf({ id }: Writing, row: ImportRow, way: 'write' | 'undo'): string {
  const digest = createHash('sha256').update(`${id} ${row.row} ${way}`).digest('hex');
  const [a, b, c, d] = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(13, 16), digest.slice(17, 20)];
  return `${a}-${b}-4${c}-a${d}-${digest.slice(20, 32)}`;
}

/** A refusal is the row's own result; a defect is nobody's. */
async function resultOf(write: () => Promise<RowResult>): Promise<RowResult> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'system.busy')
      return { state: 'refused', code: error.code };
    throw error;
  }
}

/** Only over what the preview looked at: figures that have moved on since are left as they are. */
async function writeFigures(
  deps: Deps,
  { unit, office }: Writing,
  row: ImportRow,
  id: ProjectId,
): Promise<RowResult> {
  const { row: figures } = parseFigureRow(row.cells, unit);
  if (figures === null) return { state: 'refused', code: 'import.changed' };
  const project = await deps.getProject(id);
  if (planFigures(figures, project).class === 'unchanged') {
    // One version on and the same figures: this row was written, and the answer was lost.
    return { state: project.version === row.base + 1 ? 'written' : 'same' };
  }
  if (project.version !== row.base) return { state: 'refused', code: 'import.changed' };
  await deps.commit(mergeChanges({ projects: [withFigures(project, figures, office)] }), deps.now());
  return { state: 'written' };
}

async function amend(
  deps: Deps,
  writing: Writing,
  row: ImportRow,
  to: { id: ProjectId; amendment: Amendment; way: 'write' | 'undo' },
) {
  const { office: by } = writing;
  const parsed = parseBlockerRow(row.cells, names);
  if (parsed.row === null) return { state: 'refused' as const, code: 'import.changed' };
  const blockerId = blockerIdOfRow(by, to.id, parsed.row);
  return decideAgain(async () => {
    const now = deps.now();
    const found = await deps.findReport({ projectId: to.id, blockerId });
    if (found === null) throw new Refusal('blocker.unknown', { blocker: blockerId });
    const done = to.way === 'undo' ? ('undone' as const) : ('written' as const);
    const requestId = requestOf(writing, row, to.way);
    if (isHandled(found.blocker, requestId)) return { state: done };
    const of = found.caseId === null ? null : await caseOfReport(deps, found.caseId);
    const change = amendReport({
      blocker: found.blocker,
      of,
      attachments: [],
      by,
      now,
      requestId,
      amendment: to.amendment,
    });
    if (change === null) return { state: 'same' as const };
    await deps.commit(change, now);
    return { state: done };
  });
}

async function writeBlocker(
  deps: Deps,
  writing: Writing,
  row: ImportRow,
  projectId: ProjectId,
): Promise<RowResult> {
  const { row: said } = parseBlockerRow(row.cells, names);
  if (said === null) return { state: 'refused', code: 'import.changed' };
  const { reference: _reference, ...words } = said;
  const { office } = writing;
  const blockerId = blockerIdOfRow(office, projectId, said);
  const requestHash = hashOf({ words, projectId, office, request: requestOf(writing, row, 'write') });
  const known = await deps.findReport({ projectId, blockerId });
  // Written by this very row, and the answer was lost.
  if (known?.blocker.requestHash === requestHash) return { state: 'written' };
  if (known !== null) {
    return amend(deps, writing, row, { id: projectId, amendment: Amendment.parse(words), way: 'write' });
  }
  const project = await deps.getProject(projectId);
  if (project.closed) throw new Refusal('project.closed', { project: nameWithCode(project) });
  const now = deps.now();
  const warnedOf = warningsFor(words);
  const blocker = Blocker.parse({
    ...words,
    projectId,
    ...(warnedOf.length === 0 ? {} : { warnedOf }),
    id: blockerId,
    reportedBy: office,
    reportedAt: now,
    requestHash,
    provenance: { kind: 'source', source: `${office}` },
  });
  await deps.reportBlocker(blocker, [{ type: 'startCase', projectId, blockerId }], now);
  return { state: 'written' };
}

/** Writes one row of a preview, once: the same row again finds itself written. Null for a row with mistakes: left out. */
export async function writeRow(deps: Deps, writing: Writing, row: ImportRow): Promise<RowResult | null> {
  const { projectId } = row;
  if (row.class === 'error') return null;
  if (projectId === null || (row.class !== 'new' && row.class !== 'changed')) return { state: 'same' };
  return resultOf(async () =>
    writing.kind === 'figures'
      ? writeFigures(deps, writing, row, projectId)
      : writeBlocker(deps, writing, row, projectId),
  );
}

async function undoFigures(deps: Deps, row: ImportRow, id: ProjectId, office: OfficeId): Promise<RowResult> {
  const project = await deps.getProject(id);
  const { disbursed, absorbable, asOf } = row.before ?? {};
  const { capital } = project;
  const back = capital.disbursed === disbursed && capital.absorbable === absorbable && capital.asOf === asOf;
  if (back && project.version === row.base + 2) return { state: 'undone' };
  // The row wrote the version after the one that it was planned on; whatever came since stands.
  if (project.version !== row.base + 1) return { state: 'kept', code: 'import.changed' };
  const before = {
    disbursed: dong(Number(disbursed)),
    absorbable: dong(Number(absorbable)),
    asOf: LocalDate.parse(asOf),
  };
  await deps.commit(mergeChanges({ projects: [withFigures(project, before, office)] }), deps.now());
  return { state: 'undone' };
}

function amendmentBefore({ before }: ImportRow): Amendment {
  const { householdsLeft, requestBy, ...words } = before ?? {};
  return Amendment.parse({
    ...words,
    ...(householdsLeft === '' ? {} : { householdsLeft: Number(householdsLeft) }),
    ...(requestBy === '' ? {} : { requestBy }),
  });
}

/**
 * Takes one row back: figures that nothing has changed since, reports that nobody has decided on. A new report has a case
 * by now, which only leadership closes: it is kept, and says so.
 */
export async function undoRow(deps: Deps, writing: Writing, row: ImportRow): Promise<RowResult | null> {
  const { projectId, result } = row;
  if (projectId === null || result?.state !== 'written') return result;
  if (writing.kind === 'blockers' && row.class === 'new') return { state: 'kept', code: 'case.alreadyOpen' };
  const undone = await resultOf(async () =>
    writing.kind === 'figures'
      ? undoFigures(deps, row, projectId, writing.office)
      : amend(deps, writing, row, { id: projectId, amendment: amendmentBefore(row), way: 'undo' }),
  );
  const { code } = undone;
  return undone.state === 'refused' ? { state: 'kept', ...(code === undefined ? {} : { code }) } : undone;
}
