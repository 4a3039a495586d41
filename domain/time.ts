import * as z from 'zod';

/** Vietnam keeps UTC+7 all year, without summer time. */
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

/** A point in time: ISO 8601 in UTC with milliseconds, so that text order is time order. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .refine((value) => !Number.isNaN(Date.parse(value)), 'instant.invalid')
  .brand('Instant');
export type Instant = z.infer<typeof Instant>;

/** Whatever day arithmetic ends on. */
const AnyDay = z.iso.date().brand('LocalDate');

/**
 * A calendar day in Vietnam: `2024-10-08`. Years from 1900 to 2999: a day further off is a slip of the finger, and its
 * neighbours could fall out of what four digits can say.
 */
export const LocalDate = z.iso
  .date({ abort: true })
  .refine((day) => day >= '1900-01-01' && day <= '2999-12-31', 'date.outside')
  .brand('LocalDate');
export type LocalDate = z.infer<typeof LocalDate>;

/** Time of day in Vietnam, `HH:mm`. */
export type LocalTime = `${number}:${number}`;

export function instantOf(epochMs: number): Instant {
  return Instant.parse(new Date(epochMs).toISOString());
}

export function epochMs(instant: Instant): number {
  return Date.parse(instant);
}

/** The Vietnamese calendar day on which an instant falls. */
export function localDateOf(instant: Instant): LocalDate {
  return LocalDate.parse(new Date(epochMs(instant) + VIETNAM_OFFSET_MS).toISOString().slice(0, 10));
}

/** What a Vietnamese clock shows at an instant: `17:00`. */
export function localTimeOf(instant: Instant): string {
  return new Date(epochMs(instant) + VIETNAM_OFFSET_MS).toISOString().slice(11, 16);
}

/** The instant at which a Vietnamese clock shows `time` on `date`. */
export function instantAt(date: LocalDate, time: LocalTime): Instant {
  return instantOf(Date.parse(`${date}T${time}:00.000Z`) - VIETNAM_OFFSET_MS);
}

/** The calendar day `days` after `date` (before it, when negative). */
export function plusDays(date: LocalDate, days: number): LocalDate {
  return AnyDay.parse(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10));
}

/** Whether a day lies in a span of days; `to` is the first day on which it is over. */
export function isWithin(
  { from, to }: { readonly from: LocalDate; readonly to?: LocalDate | undefined },
  day: LocalDate,
): boolean {
  return from <= day && (to === undefined || day < to);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Whole milliseconds from `from` to `to`; negative when `to` lies before. */
export function msBetween(from: Instant, to: Instant): number {
  return epochMs(to) - epochMs(from);
}
