import * as z from 'zod';
import { Localized, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/** A weekday on which offices are closed, or a weekend day on which they work (a swap), with the document that says so. */
export const CalendarDay = z.object({ date: LocalDate, name: Localized, source: text(300) });
export type CalendarDay = z.infer<typeof CalendarDay>;

/** The public-sector calendar of one year. Years that are not in the calendar have no working days to count. */
export const CalendarYear = z.object({
  year: z.int().min(2024).max(2100),
  off: z.array(CalendarDay),
  worked: z.array(CalendarDay),
});

/** Working days (Monday to Friday, less `off`, plus `worked`), versioned: a deadline names the version it was counted with. */
export const Calendar = z.object({ version: text(40), years: z.array(CalendarYear).min(1) });
export type Calendar = z.infer<typeof Calendar>;
export type CalendarYear = z.infer<typeof CalendarYear>;

/**
 * A due time that can explain itself: counted from the day after `from`, `workingDays` of them, due at 17:00 of the last.
 * `skipped` are the days between that did not count, in order.
 */
export const Deadline = z.object({
  from: Instant,
  at: Instant,
  workingDays: z.int().nonnegative(),
  skipped: z.array(z.object({ date: LocalDate, reason: Localized })),
  calendarVersion: text(40),
});
export type Deadline = z.infer<typeof Deadline>;
