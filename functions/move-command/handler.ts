import type { Approval } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { MoveId } from '#domain/ids.ts';
import { reverseByCommand, stopByCommand } from '#domain/move-command.ts';
import type { PlanId } from '#domain/plan.ts';
import { linesToDraft, portfolioHashOf } from '#domain/plan-input.ts';
import { decideAgain } from '../again.ts';
import { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import { MOVE_ENDPOINTS } from '../api/contract-moves.ts';
import { PLAN_ENDPOINTS } from '../api/contract-plans.ts';
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
  route(PLAN_ENDPOINTS.draftPlan, (deps: Deps, { params: { planId }, body: { reason }, caller }) =>
    draftOfPlan(deps, planId, { reason, caller }),
  ),
  route(CAPITAL_ENDPOINTS.draftMove, (deps: Deps, { body, caller }) => draft(deps, body, caller)),
  route(MOVE_ENDPOINTS.checkDraft, (deps: Deps, { body }) => check(deps, body)),
  route(MOVE_ENDPOINTS.redraftMove, (deps: Deps, { params: { moveId }, body, caller }) =>
    redraft(deps, moveId, { body, caller }),
  ),
  route(
    CAPITAL_ENDPOINTS.recordDocument,
    async (deps: Deps, { params: { moveId }, body: document, caller }) => {
      const decider = await sessionDecider(deps, caller);
      const { id: approvalId, shownHash } = await documentAsk(deps, moveId);
      const form = { outcome: 'agree' as const, comment: '', document, shownHash };
      await recordDecision(deps, { approvalId, form, deciderOf: () => decider });
      return deps.getMove(moveId);
    },
  ),
  route(CAPITAL_ENDPOINTS.stopMove, (deps: Deps, { params: { moveId }, body: { reason }, caller }) =>
    stop(deps, moveId, { caller, reason }),
  ),
  route(CAPITAL_ENDPOINTS.reverseMove, async (deps: Deps, { params: { moveId }, body: document, caller }) => {
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
