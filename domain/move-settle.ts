import type { Calendar } from './calendar.ts';
import type { Case } from './case.ts';
import { closeReallocated, returnToLadder } from './case-life.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import { changedProjects, release } from './move-lines.ts';
import { beginCoolingOff, commitMove, nextMoveStep, rejectMove } from './move-path.ts';
import { assertMove } from './move-rules.ts';
import { type MoveResult, noticesOf } from './move-step.ts';
import type { Project } from './project.ts';
import type { RejectCause } from './reason.ts';
import type { Rules } from './rules.ts';
import { chainFacts } from './seal.ts';
import type { Instant } from './time.ts';

export type SettleArgs = {
  readonly move: Move;
  /** The case whose idle capital moves, where the move names one. */
  readonly case?: Case | undefined;
  /** Every project of the move's lines, as it stands today. */
  readonly projects: readonly Project[];
  readonly rules: Rules;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  readonly now: Instant;
};

/** The offices that answer for a project of the move, and the office that drafted it. */
function concerned({ move, projects }: SettleArgs): OfficeId[] {
  return [move.draftedBy, ...projects.map(({ owner }) => owner)];
}

function written(
  result: Pick<MoveResult, 'facts'> & { readonly move: Move } & Partial<Pick<Change, 'entries' | 'projects'>>,
  now: Instant,
): Partial<Change> {
  const { record, receipts } = chainFacts(result.move, result.facts, now);
  const { entries = [], projects = [] } = result;
  return { moves: [record], receipts, entries, projects };
}

function rejected(args: SettleArgs, cause: RejectCause): Change {
  const { move, case: record, ladder, now } = args;
  const back =
    record === undefined ? NO_CHANGE : returnToLadder({ case: record, moveId: move.id, ladder, now });
  const projects = changedProjects(args.projects, release(args.projects, move));
  return mergeChanges(back, written({ ...rejectMove({ move, now, cause }), projects }, now), {
    effects: noticesOf(move, concerned(args), 'moveRejected'),
  });
}

type CooledArgs = SettleArgs & { readonly move: Extract<Move, { status: 'coolingOff' }> };

/**
 * Posts the move, after everything was checked again against today's figures: what the council resolved may have become
 * impossible. The legal deadline is held against the day of the resolution, not against today.
 */
function posted(args: CooledArgs): Change {
  const { move, case: record, rules, now } = args;
  // What it reserved itself is free again for this very purpose, and is spent by the entries.
  const projects = release(args.projects, move);
  assertMove({ move, projects, rules, today: move.resolution.issuedOn });
  const closed = record === undefined ? NO_CHANGE : closeReallocated({ case: record, moveId: move.id, now });
  return mergeChanges(closed, written(commitMove({ move, projects, now }), now), {
    effects: noticesOf(move, concerned(args), 'moveCommitted'),
  });
}

/** What ends the cooling-off: the ledger, or a rejection with the reason in it. */
function settled(args: CooledArgs): Change {
  const { stopped } = args.move;
  if (stopped !== undefined) return rejected(args, { why: 'stopped', reason: stopped.reason });
  try {
    return posted(args);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, details } = error;
    return rejected(args, { why: 'refused', code, details });
  }
}

/**
 * The step of a move that needs nobody's answer: the cooling-off begins, the move is posted to the ledger and its case
 * closed, or a move that was stopped (or has become impossible) is rejected and its case goes back to the ladder. No
 * change when there is nothing to do now, so a repeated call is harmless.
 */
export function settleMove(args: SettleArgs): Change {
  const { move, calendar, ladder, now } = args;
  if (nextMoveStep(move, now).step !== 'commit') return NO_CHANGE;
  if (move.status === 'coolingOff') return settled({ ...args, move });
  const workingDays = ladder.coolingOff;
  return mergeChanges(written(beginCoolingOff({ move, calendar, workingDays, now }), now), {
    effects: noticesOf(move, concerned(args), 'coolingOff'),
  });
}
