import type { Calendar } from './calendar.ts';
import { isWorkingDay } from './calendar-count.ts';
import { epochMs, type Instant, instantAt, type LocalTime, localDateOf, plusDays } from './time.ts';

/** Office hours of a working day: eight in all. */
const SPANS: readonly (readonly [LocalTime, LocalTime])[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
];
const HOUR_MS = 3_600_000;

/** Office hours between two instants, to a tenth of an hour; 0 when `to` is not after `from`. */
export function workingHoursBetween(calendar: Calendar, from: Instant, to: Instant): number {
  let passed = 0;
  const last = localDateOf(to);
  for (let date = localDateOf(from); date <= last; date = plusDays(date, 1)) {
    if (!isWorkingDay(calendar, date)) continue;
    for (const [opens, closes] of SPANS) {
      const begins = Math.max(epochMs(from), epochMs(instantAt(date, opens)));
      const ends = Math.min(epochMs(to), epochMs(instantAt(date, closes)));
      passed += Math.max(0, ends - begins);
    }
  }
  return Math.round((passed / HOUR_MS) * 10) / 10;
}
