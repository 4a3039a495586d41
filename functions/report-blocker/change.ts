import type { Attachment } from '#domain/attachment.ts';
import type { Blocker } from '#domain/blocker.ts';
import type { Change } from '#domain/change.ts';
import { Refusal } from '#domain/errors.ts';
import type { BlockerId, OfficeId, ProjectId } from '#domain/ids.ts';
import { amendReport, type CaseOfReport, isHandled, supplementCase } from '#domain/report-life.ts';
import { decideAgain } from '../again.ts';
import { REPORT_ENDPOINTS } from '../api/contract-reports.ts';
import { assertSees, type Caller, officeOf } from '../caller.ts';
import { route } from '../http.ts';
import { caseOfReport } from '../report-case.ts';
import { keptFiles } from '../report-files.ts';
import { reportView } from '../report-view.ts';
import type { Deps } from './deps.ts';

type Wanted = {
  readonly report: { readonly projectId: ProjectId; readonly blockerId: BlockerId };
  readonly requestId: string;
  readonly attachments: readonly Attachment[];
  readonly by: OfficeId;
};

type Common = Pick<Parameters<typeof amendReport>[0], 'attachments' | 'by' | 'now' | 'requestId'> & {
  readonly blocker: Blocker;
  readonly of: CaseOfReport | null;
};

/** Reads, decides, commits and answers the report as it is now; the same request again only answers. */
async function change(deps: Deps, wanted: Wanted, decide: (common: Common) => Change | null) {
  const { report, requestId, by } = wanted;
  const attachments = await keptFiles(deps, { office: by, requestId }, wanted.attachments);
  return decideAgain(async () => {
    const found = await deps.findReport(report);
    if (found === null) throw new Refusal('blocker.unknown', { blocker: report.blockerId });
    const { blocker, caseId } = found;
    if (isHandled(blocker, requestId)) return reportView(deps, found);
    const now = deps.now();
    const of = caseId === null ? null : await caseOfReport(deps, caseId);
    const decided = decide({ blocker, of, attachments, by, now, requestId });
    if (decided === null) return reportView(deps, found);
    await deps.commit(decided, now);
    const next = decided.blockers[0]?.blocker ?? blocker;
    return reportView(deps, { blocker: next, caseId });
  });
}

async function assertSeesProject(deps: Deps, caller: Caller, projectId: ProjectId): Promise<void> {
  assertSees(caller, (await deps.getProject(projectId)).units);
}

export const changeRoutes = [
  route(REPORT_ENDPOINTS.amendReport, async (deps: Deps, { params, body, caller }) => {
    const { requestId, attachments = [], ...amendment } = body;
    await assertSeesProject(deps, caller, params.projectId);
    const wanted = { report: params, requestId, attachments, by: officeOf(caller) };
    return change(deps, wanted, (common) => amendReport({ ...common, amendment }));
  }),
  route(REPORT_ENDPOINTS.supplementCase, async (deps: Deps, { params, body, caller }) => {
    const { requestId, attachments = [], ...supplement } = body;
    const { projectId, blockerId } = await deps.getCase(params.caseId);
    await assertSeesProject(deps, caller, projectId);
    const wanted = { report: { projectId, blockerId }, requestId, attachments, by: officeOf(caller) };
    return change(deps, wanted, ({ of, ...common }) => {
      if (of === null) throw new Refusal('case.unknown', { case: params.caseId });
      return supplementCase({ ...common, of, supplement });
    });
  }),
];
