import type { Blocker } from '#domain/blocker.ts';
import { heldOf } from '#domain/case-why.ts';
import type { CaseId, ProjectId } from '#domain/ids.ts';
import { isUndecided, versionOf } from '#domain/report-life.ts';
import type { ReportView } from './api/contract-reports.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

export type ReportViewVerbs = Pick<State, 'approvalsOfCase' | 'getCase' | 'getProject'>;

function withoutKeys({ requestHash: _hash, handled: _handled, attachments, ...blocker }: Blocker) {
  const files = attachments?.map(({ key: _key, ...file }) => file);
  return { ...blocker, ...(files === undefined ? {} : { attachments: files }) };
}

/** Whether nobody has decided on the case yet, and it still goes on. */
async function isOpenToChange(
  deps: ReportViewVerbs,
  caseId: CaseId,
): Promise<{ status: string; open: boolean }> {
  const record = await deps.getCase(caseId);
  const { status } = record;
  if (status !== 'reported' && heldOf(record) === null) return { status, open: false };
  const approvals = await allPages((page) => deps.approvalsOfCase(caseId, page));
  return { status, open: isUndecided(approvals) };
}

/** A report as the API shows it. */
export async function reportView(
  deps: ReportViewVerbs,
  { blocker, caseId }: { readonly blocker: Blocker; readonly caseId: CaseId | null },
): Promise<ReportView> {
  const projectId: ProjectId = blocker.projectId;
  const [project, of] = await Promise.all([
    deps.getProject(projectId),
    caseId === null ? null : isOpenToChange(deps, caseId),
  ]);
  return {
    blocker: withoutKeys(blocker),
    projectName: project.name,
    version: versionOf(blocker),
    caseId,
    status: of?.status ?? null,
    editable: of?.open ?? true,
  };
}
