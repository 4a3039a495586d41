import * as z from 'zod';
import { DAY_MS, LocalDate, plusDays, weekdayOf } from '../time.ts';

/** The Monday of the week in which a day lies. */
export function mondayOf(day: LocalDate): LocalDate {
  return plusDays(day, 1 - weekdayOf(day));
}

function nameOf(monday: LocalDate): string {
  // A week belongs to the year of its Thursday (ISO 8601).
  const thursday = plusDays(monday, 3);
  const year = thursday.slice(0, 4);
  const days = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / DAY_MS;
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`;
}

/** The fourth of January always lies in the first week. */
function mondayNamed(week: string): LocalDate {
  const first = mondayOf(LocalDate.parse(`${week.slice(0, 4)}-01-04`));
  return plusDays(first, (Number(week.slice(6)) - 1) * 7);
}

/** A week as ISO 8601 names it, `2024-W41`; text order is time order. */
export const IsoWeek = z
  .string()
  .regex(/^20\d{2}-W(0[1-9]|[1-4]\d|5[0-3])$/, { abort: true })
  // Most years have no 53rd week.
  .refine((week) => nameOf(mondayNamed(week)) === week, 'week.invalid')
  .brand('IsoWeek');
export type IsoWeek = z.infer<typeof IsoWeek>;

export function weekOf(day: LocalDate): IsoWeek {
  return IsoWeek.parse(nameOf(mondayOf(day)));
}

export function mondayOfWeek(week: IsoWeek): LocalDate {
  return mondayNamed(week);
}

/** The week `weeks` later (earlier, when negative). */
export function plusWeeks(week: IsoWeek, weeks: number): IsoWeek {
  return weekOf(plusDays(mondayNamed(week), weeks * 7));
}
