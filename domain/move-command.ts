import type { SignedDocument } from './approval.ts';
import { idleOf } from './capital-figures.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { MoveId, OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Move, MoveLine } from './move.ts';
import { promisedTo, takenFrom, touched } from './move-draft.ts';
import { draftMove, reverseMove, stopMove } from './move-path.ts';
import { assertMove } from './move-rules.ts';
import type { Project } from './project.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import { type Instant, localDateOf } from './time.ts';

/** A line as staff drafts it: the project's name is the registry's to say. */
export type DraftLine = Pick<MoveLine, 'projectId' | 'amount'>;

export type DraftByHandArgs = {
  readonly id: MoveId;
  readonly donors: readonly DraftLine[];
  readonly recipients: readonly DraftLine[];
  readonly reason: string;
  /** The office that drafts; it has no vote on its draft. */
  readonly by: OfficeId;
  /** The projects of the lines, as far as they exist. */
  readonly projects: readonly Project[];
  readonly openMoves: readonly Move[];
  readonly ladder: Ladder;
  readonly rules: Rules;
  readonly now: Instant;
};

/** The plan year of the capital that moves: that of the first donor. */
function planYearOf({ donors, projects, now }: DraftByHandArgs): number {
  const donor = projects.find(({ id }) => id === donors[0]?.projectId);
  return donor?.capital.planYear ?? Number(localDateOf(now).slice(0, 4));
}

/** What other open moves take from a donor already is not idle any more. Refuses `move.aboveIdle`. */
function assertStillIdle({ donors, projects, openMoves }: DraftByHandArgs): void {
  for (const { id, capital } of projects) {
    const index = donors.findIndex(({ projectId }) => projectId === id);
    const amount = donors[index]?.amount ?? 0;
    const limit = Math.max(0, idleOf(capital) - takenFrom(openMoves, id));
    if (amount <= limit) continue;
    const field = { path: `donors.${index}.amount`, code: 'move.aboveIdle' };
    throw new Refusal('move.aboveIdle', { project: id, amount, limit }, [field]);
  }
}

/** The lines with the names of their projects. */
function named(lines: readonly DraftLine[], projects: readonly Project[]): MoveLine[] {
  return lines.flatMap(({ projectId, amount }) =>
    projects.flatMap(({ id, name }) => (id === projectId ? [{ projectId, projectName: name, amount }] : [])),
  );
}

/**
 * A move that staff drafts without a case. Its execution starts with it; its projects are touched, so that of two drafts
 * on the same headroom at the same moment one is taken again on what is left. Refuses every code of `checkMove` (all
 * problems as fields), `move.aboveIdle` for what open moves take already, `approval.conflictOfInterest`.
 */
export function draftByHand(args: DraftByHandArgs): Change {
  const { id, reason, by, projects, openMoves, ladder, rules, now } = args;
  const planYear = planYearOf(args);
  const reserved = promisedTo(openMoves);
  const { donors, recipients } = args;
  assertMove({ move: { planYear, donors, recipients }, projects, rules, today: localDateOf(now), reserved });
  assertStillIdle(args);
  const [giving, taking] = [named(donors, projects), named(recipients, projects)];
  const { move, facts } = draftMove({
    id,
    planYear,
    donors: giving,
    recipients: taking,
    reason,
    draftedBy: by,
    offices: ladder.offices,
    projects,
    rules,
    reserved,
    now,
  });
  const { record, receipts } = chainFacts(move, facts, now);
  return mergeChanges({
    moves: [record],
    receipts,
    projects: touched(projects, [...giving, ...taking]),
    effects: [{ type: 'startMove', moveId: id }],
  });
}

/** What the move's record holds of whoever stopped it. */
const LONGEST_BY = 120;

/** Stops a move while it cools off: its next step rejects it. Refuses `move.wrongStatus`, `move.stopped`. */
export function stopByCommand(args: {
  readonly move: Move;
  /** Who stops it, by post; the move keeps the first 120 characters. */
  readonly by: string;
  readonly reason: string;
  readonly now: Instant;
}): Change {
  const { move, facts } = stopMove({ ...args, by: args.by.slice(0, LONGEST_BY) });
  const { record, receipts } = chainFacts(move, facts, args.now);
  return mergeChanges({ moves: [record], receipts });
}

/**
 * Takes a committed move back by a signed document, which is used up with it. Refuses `move.wrongStatus`,
 * `move.documentDateAhead`, `move.belowDisbursed`; the store refuses `move.documentUsed`.
 */
export function reverseByCommand(args: {
  readonly move: Move;
  readonly document: SignedDocument;
  /** Every project of the move's lines, as it stands today. */
  readonly projects: readonly Project[];
  readonly now: Instant;
}): Change {
  const { move, facts, entries, projects } = reverseMove(args);
  const { record, receipts } = chainFacts(move, facts, args.now);
  const documents = [{ moveId: move.id, document: args.document }];
  return mergeChanges({ moves: [record], receipts, entries, projects, documents });
}
