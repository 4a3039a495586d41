import type * as z from 'zod';
import { nextStep } from '#domain/case-life.ts';
import { draftForCase } from '#domain/move-draft.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { machineFunction } from '../boundary.ts';
import { contract } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';
import { proposeRecipients } from './propose.ts';

/** As many recipients as a draft can weigh; the best by headroom come first. */
const CANDIDATES = 100;

/** Drafts the move of the idle capital of the case; a case that has its move already answers that one. */
export async function draftMoveOf(
  deps: Deps,
  { caseId }: z.infer<typeof contract.input>,
): Promise<z.infer<typeof contract.output>> {
  return decideAgain(async () => {
    const now = deps.now();
    const record = await deps.getCase(caseId);
    const next = nextStep(record, now);
    if (next.step !== 'reallocate') return { caseId, moveId: null };
    if (next.moveId !== undefined) return { caseId, moveId: next.moveId };
    const today = localDateOf(now);
    const [donor, absorbing, ladder, rules, id] = await Promise.all([
      deps.getProject(record.projectId),
      deps.absorbingProjects({ limit: CANDIDATES }),
      deps.ladderOf(record.ladderVersion),
      // The law of the day on which it is moved, whenever the case was opened.
      deps.latestRules(today),
      deps.nextMoveId(Number(today.slice(0, 4))),
    ]);
    const candidates = absorbing.items;
    const proposed = await proposeRecipients(deps, { donor, candidates, rules, today });
    const { moveId, change } = draftForCase({
      id,
      case: record,
      donor,
      candidates,
      proposed,
      ladder,
      rules,
      now,
    });
    await deps.commit(change, now);
    return { caseId, moveId };
  });
}

export const handler = machineFunction('draft-move', contract, (input) => draftMoveOf(dependencies(), input));
