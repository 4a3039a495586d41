import type { Calendar } from '#domain/calendar.ts';
import { workingDaysBetween } from '#domain/calendar-count.ts';
import { type Dong, dong } from '#domain/money.ts';
import { paceOf } from '#domain/overview.ts';
import { LocalDate, localDateOf } from '#domain/time.ts';
import type { OverviewView } from '../api/contract-overview.ts';
import { capitalView } from '../capital-view.ts';
import type { Deps } from './deps.ts';

type Capital = NonNullable<OverviewView['capital']>;

function amount(value: number | null): Dong | null {
  return value === null ? null : dong(value);
}

/** Working days from today to a day; null where the calendar does not reach it. */
function counter(calendar: Calendar, today: LocalDate): (to: LocalDate) => number | null {
  const reaches = (date: LocalDate) => calendar.years.some(({ year }) => year === Number(date.slice(0, 4)));
  return (to) => (reaches(to) ? workingDaysBetween(calendar, today, to) : null);
}

/** The capital of the plan year that matters today, with the pace that it needs and the working days that are left. */
export async function capitalAt(deps: Deps, calendar: Calendar): Promise<Capital> {
  const [view, rules] = await Promise.all([
    capitalView(deps, undefined),
    deps.latestRules(localDateOf(deps.now())),
  ]);
  const { planYear, lastWorkingDay, adjustmentUntil, disbursementUntil } = view;
  const today = localDateOf(view.asOf);
  const eve = LocalDate.parse(`${planYear - 1}-12-31`);
  const pace = paceOf({ ...view, today, eve }, calendar);
  const left = counter(calendar, today);
  const { planAdjustment, disbursement } = rules.dateBasis;
  const days: readonly Omit<Capital['dates'][number], 'workingDaysLeft'>[] = [
    { kind: 'adjustment', on: adjustmentUntil, basis: planAdjustment },
    { kind: 'yearEnd', on: LocalDate.parse(`${planYear}-12-31`), basis: null },
    { kind: 'lastWorkingDay', on: lastWorkingDay ?? disbursementUntil, basis: disbursement },
  ];
  const dates = days
    .map((day) => ({ ...day, workingDaysLeft: left(day.on) }))
    .toSorted((one, other) => (one.on < other.on ? -1 : 1));
  return { ...view, dates, pace: { ...pace, needed: amount(pace.needed), soFar: amount(pace.soFar) } };
}
