import { type Answered, type Case, CaseBase, type HeldCase, type OutOfScopeReason } from './case.ts';
import { rungOf, type Seat, seatAbove, seatFrom } from './case-rung.ts';
import type { Effect } from './effect.ts';
import type { MoveId, OfficeId } from './ids.ts';
import type { Ladder } from './ladder.ts';
import type { Fact } from './receipt.ts';
import { hashOf } from './receipt-chain.ts';
import type { CaseStep } from './seal.ts';
import type { Localized } from './text.ts';
import type { Instant, LocalDate } from './time.ts';

/**
 * The rules of a case's life, one step each, before receipts are chained: `changeOfCase` seals a step. The holder of a
 * case is always the one office whose answer it waits for, also between two asks; its name is completed by the ask.
 */

/** Until the reporter is asked under its own name. */
const REPORTER: Localized = { vi: 'Nơi báo vướng mắc', en: 'Reporting office' };

/** What moves a case up; `refer` and `decline` are decisions, the others silence or a blocker that was not cleared. */
export type ClimbCause = 'silence' | 'refer' | 'decline' | 'notCleared';

/** A step that leaves the case with a holder. */
type HeldStep = CaseStep & { readonly case: HeldCase };

type Moment = { readonly case: HeldCase; readonly ladder: Ladder; readonly now: Instant };

/** Everything that a case keeps whatever happens to it. */
export function baseOf(record: Case): CaseBase {
  return CaseBase.parse(record);
}

function notices(record: CaseBase, offices: readonly OfficeId[], about: 'caseEscalated'): Effect[] {
  return offices.map((office) => ({ type: 'sendNotice', subject: record.id, office, about }));
}

function endNotices(
  record: CaseBase,
  about: 'caseCleared' | 'caseOutOfScope' | 'caseReallocated',
  more: readonly OfficeId[] = [],
): Effect[] {
  const offices = new Set([record.owner, record.reporter, record.reportedBy, ...more]);
  return [...offices].map((office) => ({ type: 'sendNotice', subject: record.id, office, about }));
}

/** The case on a rung whose office has not been asked yet. Rung 1 is the review; everything above it is escalation. */
export function onSeat(base: CaseBase, seat: Seat, now: Instant): HeldCase {
  const { rung, office } = seat;
  return {
    ...base,
    status: rung.number === 1 ? 'inReview' : 'escalated',
    rung: rung.number,
    holder: office,
    holderName: rung.name,
    since: now,
    undeliverable: false,
  };
}

/** Notices to the offices of the project's other units, when a district rung is reached. */
export function seatNotices(base: CaseBase, seat: Seat): Effect[] {
  return notices(base, seat.others, 'caseEscalated');
}

/** The same office is asked once more, in a new round with its full time; it has held the case all along. */
export function askAgain({ case: held }: Moment): CaseStep {
  const { approvalId: _asked, deadline: _due, answered: _used, ...rest } = held;
  return { case: { ...rest, rounds: held.rounds + 1 }, facts: [], effects: [] };
}

/**
 * One rung up, to the next office that may decide. At the top the rung is asked again with a new round; a commitment
 * that was not kept and a question that was not answered end either way.
 */
export function climb(moment: Moment & { readonly cause: ClimbCause }): CaseStep {
  const { case: held, ladder, now, cause } = moment;
  const base = baseOf(held);
  const seat = seatAbove(base, ladder, held.rung);
  if (seat === null) {
    if (held.status !== 'returned' && held.commitment === undefined) return askAgain(moment);
    const top = onSeat({ ...base, rounds: base.rounds + 1 }, seatFrom(base, ladder, held.rung), now);
    return { case: top, facts: [], effects: [] };
  }
  const details = { from: held.rung, to: seat.rung.number, cause };
  return {
    case: onSeat({ ...base, rounds: 0 }, seat, now),
    facts: [{ type: 'caseEscalated', office: seat.office, details }],
    effects: seatNotices(base, seat),
  };
}

/** Who answers `asker`: the reporter, or where that is the asker itself, the office that reported the blocker. */
function reporterFor(base: CaseBase, asker: OfficeId): OfficeId {
  return base.reporter === asker ? base.reportedBy : base.reporter;
}

type Spoken = Moment & { readonly office: OfficeId };

/** The office took the clearing on until `doBy`; whoever reported is to confirm it. Nobody confirms for himself. */
export function commit(args: Spoken & { readonly doBy: LocalDate }): CaseStep {
  const { case: held, office, doBy, now } = args;
  const base = baseOf(held);
  return {
    case: {
      ...base,
      status: held.rung === 1 ? 'inReview' : 'escalated',
      rung: held.rung,
      holder: reporterFor(base, office),
      holderName: REPORTER,
      since: now,
      undeliverable: false,
      commitment: { office, doBy, madeAt: now },
    },
    facts: [{ type: 'commitmentMade', office, details: { doBy } }],
    effects: [],
  };
}

/** A question goes back to the reporter; the asker's clock stands with `workingDaysLeft`. */
export function giveBack(
  args: Spoken & { readonly question: string; readonly workingDaysLeft: number },
): CaseStep {
  const { case: held, office, question, workingDaysLeft, now } = args;
  const base = baseOf(held);
  return {
    case: {
      ...base,
      status: 'returned',
      rung: held.rung,
      holder: reporterFor(base, office),
      holderName: REPORTER,
      since: now,
      undeliverable: false,
      askedBy: office,
      question,
      workingDaysLeft,
    },
    facts: [{ type: 'caseReturned', office, details: { rung: held.rung, workingDaysLeft } }],
    effects: [],
  };
}

/** The answer goes to the office that asked, with the working days it had left: at least one. */
export function answer(args: {
  readonly case: Extract<HeldCase, { status: 'returned' }>;
  readonly ladder: Ladder;
  readonly office: OfficeId;
  readonly answer: string;
  readonly now: Instant;
}): CaseStep {
  const { case: returned, ladder, office, now } = args;
  const workingDaysLeft = Math.max(1, returned.workingDaysLeft);
  const answered: Answered = { question: returned.question, answer: args.answer, workingDaysLeft };
  const seat: Seat = { rung: rungOf(ladder, returned.rung), office: returned.askedBy, others: [] };
  return {
    case: { ...onSeat(baseOf(returned), seat, now), answered },
    facts: [{ type: 'questionAnswered', office, details: { askedBy: returned.askedBy, workingDaysLeft } }],
    effects: [],
  };
}

/** The reporter confirmed: the case is over. */
export function clear({ case: held, office, now }: Spoken): CaseStep {
  const base = baseOf(held);
  const promised = held.commitment === undefined ? [] : [held.commitment.office];
  return {
    case: { ...base, status: 'cleared', closedAt: now, confirmedBy: office },
    facts: [{ type: 'caseCleared', office, details: { rung: held.rung } }],
    effects: endNotices(base, 'caseCleared', promised),
  };
}

/** Closed, because nobody on the ladder has the power to clear it; `ground` where leadership did so by command. */
export function putOutOfScope(
  args: Spoken & { readonly reason: string; readonly ground?: OutOfScopeReason },
): CaseStep {
  const { case: held, office, reason, ground, now } = args;
  const base = baseOf(held);
  const named = ground === undefined ? {} : { ground };
  const details = { rung: held.rung, ...named, reasonHash: hashOf(reason) };
  return {
    case: { ...base, status: 'outOfScope', closedAt: now, decidedBy: office, ...named, reason },
    facts: [{ type: 'caseOutOfScope', office, details }],
    effects: endNotices(base, 'caseOutOfScope'),
  };
}

/** The idle capital is to move; the case waits for the move. */
export function reallocate({ case: held, office, now }: Spoken): CaseStep {
  const base = baseOf(held);
  const fact: Fact = { type: 'caseReallocating', office, details: { rung: held.rung, idle: base.idle } };
  return { case: { ...base, status: 'reallocating', since: now }, facts: [fact], effects: [] };
}

/** The capital has moved: the case is over. */
export function finishReallocated(base: CaseBase, moveId: MoveId, now: Instant): CaseStep {
  return {
    case: { ...base, status: 'reallocated', closedAt: now, moveId },
    facts: [{ type: 'caseReallocated', details: { moveId } }],
    effects: endNotices(base, 'caseReallocated'),
  };
}

/** The move was rejected: the chairman's rung decides anew (the top rung where the ladder has no chairman). */
export function backToLadder(base: CaseBase, ladder: Ladder, now: Instant): HeldStep {
  const chairman = ladder.rungs.find((rung) => rung.office === 'cityChairman');
  const seat = seatFrom(base, ladder, chairman?.number ?? Number.POSITIVE_INFINITY);
  const details = { from: 'reallocating', to: seat.rung.number, cause: 'moveRejected' };
  return {
    case: onSeat({ ...base, rounds: 0 }, seat, now),
    facts: [{ type: 'caseEscalated', office: seat.office, details }],
    effects: seatNotices(base, seat),
  };
}
