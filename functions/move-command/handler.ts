import type * as z from 'zod';
import type { Approval } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import type { MoveId, ProjectId } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';
import { draftByHand, reverseByCommand, stopByCommand } from '#domain/move-command.ts';
import type { Project } from '#domain/project.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { API } from '../api/contract.ts';
import { type Caller, officeOf } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { openMoves } from '../open-moves.ts';
import { recordDecision } from '../record.ts';
import { sessionDecider } from '../session-decider.ts';
import { type Deps, dependencies } from './deps.ts';

type Draft = z.output<typeof API.draftMove.body>;

/** The projects that exist; one that doesn't is a wrong line, which `checkMove` names. */
async function knownProjects(deps: Deps, ids: readonly ProjectId[]): Promise<readonly Project[]> {
  const each = [...new Set(ids)].map(async (id) => {
    try {
      return await deps.getProjects([id]);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'project.unknown') return [];
      throw error;
    }
  });
  return (await Promise.all(each)).flat();
}

async function draft(deps: Deps, body: Draft, caller: Caller): Promise<Move> {
  const { donors, recipients, reason } = body;
  const by = officeOf(caller);
  return decideAgain(async () => {
    const now = deps.now();
    const today = localDateOf(now);
    const [projects, open, ladder, rules] = await Promise.all([
      knownProjects(
        deps,
        [...donors, ...recipients].map(({ projectId }) => projectId),
      ),
      openMoves(deps),
      deps.latestLadder(today),
      deps.latestRules(today),
    ]);
    const id = await deps.nextMoveId(Number(today.slice(0, 4)));
    const lines = { donors, recipients, reason, projects, openMoves: open };
    const change = draftByHand({ id, by, ...lines, ladder, rules, now });
    await deps.commit(change, now);
    return deps.getMove(id);
  });
}

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
    await deps.commit(stopByCommand({ move, by: name.vi, reason, now }), now);
    return deps.getMove(moveId);
  });
}

export const moveCommandRoutes = [
  route(API.draftMove, (deps: Deps, { body, caller }) => draft(deps, body, caller)),
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
      const named = [...move.donors, ...move.recipients].map(({ projectId }) => projectId);
      const projects = await deps.getProjects([...new Set(named)]);
      await deps.commit(reverseByCommand({ move, document, projects, now }), now);
      return deps.getMove(moveId);
    });
  }),
];

export const handler = httpFunction('move-command', moveCommandRoutes, dependencies);
