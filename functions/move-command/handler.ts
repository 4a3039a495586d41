import type { Approval } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { MoveId } from '#domain/ids.ts';
import { reverseByCommand, stopByCommand } from '#domain/move-command.ts';
import type { PlanId } from '#domain/plan.ts';
import { linesToDraft, portfolioHashOf } from '#domain/plan-input.ts';
import { decideAgain } from '../again.ts';
import { API } from '../api/contract.ts';
import { type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { projectsOfMove } from '../move-projects.ts';
import { readPortfolio } from '../portfolio.ts';
import { recordDecision } from '../record.ts';
import { sessionDecider } from '../session-decider.ts';
import { type Deps, dependencies } from './deps.ts';
import { check, draft, redraft } from './drafts.ts';

const SIGNED: readonly Approval['kind'][] = ['resolveMove', 'decideMove'];

/** The open ask for the document that the move waits for. Refuses `move.wrongStatus` when it waits for none. */
async function documentAsk(deps: Deps, moveId: MoveId): Promise<Approval> {
  const [move, approvals] = await Promise.all([deps.getMove(moveId), deps.approvalsOfMove(moveId)]);
  const ask = approvals.find(({ status, kind }) => status === 'open' && SIGNED.includes(kind));
  if (ask === undefined) throw new Refusal('move.wrongStatus', { move: moveId, status: move.status });
  return ask;
}

async function stop(deps: Deps, moveId: MoveId, { caller, reason }: { caller: Caller; reason: string }) {
  const { name } = await deps.getOffice(officeOf(caller));
  return decideAgain(async () => {
    const now = deps.now();
    const move = await deps.getMove(moveId);
    await deps.commit(stopByCommand({ move, by: name, reason, now }), now);
    return deps.getMove(moveId);
  });
}

/** The lines of a plan as it was computed, drafted like any lines: checked again by today's figures and rules. */
async function draftOfPlan(
  deps: Deps,
  planId: PlanId,
  { reason, caller }: { reason: string; caller: Caller },
) {
  const plan = await deps.getPlan(planId);
  const portfolio = await readPortfolio(deps, plan.wishes);
  return draft(deps, { ...linesToDraft(plan, portfolioHashOf(portfolio)), reason }, caller);
}

export const moveCommandRoutes = [
  route(API.draftPlan, (deps: Deps, { params: { planId }, body: { reason }, caller }) =>
    draftOfPlan(deps, planId, { reason, caller }),
  ),
  route(API.draftMove, (deps: Deps, { body, caller }) => draft(deps, body, caller)),
  route(API.checkDraft, (deps: Deps, { body }) => check(deps, body)),
  route(API.redraftMove, (deps: Deps, { params: { moveId }, body, caller }) =>
    redraft(deps, moveId, { body, caller }),
  ),
  route(API.recordDocument, async (deps: Deps, { params: { moveId }, body: document, caller }) => {
    const decider = await sessionDecider(deps, caller);
    const { id: approvalId, shownHash } = await documentAsk(deps, moveId);
    const form = { outcome: 'agree' as const, comment: '', document, shownHash };
    await recordDecision(deps, { approvalId, form, deciderOf: () => decider });
    return deps.getMove(moveId);
  }),
  route(API.stopMove, (deps: Deps, { params: { moveId }, body: { reason }, caller }) =>
    stop(deps, moveId, { caller, reason }),
  ),
  route(API.reverseMove, async (deps: Deps, { params: { moveId }, body: document, caller }) => {
    officeOf(caller);
    return decideAgain(async () => {
      const now = deps.now();
      const move = await deps.getMove(moveId);
      const projects = await projectsOfMove(deps, move);
      await deps.commit(reverseByCommand({ move, document, projects, now }), now);
      return deps.getMove(moveId);
    });
  }),
];

export const handler = httpFunction('move-command', moveCommandRoutes, dependencies);
