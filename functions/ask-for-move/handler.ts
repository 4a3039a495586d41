import type * as z from 'zod';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import { askForMove, neededMoveAsk } from '#domain/approval-ask-move.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { projectsOfMove } from '../move-projects.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

const isOpen = (approval: Approval): approval is OpenApproval => approval.status === 'open';

/** Asks the offices of the move's present step; those that are asked already are answered, not asked twice. */
export async function askOfficesFor(
  deps: Deps,
  { moveId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  return decideAgain(async () => {
    const now = deps.now();
    const [move, asked, calendar, ladder] = await Promise.all([
      deps.getMove(moveId),
      deps.approvalsOfMove(moveId),
      deps.latestCalendar(),
      deps.latestLadder(localDateOf(now)),
    ]);
    const open = asked.filter(isOpen);
    const needed = neededMoveAsk({ move, ladder, open, now });
    const offices = await Promise.all(needed.offices.map((id) => deps.getOffice(id)));
    const projects = needed.kind === 'confirmMove' ? await projectsOfMove(deps, move) : [];
    const ids = offices.map(() => deps.newApprovalId());
    const change = askForMove({ ids, move, ladder, calendar, offices, projects, open, now });
    if (change.approvals.length > 0) await deps.commit(change, now);
    const waiting = [...open.filter(({ kind }) => kind === needed.kind), ...change.approvals];
    return { moveId, approvals: waiting.map(({ id }) => ({ approvalId: id })) };
  });
}

export const handler = machineFunction('ask-for-move', contract, (input) =>
  askOfficesFor(dependencies(), input),
);
