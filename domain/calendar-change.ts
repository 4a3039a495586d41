import * as z from 'zod';
import type { Calendar, CalendarDay, CalendarYear } from './calendar.ts';
import { isWorkingDay } from './calendar-count.ts';
import { type FieldProblem, Refusal } from './errors.ts';
import { Localized, text } from './text.ts';
import { LocalDate, weekdayOf } from './time.ts';

/**
 * A change of the calendar: days that become days off or (weekends) working days, and named days that go back to what
 * their weekday says. A swap is one of each. `source` is the document that orders it.
 */
export const CalendarChange = z.strictObject({
  set: z
    .array(z.strictObject({ date: LocalDate, as: z.enum(['off', 'worked']), name: Localized }))
    .max(40)
    .default([]),
  unset: z.array(LocalDate).max(40).default([]),
  source: text(300),
});
export type CalendarChange = z.infer<typeof CalendarChange>;

const SATURDAY = 6;

/** `2026-01` → `2026-01+001` → `2026-01+002`: sorts behind every version before it, and before the next year's. */
export function nextVersion(version: string): string {
  const [base, count = '0'] = version.split('+');
  return `${base}+${String(Number(count) + 1).padStart(3, '0')}`;
}

function problemsOf(calendar: Calendar, change: CalendarChange): FieldProblem[] {
  const { set, unset } = change;
  const dates = [...set.map(({ date }) => date), ...unset];
  const days = calendar.years.flatMap((year) => [...year.off, ...year.worked]);
  const years = new Set(calendar.years.map(({ year }) => String(year)));
  const nameless = dates.length === 0 ? [{ path: 'set', code: 'required' }] : [];
  const twice = new Set(dates).size < dates.length ? [{ path: 'set', code: 'day.twice' }] : [];
  const settings = set.flatMap(({ date, as }, index): FieldProblem[] => {
    const path = `set.${index}.date`;
    if (!years.has(date.slice(0, 4))) return [{ path, code: 'calendar.yearMissing' }];
    if (as === 'worked' && weekdayOf(date) < SATURDAY) return [{ path, code: 'day.notWeekend' }];
    const works = isWorkingDay(calendar, date);
    return works === (as === 'worked') ? [{ path, code: works ? 'day.worksAlready' : 'day.offAlready' }] : [];
  });
  const unsettings = unset.flatMap((date, index): FieldProblem[] =>
    days.some((day) => day.date === date) ? [] : [{ path: `unset.${index}`, code: 'day.notListed' }],
  );
  return [...nameless, ...twice, ...settings, ...unsettings];
}

function inOrder(days: readonly CalendarDay[]): CalendarDay[] {
  return days.toSorted((left, right) => (left.date < right.date ? -1 : 1));
}

function changedYear(year: CalendarYear, change: CalendarChange): CalendarYear {
  const { source } = change;
  const added = (as: 'off' | 'worked') =>
    change.set
      .filter((day) => day.as === as && day.date.startsWith(String(year.year)))
      .map(({ date, name }) => ({ date, name, source }));
  // A day stands on one list only: what it was called before is over.
  const named = new Set([...change.unset, ...change.set.map(({ date }) => date)]);
  const kept = (days: readonly CalendarDay[]) => days.filter(({ date }) => !named.has(date));
  return {
    year: year.year,
    off: inOrder([...kept(year.off), ...added('off')]),
    worked: inOrder([...kept(year.worked), ...added('worked')]),
  };
}

/**
 * The calendar in its next version. The one before stays as it is: a deadline names the version it was counted with.
 * Refuses `input.invalid` with each day that is wrong: off (or worked) already, a weekday that is to be worked, one that no
 * entry names, one of a year without a calendar, one named twice; and a change of no day.
 */
export function changeCalendar(calendar: Calendar, change: CalendarChange): Calendar {
  const problems = problemsOf(calendar, change);
  if (problems.length > 0) throw new Refusal('input.invalid', {}, problems);
  return {
    version: nextVersion(calendar.version),
    years: calendar.years.map((year) => changedYear(year, change)),
  };
}
