import type { AuthorityLevel, BlockerCategory } from '#domain/blocker.ts';
import { competenceOf, solutionsFor } from '#domain/competence.ts';
import { Refusal } from '#domain/errors.ts';
import type { BlockerId, CaseId, ProjectId } from '#domain/ids.ts';
import type { Project } from '#domain/project.ts';
import { versionOf } from '#domain/report-life.ts';
import { outlookFor } from '#domain/report-outlook.ts';
import { epochMs, instantOf, localDateOf } from '#domain/time.ts';
import { REPORT_ENDPOINTS } from '../api/contract-reports.ts';
import { approvalView } from '../approval-view.ts';
import { assertSees, type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { openCasesOfProject } from '../project-cases.ts';
import { reportView } from '../report-view.ts';
import { type Deps, dependencies } from './deps.ts';
import { searchProjects } from './search.ts';

/** Long enough for a slow line to begin the download, too short to be passed on. */
const DOWNLOAD_SECONDS = 60;

async function visibleReport(deps: Deps, caller: Caller, of: { projectId: ProjectId; blockerId: BlockerId }) {
  const project = await deps.getProject(of.projectId);
  assertSees(caller, project.units);
  const report = await deps.findReport(of);
  if (report === null) throw new Refusal('blocker.unknown', { blocker: of.blockerId });
  return report;
}

async function similarCases(deps: Deps, { id }: Project, category: BlockerCategory) {
  return (await openCasesOfProject(deps, id))
    .filter((record) => record.category === category)
    .map(({ id: caseId, status, openedAt }) => ({ caseId, status, openedAt }));
}

async function outlook(
  deps: Deps,
  caller: Caller,
  asked: { project: Project; category: BlockerCategory; authorityLevel: AuthorityLevel },
) {
  const now = deps.now();
  const { project, category, authorityLevel } = asked;
  const [ladder, calendar] = await Promise.all([deps.latestLadder(localDateOf(now)), deps.latestCalendar()]);
  const report = { category, authorityLevel, reportedBy: officeOf(caller) };
  const { office, rung, workingDays, dueOn, onSilence } = outlookFor({
    project,
    report,
    ladder,
    calendar,
    now,
  });
  const { name: officeName } = await deps.getOffice(office);
  return { officeName, rung, workingDays, dueOn, onSilence };
}

async function check(
  deps: Deps,
  caller: Caller,
  query: { project: ProjectId; category: BlockerCategory; authorityLevel: AuthorityLevel },
) {
  const { category, authorityLevel } = query;
  const project = await deps.getProject(query.project);
  assertSees(caller, project.units);
  const [similar, all, ahead] = await Promise.all([
    similarCases(deps, project, category),
    deps.units(),
    outlook(deps, caller, { project, category, authorityLevel }),
  ]);
  const units = all.filter(({ code }) => project.units.includes(code));
  const solutions = solutionsFor(category).map(({ solution }) => competenceOf({ category, solution, units }));
  return { similar, solutions, outlook: ahead };
}

async function statusesOf(deps: Deps, ids: readonly (CaseId | null)[]): Promise<Map<CaseId, string>> {
  const known = ids.filter((id) => id !== null);
  const cases = await Promise.all(known.map((id) => deps.getCase(id)));
  return new Map(cases.map(({ id, status }) => [id, status]));
}

export const reportQueryRoutes = [
  route(REPORT_ENDPOINTS.searchProjects, (deps: Deps, { query, caller }) =>
    searchProjects(deps, caller, query),
  ),
  route(REPORT_ENDPOINTS.checkReport, (deps: Deps, { query, caller }) => check(deps, caller, query)),
  route(REPORT_ENDPOINTS.listReports, async (deps: Deps, { query, caller }) => {
    const asOf = deps.now();
    const page = await deps.reportsOf(officeOf(caller), query);
    const [projects, statuses] = await Promise.all([
      deps.getProjects(page.items.map(({ blocker }) => blocker.projectId)),
      statusesOf(
        deps,
        page.items.map(({ caseId }) => caseId),
      ),
    ]);
    const items = page.items.flatMap(({ blocker, caseId }, index) => {
      const { id: blockerId, projectId, category, description, reportedAt } = blocker;
      const status = caseId === null ? null : (statuses.get(caseId) ?? null);
      const projectName = projects[index]?.name;
      const version = versionOf(blocker);
      const summary = { blockerId, projectId, category, description, reportedAt, version, caseId, status };
      return projectName === undefined ? [] : [{ ...summary, projectName }];
    });
    return { asOf, items, cursor: page.cursor };
  }),
  route(REPORT_ENDPOINTS.listQuestions, async (deps: Deps, { query, caller }) => {
    const asOf = deps.now();
    const page = await deps.approvalsOfOffice(officeOf(caller), 'open', query);
    const items = await Promise.all(
      page.items.map(async (approval) => {
        if (approval.caseId === undefined) return [];
        const { projectId, projectName, category, blockerId } = await deps.getCase(approval.caseId);
        return [{ approval: approvalView(approval), projectId, projectName, category, blockerId }];
      }),
    );
    return { asOf, items: items.flat(), cursor: page.cursor };
  }),
  route(REPORT_ENDPOINTS.getReport, async (deps: Deps, { params, caller }) =>
    reportView(deps, await visibleReport(deps, caller, params)),
  ),
  route(REPORT_ENDPOINTS.getAttachment, async (deps: Deps, { params, caller }) => {
    const { blocker } = await visibleReport(deps, caller, params);
    const file = blocker.attachments?.find(({ sha256 }) => sha256 === params.sha256);
    if (file === undefined) throw new Refusal('attachment.unknown');
    const url = await deps.presignDownload(file, DOWNLOAD_SECONDS);
    const expiresAt = instantOf(epochMs(deps.now()) + DOWNLOAD_SECONDS * 1000);
    return { url, name: file.name, expiresAt };
  }),
];

export const handler = httpFunction('report-query', reportQueryRoutes, dependencies);
