import type { CaseId } from '#domain/ids.ts';
import type { CaseOfReport } from '#domain/report-life.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

export type ReportCaseVerbs = Pick<
  State,
  'approvalsOfCase' | 'getCase' | 'getProject' | 'ladderOf' | 'units'
>;

/** The case with all that a change of its report touches. */
export async function caseOfReport(deps: ReportCaseVerbs, caseId: CaseId): Promise<CaseOfReport> {
  const record = await deps.getCase(caseId);
  const [project, ladder, approvals, units] = await Promise.all([
    deps.getProject(record.projectId),
    deps.ladderOf(record.ladderVersion),
    allPages((page) => deps.approvalsOfCase(caseId, page)),
    deps.units(),
  ]);
  const unitNames = project.units.flatMap((code) => units.find((unit) => unit.code === code)?.name ?? []);
  return { case: record, approvals, project, unitNames, ladder };
}
