import type * as z from 'zod';
import { settleMove } from '#domain/move-settle.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { projectsOfMove } from '../move-projects.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** Re-reads the move, its case and every project of its lines, and takes the step that needs nobody's answer. */
export async function commitTheMove(
  deps: Deps,
  { moveId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  return decideAgain(async () => {
    const now = deps.now();
    const move = await deps.getMove(moveId);
    const [record, projects, rules, ladder, calendar] = await Promise.all([
      move.caseId === undefined ? undefined : deps.getCase(move.caseId),
      projectsOfMove(deps, move),
      deps.rulesOf(move.rulesVersion),
      deps.latestLadder(localDateOf(now)),
      deps.latestCalendar(),
    ]);
    const change = settleMove({ move, case: record, projects, rules, ladder, calendar, now });
    const settled = change.moves[0];
    if (settled !== undefined) await deps.commit(change, now);
    return { moveId, status: (settled ?? move).status };
  });
}

export const handler = machineFunction('commit-move', contract, (input) =>
  commitTheMove(dependencies(), input),
);
