import { idleOf } from './capital-figures.ts';
import type { Case } from './case.ts';
import { attachMove, returnToLadder } from './case-life.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { MoveId, ProjectId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import { PositiveDong } from './money.ts';
import type { Move, MoveLine } from './move.ts';
import { draftMove } from './move-path.ts';
import type { Project } from './project.ts';
import { chooseRecipients } from './recipient-choice.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import type { Instant } from './time.ts';

/** What the lines of open moves promise to each recipient (đồng): capital that nobody else may be promised. */
export function promisedTo(openMoves: readonly Move[]): Map<ProjectId, number> {
  const promised = new Map<ProjectId, number>();
  for (const { projectId, amount } of openMoves.flatMap(({ recipients }) => recipients)) {
    promised.set(projectId, (promised.get(projectId) ?? 0) + amount);
  }
  return promised;
}

/** What the lines of open moves take from each donor already (đồng). */
export function takenFrom(openMoves: readonly Move[], donor: ProjectId): number {
  return openMoves
    .flatMap(({ donors }) => donors)
    .reduce((sum, { projectId, amount }) => (projectId === donor ? sum + amount : sum), 0);
}

/**
 * The projects of a draft, written again unchanged: two drafts at the same moment that count on the same headroom meet
 * there, and the later one is drafted anew on what is left.
 */
export function touched(projects: readonly Project[], lines: readonly MoveLine[]): Project[] {
  const named = new Set(lines.map(({ projectId }) => projectId));
  return projects
    .filter(({ id }) => named.has(id))
    .map((project) => ({ ...project, version: project.version + 1 }));
}

export type DraftForCaseArgs = {
  readonly id: MoveId;
  readonly case: Case;
  readonly donor: Project;
  /** Projects that could take capital; more than are needed do no harm. */
  readonly candidates: readonly Project[];
  readonly openMoves: readonly Move[];
  readonly ladder: Ladder;
  readonly rules: Rules;
  readonly reason: string;
  readonly now: Instant;
};

/**
 * Drafts the move of all that lies idle in the case's project, to recipients by the legal order. `moveId` is null when it
 * cannot be placed (or nothing lies idle any more, or the plan cannot be adjusted any more): the case goes back to the
 * ladder then, with no move. Refuses `case.wrongStatus` for a case that does not wait for a move.
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
  const { id, case: record, donor, openMoves, ladder, rules, reason, now } = args;
  const reserved = promisedTo(openMoves);
  const left = idleOf(donor.capital) - takenFrom(openMoves, donor.id);
  if (left <= 0) throw new Refusal('move.nothingIdle', { project: donor.id });
  const amount = PositiveDong.parse(left);
  const candidates = args.candidates.filter((project) => project.id !== donor.id);
  const recipients = chooseRecipients({ amount, donor, candidates, rules, reserved });
  const donors = [{ projectId: donor.id, projectName: donor.name, amount }];
  const projects = [donor, ...candidates];
  const { move, facts } = draftMove({
    id,
    caseId: record.id,
    planYear: donor.capital.planYear,
    donors,
    recipients,
    reason,
    draftedBy: ladder.offices.finance,
    offices: ladder.offices,
    projects,
    rules,
    reserved,
    now,
  });
  const chained = chainFacts(move, facts, now);
  return mergeChanges(attachMove({ case: record, moveId: id, now }), {
    moves: [chained.record],
    receipts: chained.receipts,
    projects: touched(projects, [...donors, ...recipients]),
  });
}
