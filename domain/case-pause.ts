import type { OpenApproval } from './approval.ts';
import { restartClock, stopClock } from './approval-clock.ts';
import { wake } from './approval-end.ts';
import type { Calendar } from './calendar.ts';
import type { ActiveCase, Case, PausedCase, PauseReason } from './case.ts';
import { reviewAt } from './case-life.ts';
import { baseOf } from './case-steps.ts';
import { type Change, mergeChanges } from './change.ts';
import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import { changeOfCase } from './seal.ts';
import { type Instant, type LocalDate, localDateOf, plusDays } from './time.ts';

/** The operator's task is about the system, not about the blocker: its clock never stops. */
function clocksOf(approvals: readonly OpenApproval[]): OpenApproval[] {
  return approvals.filter((approval) => approval.kind !== 'recoverCase');
}

function assertActive(record: Case): asserts record is ActiveCase {
  switch (record.status) {
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      throw new Refusal('case.closed', { case: record.id });
    case 'paused':
      throw new Refusal('case.wrongStatus', { case: record.id, status: 'paused' });
    case 'reported':
    case 'inReview':
    case 'returned':
    case 'escalated':
    case 'reallocating':
  }
}

/** A case that nobody looks at for longer is forgotten. */
const LONGEST_PAUSE_DAYS = 366;

/** Refuses `case.reviewDateNotAhead`, `case.reviewDateTooFar`. */
function assertReview(reviewOn: LocalDate, now: Instant): void {
  const today = localDateOf(now);
  const latest = plusDays(today, LONGEST_PAUSE_DAYS);
  if (reviewOn > today && reviewOn <= latest) return;
  const code = reviewOn > latest ? 'case.reviewDateTooFar' : 'case.reviewDateNotAhead';
  const details = { reviewOn, latest };
  throw new Refusal(code, details, [{ path: 'reviewOn', code, details }]);
}

/**
 * Stops a case, for a reason from the list, until 08:00 of `reviewOn` or a command. The clocks of `openApprovals` (all
 * open ones of the case, and of its move) stand, and their waits wake up to wait for the review instead. No decision is
 * taken while a case is paused. Refuses `case.closed`, `case.wrongStatus` (paused already), `case.reviewDateNotAhead`,
 * `case.reviewDateTooFar`.
 */
export function pauseCase(args: {
  readonly case: Case;
  readonly openApprovals: readonly OpenApproval[];
  readonly reason: PauseReason;
  readonly note: string;
  readonly reviewOn: LocalDate;
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly by: OfficeId;
}): Change {
  const { case: record, reason, note, reviewOn, calendar, now, by } = args;
  assertActive(record);
  assertReview(reviewOn, now);
  const paused: PausedCase = {
    ...baseOf(record),
    status: 'paused',
    reason,
    note,
    since: now,
    reviewOn,
    before: record,
  };
  const until = reviewAt(paused);
  const open = clocksOf(args.openApprovals);
  const approvals = open.map((approval) => ({
    ...stopClock({ approval, calendar, now, until }),
    version: approval.version + 1,
  }));
  const details = { reason, reviewOn, before: record.status };
  const facts = [{ type: 'casePaused' as const, office: by, details }];
  return mergeChanges(changeOfCase({ case: paused, facts, effects: [] }, now), {
    approvals,
    effects: open.flatMap(wake),
  });
}

/** The case as it was before the pause, with what was written on it meanwhile, and the due time of the restarted clock. */
function unpaused(paused: PausedCase, restarted: readonly OpenApproval[]): ActiveCase {
  const { chain, version, atRisk, idle } = paused;
  const before: ActiveCase = { ...paused.before, chain, version, atRisk, idle };
  if (before.status === 'reported' || before.status === 'reallocating') return before;
  const asked = restarted.find(({ id }) => id === before.approvalId);
  return asked === undefined ? before : { ...before, deadline: asked.deadline };
}

/**
 * Ends a pause, by command (`by`) or because the review date has come. The clocks of `openApprovals` go on with the days
 * they had left; their waits wake up to be planned anew. Refuses `case.notPaused`.
 */
export function resumeCase(args: {
  readonly case: Case;
  readonly openApprovals: readonly OpenApproval[];
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly by?: OfficeId | undefined;
}): Change {
  const { case: record, calendar, now, by } = args;
  if (record.status !== 'paused') throw new Refusal('case.notPaused', { case: record.id });
  const open = clocksOf(args.openApprovals);
  const restarted = open.map((approval) => ({
    ...restartClock({ approval, calendar, now }),
    version: approval.version + 1,
  }));
  const details = { since: record.since, by: by === undefined ? 'reviewDate' : 'command' };
  const facts = [{ type: 'caseResumed' as const, ...(by === undefined ? {} : { office: by }), details }];
  const resumed = unpaused(record, restarted);
  return mergeChanges(changeOfCase({ case: resumed, facts, effects: [] }, now), {
    approvals: restarted,
    effects: open.flatMap(wake),
  });
}
