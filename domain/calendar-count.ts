import type { Calendar, Deadline } from './calendar.ts';
import { Refusal } from './errors.ts';
import { formatDate, formatDateTime, formatShortDate, NBSP } from './format.ts';
import type { Locale, Localized } from './text.ts';
import {
  type Instant,
  instantAt,
  type LocalDate,
  type LocalTime,
  localDateOf,
  plusDays,
  weekdayOf,
} from './time.ts';

/** Offices close at 17:00: the hour of every deadline. */
export const CLOSING_TIME: LocalTime = '17:00';

const WEEKEND: Localized = { vi: 'cuối tuần', en: 'weekend' };
const SATURDAY = 6;
/** More stretches than this are counted, not listed. */
const LISTED_WEEKENDS = 3;

type Skipped = Deadline['skipped'][number];
/** Neighbouring skipped days with one reason, first and last included. */
type Stretch = { readonly reason: Localized; readonly first: LocalDate; readonly last: LocalDate };

/** Why `date` does not count, or null when it is a working day. Refuses `calendar.yearMissing`. */
function reasonOff(calendar: Calendar, date: LocalDate): Localized | null {
  const year = Number(date.slice(0, 4));
  const days = calendar.years.find((entry) => entry.year === year);
  if (days === undefined) throw new Refusal('calendar.yearMissing', { year });
  const holiday = days.off.find((day) => day.date === date);
  if (holiday !== undefined) return holiday.name;
  if (weekdayOf(date) < SATURDAY) return null;
  return days.worked.some((day) => day.date === date) ? null : WEEKEND;
}

/** Monday to Friday, less holidays and swapped days off, plus weekend days worked in a swap. Refuses `calendar.yearMissing`. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return reasonOff(calendar, date) === null;
}

/**
 * As `isWorkingDay`, but in a year that the calendar lacks Monday to Friday: near enough to expect something by, or to say
 * how late it is when the year began before its calendar came, never to promise or count a deadline by.
 */
export function isLikelyWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const known = calendar.years.some(({ year }) => year === Number(date.slice(0, 4)));
  return known ? isWorkingDay(calendar, date) : weekdayOf(date) < SATURDAY;
}

/** Working days d with `from` < d ≤ `to`, as far as one can tell today. */
export function likelyWorkingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  return countBetween(from, to, (day) => isLikelyWorkingDay(calendar, day));
}

function countBetween(from: LocalDate, to: LocalDate, counts: (day: LocalDate) => boolean): number {
  let count = 0;
  for (let day = plusDays(from, 1); day <= to; day = plusDays(day, 1)) {
    if (counts(day)) count += 1;
  }
  return count;
}

/** Working days d with `from` < d ≤ `to`; 0 when `to` is not after `from`. Refuses `calendar.yearMissing`. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  return countBetween(from, to, (day) => isWorkingDay(calendar, day));
}

/** A calendar need not reach a day that is further ahead. */
const FAR_AHEAD_MS = 31 * 86_400_000;

/** Working days from today up to `day`: 0 when it is not ahead, endless when it is more than a month ahead. */
export function workingDaysUpTo(calendar: Calendar, today: LocalDate, day: LocalDate): number {
  const farAhead = Date.parse(day) - Date.parse(today) > FAR_AHEAD_MS;
  return farAhead ? Number.POSITIVE_INFINITY : workingDaysBetween(calendar, today, day);
}

function walk(
  calendar: Calendar,
  from: LocalDate,
  workingDays: number,
): { last: LocalDate; skipped: Skipped[] } {
  const skipped: Skipped[] = [];
  let last = from;
  for (let left = workingDays; left > 0; ) {
    last = plusDays(last, 1);
    const reason = reasonOff(calendar, last);
    if (reason === null) left -= 1;
    else skipped.push({ date: last, reason });
  }
  return { last, skipped };
}

/** `time` on the n-th working day after the day of `from`, which never counts; n = 0 is that day itself. */
export function workingDayAt(calendar: Calendar, from: Instant, n: number, time: LocalTime): Instant {
  return instantAt(walk(calendar, localDateOf(from), n).last, time);
}

/**
 * Due at 17:00 of the n-th working day after the day of `from`, which never counts, whatever the hour. `skipped` lists the
 * days on the way that did not count: weekends, named holidays, swapped days. Refuses `calendar.yearMissing`.
 */
export function deadlineAfter(calendar: Calendar, from: Instant, workingDays: number): Deadline {
  const { last, skipped } = walk(calendar, localDateOf(from), workingDays);
  return {
    from,
    at: instantAt(last, CLOSING_TIME),
    workingDays,
    skipped,
    calendarVersion: calendar.version,
  };
}

/** The last working day on or before `date`: 31/01/2025 lies in the Tết break, so 24/01/2025. */
export function lastWorkingDayUpTo(calendar: Calendar, date: LocalDate): LocalDate {
  let day = date;
  while (!isWorkingDay(calendar, day)) day = plusDays(day, -1);
  return day;
}

function stretchesOf(skipped: readonly Skipped[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { date, reason } of skipped) {
    const previous = stretches.at(-1);
    if (previous?.reason.vi === reason.vi && plusDays(previous.last, 1) === date) {
      stretches[stretches.length - 1] = { ...previous, last: date };
    } else stretches.push({ reason, first: date, last: date });
  }
  return stretches;
}

/** Days of another year than the count began in carry their year. */
function dayText(date: LocalDate, year: string, locale: Locale): string {
  return date.startsWith(year) ? formatShortDate(date, locale) : formatDate(date, locale);
}

function spanText({ first, last }: Stretch, year: string, locale: Locale): string {
  if (first === last) return dayText(first, year, locale);
  const start =
    first.slice(0, 7) === last.slice(0, 7) ? startDay(first, locale) : dayText(first, year, locale);
  return `${start}–${dayText(last, year, locale)}`;
}

/** "12" of "12–13/10": Vietnamese keeps the leading zero, as its dates do. */
function startDay(date: LocalDate, locale: Locale): string {
  return locale === 'vi' ? date.slice(8) : String(Number(date.slice(8)));
}

const WORDS = {
  vi: {
    counted: (n: number, day: string) => `${n}${NBSP}ngày làm việc kể từ ${day}`,
    not: (list: string) => `, không tính ${list}`,
    weekends: (n: number, first: string, last: string) => `${n}${NBSP}kỳ cuối tuần từ ${first} đến ${last}`,
    due: (at: string) => `; hạn ${at}`,
  },
  en: {
    counted: (n: number, day: string) => `${n}${NBSP}working ${n === 1 ? 'day' : 'days'} after ${day}`,
    not: (list: string) => `, not counting ${list}`,
    weekends: (n: number, first: string, last: string) => `${n}${NBSP}weekends from ${first} to ${last}`,
    due: (at: string) => `; due ${at}`,
  },
} as const;

/** Weekends together (counted when they are many), then each holiday by its name. */
function skippedTexts(skipped: readonly Skipped[], year: string, locale: Locale): string[] {
  const stretches = stretchesOf(skipped);
  const weekends = stretches.filter(({ reason }) => reason.vi === WEEKEND.vi);
  const [first, last] = [weekends.at(0), weekends.at(-1)];
  const texts = stretches
    .filter(({ reason }) => reason.vi !== WEEKEND.vi)
    .map((stretch) => `${stretch.reason[locale]} (${spanText(stretch, year, locale)})`);
  if (first === undefined || last === undefined) return texts;
  const together =
    weekends.length > LISTED_WEEKENDS
      ? WORDS[locale].weekends(
          weekends.length,
          dayText(first.first, year, locale),
          dayText(last.last, year, locale),
        )
      : `${WEEKEND[locale]} ${weekends.map((stretch) => spanText(stretch, year, locale)).join(', ')}`;
  return [together, ...texts];
}

function explain(deadline: Deadline, locale: Locale): string {
  const from = localDateOf(deadline.from);
  const words = WORDS[locale];
  const skipped = skippedTexts(deadline.skipped, from.slice(0, 4), locale);
  return [
    words.counted(deadline.workingDays, formatDate(from, locale)),
    skipped.length === 0 ? '' : words.not(skipped.join(', ')),
    words.due(formatDateTime(deadline.at, locale)),
  ].join('');
}

/**
 * How a deadline was counted, in both languages: «5 ngày làm việc kể từ 08/10/2024, không tính cuối tuần 12–13/10; hạn
 * 17:00, thứ Ba 15/10/2024».
 */
export function explainDeadline(deadline: Deadline): Localized {
  return { vi: explain(deadline, 'vi'), en: explain(deadline, 'en') };
}
