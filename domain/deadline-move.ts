import type { Approval, OpenApproval } from './approval.ts';
import { approvalFact, wake } from './approval-end.ts';
import { restateClock } from './approval-shown.ts';
import { waitsFor } from './approval-wait.ts';
import type { Calendar, Deadline } from './calendar.ts';
import { CLOSING_TIME, deadlineAfter, workingDayAt, workingDaysBetween } from './calendar-count.ts';
import type { Case } from './case.ts';
import { type Change, mergeChanges } from './change.ts';
import type { Move } from './move.ts';
import { changeOfCase, noteFacts } from './seal.ts';
import { type Instant, localDateOf } from './time.ts';

/** The clock of an ask as a calendar leaves it: its due time, and the end of its silence. */
export type MovedDeadline = {
  readonly deadline: Deadline;
  readonly expiresAt: Instant;
  readonly expiresBy?: string;
};

/** The version of the calendar by which the end of an ask's silence was counted. */
export function countedBy(approval: Pick<Approval, 'deadline' | 'expiresBy'>): string {
  return approval.expiresBy ?? approval.deadline.calendarVersion;
}

/**
 * What `to` makes of a deadline that was counted with `from`. The rule (docs/adr/0017): the office gets the working days
 * that it was promised, so a day off that is added gives one more day; a day that was announced is never taken back, so a
 * deadline never becomes earlier; and nothing is moved to a time that has passed. `from` is the version that `countedBy`
 * names. Null when it stays as it is.
 */
export function movedDeadline(args: {
  readonly approval: Pick<Approval, 'deadline' | 'expiresAt'>;
  readonly from: Calendar;
  readonly to: Calendar;
  readonly now: Instant;
}): MovedDeadline | null {
  const { approval, from, to, now } = args;
  const { deadline, expiresAt } = approval;
  const counted = deadlineAfter(to, deadline.from, deadline.workingDays);
  const silentDays = workingDaysBetween(from, localDateOf(deadline.from), localDateOf(expiresAt));
  const silent = workingDayAt(to, deadline.from, silentDays, CLOSING_TIME);
  const later = (next: Instant, before: Instant) => next > before && next > now;
  const dueMoves = later(counted.at, deadline.at);
  const silenceMoves = later(silent, expiresAt);
  if (!dueMoves && !silenceMoves) return null;
  return {
    deadline: dueMoves ? counted : deadline,
    ...(silenceMoves ? { expiresAt: silent, expiresBy: to.version } : { expiresAt }),
  };
}

/** The case that waits for this ask, with the time that it now has. */
function withDeadline(record: Case | undefined, approval: Approval, deadline: Deadline): Case | undefined {
  return waitsFor(record, approval) ? { ...record, deadline } : undefined;
}

/**
 * Moves the deadline of one open ask, if the calendar moves it: the ask, its case and a receipt, in one change; the present
 * wait wakes up to be planned anew. Null when nothing moves, and for a stopped clock: it is counted afresh, by the calendar
 * of that day, when it goes on. Doing it again changes nothing.
 */
export function moveDeadline(args: {
  readonly approval: OpenApproval;
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  readonly from: Calendar;
  readonly to: Calendar;
  readonly now: Instant;
}): Change | null {
  const { approval, case: record, move, now } = args;
  const moved = approval.stopped === undefined ? movedDeadline(args) : null;
  if (moved === null) return null;
  const { waiting, ...rest } = approval;
  const next: OpenApproval = {
    ...rest,
    ...moved,
    ...restateClock(approval.shown, moved),
    ...(waiting === undefined ? { planAgain: true } : {}),
    version: approval.version + 1,
  };
  const fact = approvalFact('deadlineMoved', approval, {
    dueFrom: approval.deadline.at,
    dueTo: moved.deadline.at,
    expiresFrom: approval.expiresAt,
    expiresTo: moved.expiresAt,
    calendarVersion: args.to.version,
  });
  const held = move === undefined ? withDeadline(record, approval, moved.deadline) : undefined;
  const noted =
    held === undefined
      ? noteFacts({ case: record, move }, [fact], now)
      : changeOfCase({ case: held, facts: [fact], effects: [] }, now);
  return mergeChanges({ approvals: [next], effects: wake(approval) }, noted);
}
