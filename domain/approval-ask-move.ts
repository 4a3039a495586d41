import type { OpenApproval, Policy } from './approval.ts';
import { mailAsk, openAsk, outcomesFor } from './approval-ask.ts';
import { startClock } from './approval-clock.ts';
import { approvalFact } from './approval-end.ts';
import { type MoveAsk, showMove } from './approval-shown.ts';
import type { Calendar } from './calendar.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import { nextMoveStep } from './move-path.ts';
import type { Office } from './office.ts';
import type { Project } from './project.ts';
import { noteFacts } from './seal.ts';
import type { Instant } from './time.ts';

/** What a move needs to be asked, and of which offices; `policy` is k of n for the appraisal. */
export type NeededMoveAsk = {
  readonly kind: MoveAsk;
  readonly offices: readonly OfficeId[];
  readonly policy: Policy;
};

/** All asks of one appraisal vote in one ballot, also those that are asked again after silence; changed lines begin another. */
export function ballotOf(move: Pick<Move, 'id' | 'revision'>): string {
  return `${move.id}/appraisal/${move.revision}`;
}

/** The asks of all owners about the same lines: one that does not confirm takes the others back. */
function figuresBallotOf(move: Pick<Move, 'id' | 'revision'>): string {
  return `${move.id}/figures/${move.revision}`;
}

/**
 * Whom a move needs to be asked at `now`: the owners that answer for the figures, the appraisers that have not voted, the chairman who submits, the council that
 * records its resolution, the committee that records its decision. Offices with an `open` ask of that kind are left out,
 * so asking again after a lost answer asks nobody twice. Refuses `move.wrongStatus` when nobody is to be asked.
 */
export function neededMoveAsk(args: {
  readonly move: Move;
  readonly ladder: Ladder;
  readonly open: readonly OpenApproval[];
  readonly now: Instant;
}): NeededMoveAsk {
  const { move, ladder, now } = args;
  const step = nextMoveStep(move, now);
  if (step.step !== 'ask') throw new Refusal('move.wrongStatus', { move: move.id, status: move.status });
  const { kind } = step;
  const asked = new Set(args.open.filter((each) => each.kind === kind).map(({ office }) => office));
  const without = (offices: readonly OfficeId[]) => offices.filter((office) => !asked.has(office));
  const { cityChairman, council, committee } = ladder.offices;
  const single: Policy = { type: 'single' };
  switch (kind) {
    case 'confirmMove': {
      const n = move.owners.length;
      const policy: Policy = { type: 'kOfN', k: n, n, ballot: figuresBallotOf(move) };
      return { kind, offices: without(step.offices), policy };
    }
    case 'appraiseMove': {
      const n = move.appraisers.length;
      const policy: Policy = { type: 'kOfN', k: move.quorum, n, ballot: ballotOf(move) };
      return { kind, offices: without(step.offices), policy };
    }
    case 'submitMove':
      return { kind, offices: without([cityChairman]), policy: single };
    case 'resolveMove':
      return { kind, offices: without([council]), policy: single };
    case 'decideMove':
      return { kind, offices: without([committee]), policy: single };
  }
}

export type AskForMoveArgs = {
  /** At least as many fresh ids as offices to be asked. */
  readonly ids: readonly ApprovalId[];
  readonly move: Move;
  readonly ladder: Ladder;
  readonly calendar: Calendar;
  /** Records of the offices that `neededMoveAsk` names. */
  readonly offices: readonly Office[];
  /** The projects of the lines: an owner that is asked sees the figures that it answers for. */
  readonly projects?: readonly Project[] | undefined;
  /** The open approvals of the move. */
  readonly open: readonly OpenApproval[];
  readonly now: Instant;
};

function askOffice(
  args: AskForMoveArgs & { needed: NeededMoveAsk; office: Office; id: ApprovalId },
): OpenApproval {
  const { move, ladder, calendar, now, needed, office, id } = args;
  const rule = ladder.steps[needed.kind];
  const clock = startClock({ calendar, from: now, rule });
  const own =
    needed.kind === 'confirmMove' ? (args.projects ?? []).filter(({ owner }) => owner === office.id) : [];
  return openAsk({
    id,
    kind: needed.kind,
    office,
    now,
    moveId: move.id,
    policy: needed.policy,
    ...(move.caseId === undefined ? {} : { caseId: move.caseId }),
    ...outcomesFor(needed.kind),
    // Nobody decides what the office drafted, nor on the capital of its own projects beyond confirming their figures.
    excluded: [move.draftedBy, ...(needed.kind === 'confirmMove' ? [] : move.owners)],
    onSilence: 'askAgain' as const,
    ...showMove({ kind: needed.kind, move, clock, answersFor: own }),
    ...clock,
  });
}

/**
 * Asks every office that the move needs: one ask each, showing every line in exact đồng. No change when all of them are
 * asked already. Silence asks again: a move neither climbs nor passes by silence. Refuses `move.wrongStatus`, and
 * `office.unknown` for an office whose record (or id for its ask) is not among those given.
 */
export function askForMove(args: AskForMoveArgs): Change {
  const { ids, move, offices, now } = args;
  const needed = neededMoveAsk(args);
  const approvals = needed.offices.map((officeId, index) => {
    const office = offices.find((each) => each.id === officeId);
    const id = ids[index];
    if (office === undefined || id === undefined) throw new Refusal('office.unknown', { office: officeId });
    return askOffice({ ...args, needed, office, id });
  });
  if (approvals.length === 0) return NO_CHANGE;
  const facts = approvals.map((approval) =>
    approvalFact('approvalAsked', approval, {
      dueAt: approval.deadline.at,
      shownHash: approval.shownHash,
    }),
  );
  return mergeChanges(noteFacts({ move }, facts, now), { approvals, effects: approvals.map(mailAsk) });
}
