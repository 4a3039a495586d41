import type { Calendar } from './calendar.ts';
import { lastWorkingDayUpTo } from './calendar-count.ts';
import { adjustmentDeadline, disbursementDeadline } from './move-rules.ts';
import type { Rules } from './rules.ts';
import { type LocalDate, plusDays } from './time.ts';

/** The days that bind the capital of a plan year. */
export type CapitalDates = {
  /** The last day on which the plan may still be adjusted. */
  readonly adjustmentUntil: LocalDate;
  /** The last day on which it may be disbursed. */
  readonly disbursementUntil: LocalDate;
  /** The last working day up to then, on which the treasury pays; null when the calendar doesn't reach that far. */
  readonly lastWorkingDay: LocalDate | null;
};

/** Long enough to find a working day before any holiday. */
const LONGEST_BREAK_DAYS = 31;

export function capitalDates(rules: Rules, calendar: Calendar, planYear: number): CapitalDates {
  const disbursementUntil = disbursementDeadline(rules, planYear);
  const needed = [plusDays(disbursementUntil, -LONGEST_BREAK_DAYS), disbursementUntil];
  const counted = needed.every((date) =>
    calendar.years.some(({ year }) => year === Number(date.slice(0, 4))),
  );
  return {
    adjustmentUntil: adjustmentDeadline(rules, planYear),
    disbursementUntil,
    lastWorkingDay: counted ? lastWorkingDayUpTo(calendar, disbursementUntil) : null,
  };
}

/** The plan year that matters on a day: last year's as long as it may be disbursed, then the running one. */
export function planYearOn(rules: Rules, today: LocalDate): number {
  const year = Number(today.slice(0, 4));
  return today <= disbursementDeadline(rules, year - 1) ? year - 1 : year;
}
