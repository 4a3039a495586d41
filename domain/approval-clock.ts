import type { OpenApproval } from './approval.ts';
import { restateClock } from './approval-shown.ts';
import type { Calendar } from './calendar.ts';
import { CLOSING_TIME, deadlineAfter, workingDayAt, workingDaysBetween } from './calendar-count.ts';
import type { RungPoint, StepRule } from './ladder.ts';
import { type Instant, type LocalTime, localDateOf } from './time.ts';

/** What the system does by itself, it does when offices open. */
export const OPENING_TIME: LocalTime = '08:00';

/** The clock of an approval: everything about it that is counted in working days from `deadline.from`. */
export type Clock = Pick<OpenApproval, 'deadline' | 'points' | 'pointsDone' | 'expiresAt'>;

/** One thing that the system will do by itself while nobody answers. */
export type PointAhead = { readonly act: RungPoint['act']; readonly at: Instant };

/**
 * A full clock from `from` (the day of `from` never counts): due at 17:00 of the last working day, silent until 17:00 of a
 * later one (never before the due time), points at 08:00 of theirs, in order. Refuses `calendar.yearMissing`.
 */
export function startClock(args: {
  readonly calendar: Calendar;
  readonly from: Instant;
  readonly rule: Pick<StepRule, 'answerWithin' | 'points' | 'silenceAfter'>;
}): Clock {
  const { calendar, from, rule } = args;
  const silenceAfter = Math.max(rule.answerWithin, rule.silenceAfter);
  return {
    deadline: deadlineAfter(calendar, from, rule.answerWithin),
    points: rule.points.toSorted((left, right) => left.afterWorkingDays - right.afterWorkingDays),
    pointsDone: 0,
    expiresAt: workingDayAt(calendar, from, silenceAfter, CLOSING_TIME),
  };
}

/** The rule of a rung whose clock has run before: `left` working days to answer, everything later moved up alike. */
export function withDaysLeft(rule: StepRule, left: number): StepRule {
  const used = Math.max(0, rule.answerWithin - left);
  return {
    ...rule,
    answerWithin: left,
    silenceAfter: Math.max(left, rule.silenceAfter - used),
    points: rule.points
      .filter((point) => point.afterWorkingDays > used)
      .map((point) => ({ ...point, afterWorkingDays: point.afterWorkingDays - used })),
  };
}

function pointAt(calendar: Calendar, from: Instant, point: RungPoint): Instant {
  return workingDayAt(calendar, from, point.afterWorkingDays, OPENING_TIME);
}

/** The points that have not been carried out, with their instants, in order. Refuses `calendar.yearMissing`. */
export function pointsAhead(approval: Clock, calendar: Calendar): PointAhead[] {
  return approval.points.slice(approval.pointsDone).map((point) => ({
    act: point.act,
    at: pointAt(calendar, approval.deadline.from, point),
  }));
}

/** Whole working days from the day of `now` to the due day; 0 on the due day and after it. */
export function workingDaysLeft(approval: Clock, calendar: Calendar, now: Instant): number {
  return workingDaysBetween(calendar, localDateOf(now), localDateOf(approval.deadline.at));
}

/**
 * The clock stands from `now` and is looked at again at `until`. The present wait is over (its token is to be answered);
 * where none was registered yet, one that is being planned must be planned again.
 */
export function stopClock(args: {
  readonly approval: OpenApproval;
  readonly calendar: Calendar;
  readonly now: Instant;
  readonly until: Instant;
}): OpenApproval {
  const { calendar, now, until } = args;
  const { waiting, ...approval } = args.approval;
  const stopped = { at: now, workingDaysLeft: workingDaysLeft(approval, calendar, now), until };
  return { ...approval, stopped, ...(waiting === undefined ? { planAgain: true } : {}) };
}

/**
 * The clock goes on at `now` with the working days that it had left (at least one), as do silence and the points that had
 * not been carried out. What the page shows about the clock is restated, so pages opened before are stale.
 */
export function restartClock(args: {
  readonly approval: OpenApproval;
  readonly calendar: Calendar;
  readonly now: Instant;
}): OpenApproval {
  const { calendar, now } = args;
  const { stopped, waiting, expiresBy: _counted, ...approval } = args.approval;
  if (stopped === undefined) return args.approval;
  const stoppedOn = localDateOf(stopped.at);
  const daysUntil = (at: Instant) => Math.max(1, workingDaysBetween(calendar, stoppedOn, localDateOf(at)));
  const points = pointsAhead(approval, calendar).map(({ act, at }) => ({
    act,
    afterWorkingDays: daysUntil(at),
  }));
  const answerWithin = Math.max(1, stopped.workingDaysLeft);
  const silenceAfter = daysUntil(approval.expiresAt);
  const clock = startClock({ calendar, from: now, rule: { answerWithin, silenceAfter, points } });
  return {
    ...approval,
    ...clock,
    ...restateClock(approval.shown, clock),
    ...(waiting === undefined ? { planAgain: true } : {}),
  };
}
