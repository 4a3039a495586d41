import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type * as z from 'zod';
import { Blocker, BlockerReport } from '#domain/blocker.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { BlockerId, type OfficeId, type ProjectId } from '#domain/ids.ts';
import { API } from '../api/contract.ts';
import { assertSees, type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

type Body = z.output<typeof API.reportBlocker.body>;

/**
 * `VM-` and the request's id, so that the same request is the same blocker; eight digits of the project's hash behind it,
 * because an execution is named after its blocker: one request id sent for two projects must not become one name.
 */
function blockerIdOf(projectId: ProjectId, requestId: string): BlockerId {
  const request = requestId.replaceAll('-', '').toUpperCase();
  const project = createHash('sha256').update(projectId).digest('hex').slice(0, 8).toUpperCase();
  return BlockerId.parse(`VM-${request}-${project}`);
}

function isSameReport(known: Blocker, report: BlockerReport, reportedBy: OfficeId): boolean {
  return known.reportedBy === reportedBy && isDeepStrictEqual(BlockerReport.parse(known), report);
}

/** Takes the report in, with the start of its case in the same transaction. Answers the blocker's id. */
async function report(deps: Deps, body: Body, caller: Caller): Promise<{ blockerId: BlockerId }> {
  const { requestId = randomUUID(), ...said } = body;
  const reportedBy = officeOf(caller);
  const project = await deps.getProject(said.projectId);
  assertSees(caller, project.units);
  const { id: projectId } = project;
  const blockerId = blockerIdOf(projectId, requestId);
  const assertSame = (known: Blocker) => {
    if (isSameReport(known, BlockerReport.parse(said), reportedBy)) return { blockerId };
    throw new Refusal('input.invalid', {}, [{ path: 'requestId', code: 'blocker.exists' }]);
  };
  const known = await deps.findBlocker({ projectId, blockerId });
  if (known !== null) return assertSame(known);
  if (project.closed) throw new Refusal('project.closed', { project: projectId });
  const now = deps.now();
  const provenance = { kind: 'source' as const, source: `${reportedBy}` };
  const blocker = Blocker.parse({ ...said, id: blockerId, reportedBy, reportedAt: now, provenance });
  const effects: Effect[] = [{ type: 'startCase', projectId, blockerId }];
  try {
    await deps.reportBlocker(blocker, effects, now);
    return { blockerId };
  } catch (error) {
    // The same request may have come in twice at the same moment.
    const other = error instanceof Refusal ? await deps.findBlocker({ projectId, blockerId }) : null;
    if (other === null) throw error;
    return assertSame(other);
  }
}

export const reportRoutes = [
  route(API.reportBlocker, (deps: Deps, { body, caller }) => report(deps, body, caller)),
];

export const handler = httpFunction('report-blocker', reportRoutes, dependencies);
