import { createHash, randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { Blocker, BlockerReport } from '#domain/blocker.ts';
import { competenceOf } from '#domain/competence.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { BlockerId, type ProjectId } from '#domain/ids.ts';
import { nameWithCode, type Project } from '#domain/project.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { warningsFor } from '#domain/report-life.ts';
import { CASE_ENDPOINTS } from '../api/contract-cases.ts';
import { assertSees, type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { keptFiles } from '../report-files.ts';
import { changeRoutes } from './change.ts';
import { type Deps, dependencies } from './deps.ts';

type Body = z.output<typeof CASE_ENDPOINTS.reportBlocker.body>;

/**
 * `VM-` and the request's id, so that the same request is the same blocker; eight digits of the project's hash behind it,
 * because an execution is named after its blocker: one request id sent for two projects must not become one name.
 */
function blockerIdOf(projectId: ProjectId, requestId: string): BlockerId {
  const request = requestId.replaceAll('-', '').toUpperCase();
  const project = createHash('sha256').update(projectId).digest('hex').slice(0, 8).toUpperCase();
  return BlockerId.parse(`VM-${request}-${project}`);
}

/** What the rule of competence says of the report; null where the reporter named no solution, or no rule knows. */
async function competenceFor(deps: Deps, said: BlockerReport, project: Project): Promise<boolean | null> {
  const { category, solution } = said;
  if (solution === undefined) return null;
  const units = (await deps.units()).filter(({ code }) => project.units.includes(code));
  return competenceOf({ category, solution, units }).within;
}

/** Takes the report in, with the start of its case in the same transaction. Answers the blocker's id. */
async function report(deps: Deps, body: Body, caller: Caller): Promise<{ blockerId: BlockerId }> {
  const { requestId = randomUUID(), ...rest } = body;
  const said = BlockerReport.parse(rest);
  const reportedBy = officeOf(caller);
  const project = await deps.getProject(said.projectId);
  assertSees(caller, project.units);
  const { id: projectId } = project;
  const blockerId = blockerIdOf(projectId, requestId);
  const requestHash = hashOf({ said, reportedBy });
  const assertSame = (known: Blocker) => {
    if (known.requestHash === requestHash) return { blockerId };
    throw new Refusal('input.invalid', {}, [{ path: 'requestId', code: 'blocker.exists' }]);
  };
  const known = await deps.findReport({ projectId, blockerId });
  if (known !== null) return assertSame(known.blocker);
  if (project.closed) throw new Refusal('project.closed', { project: nameWithCode(project) });
  const { attachments = [], ...words } = said;
  const files = await keptFiles(deps, { office: reportedBy, requestId }, attachments);
  const warnedOf = warningsFor(said);
  const now = deps.now();
  const blocker = Blocker.parse({
    ...words,
    ...(files.length === 0 ? {} : { attachments: files }),
    ...(warnedOf.length === 0 ? {} : { warnedOf }),
    ...(said.solution === undefined ? {} : { withinCompetence: await competenceFor(deps, said, project) }),
    id: blockerId,
    reportedBy,
    reportedAt: now,
    requestHash,
    provenance: { kind: 'source', source: `${reportedBy}` },
  });
  const effects: Effect[] = [{ type: 'startCase', projectId, blockerId }];
  try {
    await deps.reportBlocker(blocker, effects, now);
    return { blockerId };
  } catch (error) {
    // The same request may have come in twice at the same moment.
    const other = error instanceof Refusal ? await deps.findReport({ projectId, blockerId }) : null;
    if (other === null) throw error;
    return assertSame(other.blocker);
  }
}

export const reportRoutes = [
  route(CASE_ENDPOINTS.reportBlocker, (deps: Deps, { body, caller }) => report(deps, body, caller)),
  ...changeRoutes,
];

export const handler = httpFunction('report-blocker', reportRoutes, dependencies);
