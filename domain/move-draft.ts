import { giveableOf } from './capital-figures.ts';
import type { Case } from './case.ts';
import { attachMove, returnToLadder } from './case-life.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { MoveId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { MoveLine } from './move.ts';
import { draftMove } from './move-propose.ts';
import { nameWithCode, type Project } from './project.ts';
import { chooseRecipients } from './recipient-choice.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import type { Instant } from './time.ts';

export type DraftForCaseArgs = {
  readonly id: MoveId;
  readonly case: Case;
  readonly donor: Project;
  /** Projects that could take capital; more than are needed do no harm. */
  readonly candidates: readonly Project[];
  /** Lines that a plan proposes for all that lies idle; the legal order chooses when there are none. */
  readonly proposed?: readonly MoveLine[] | undefined;
  readonly ladder: Ladder;
  readonly rules: Rules;
  readonly now: Instant;
};

/**
 * Drafts the move of all that lies idle in the case's project and is not owed, to recipients by the legal order. `moveId`
 * is null when it cannot be placed (or nothing lies idle any more, or the plan cannot be adjusted any more): the case goes
 * back to the ladder then, with no move. Refuses `case.wrongStatus` for a case that does not wait for a move.
 */
export function draftForCase(args: DraftForCaseArgs): {
  readonly moveId: MoveId | null;
  readonly change: Change;
} {
  const { id, case: record, ladder, now } = args;
  try {
    return { moveId: id, change: draftOrRefuse(args) };
  } catch (error) {
    const cannotBePlaced = error instanceof Refusal && error.code.startsWith('move.');
    if (!cannotBePlaced) throw error;
    return { moveId: null, change: returnToLadder({ case: record, moveId: id, ladder, now }) };
  }
}

function draftOrRefuse(args: DraftForCaseArgs): Change {
  const { id, case: record, donor, ladder, rules, now } = args;
  const left = giveableOf(donor);
  if (left <= 0) throw new Refusal('move.nothingIdle', { project: nameWithCode(donor) });
  const candidates = args.candidates.filter((project) => project.id !== donor.id);
  const recipients = [...(args.proposed ?? chooseRecipients({ amount: left, donor, candidates, rules }))];
  const { move, facts, projects } = draftMove({
    id,
    caseId: record.id,
    planYear: donor.capital.planYear,
    donors: [{ projectId: donor.id, amount: left }],
    recipients,
    reason: { why: 'idleInCase', project: donor.name, caseId: record.id },
    draftedBy: ladder.offices.finance,
    offices: ladder.offices,
    projects: [donor, ...candidates],
    rules,
    now,
  });
  const chained = chainFacts(move, facts, now);
  return mergeChanges(attachMove({ case: record, moveId: id, now }), {
    moves: [chained.record],
    receipts: chained.receipts,
    projects,
  });
}
