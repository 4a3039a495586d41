/**
 * Schedule expressions of EventBridge rules and EventBridge Scheduler: `rate(…)`, `cron(…)`, `at(…)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */

/** The expression is not one that EventBridge would take. */
export class InvalidSchedule extends Error {
  constructor(expression: string, reason: string) {
    super(`${expression}: ${reason}`);
    this.name = 'InvalidSchedule';
  }
}

/** The next time after `after` (both epoch ms) at which the schedule fires, undefined when it never does again. */
export type NextFire = (after: number) => number | undefined;

const MINUTE_MS = 60_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
};
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** A cron that finds no day in this many (February 29th on a given weekday comes every 28 years) never fires. */
const LOOK_AHEAD_DAYS = 30 * 366;

type LocalDay = { readonly year: number; readonly month: number; readonly day: number };

function parts(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

/** The wall clock of a time zone at an instant, written as if it were UTC (epoch ms). */
function wallTime(format: Intl.DateTimeFormat, instant: number): number {
  const field: Record<string, number> = {};
  for (const part of format.formatToParts(instant)) field[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The instant at which the zone's wall clock shows `wall`; undefined where a change of clocks skips it. */
function instantOf(format: Intl.DateTimeFormat, wall: number): number | undefined {
  const guess = wall - (wallTime(format, wall) - wall);
  const instant = guess - (wallTime(format, guess) - wall);
  return wallTime(format, instant) === wall ? instant : undefined;
}

type Field = { readonly low: number; readonly high: number; readonly names: readonly string[] };

function numberOf(token: string, field: Field): number {
  const named = field.names.indexOf(token.toUpperCase());
  const value = named === -1 ? Number(token) : named + field.low;
  if (!Number.isInteger(value) || value < field.low || value > field.high) throw new RangeError(token);
  return value;
}

function valuesOf(term: string, field: Field): Set<number> {
  const values = new Set<number>();
  for (const piece of term.split(',')) {
    const [range = '', step] = piece.split('/');
    const [from = '', to] = range.split('-');
    const low = from === '*' ? field.low : numberOf(from, field);
    const single = step === undefined ? low : field.high;
    const high = from === '*' ? field.high : to === undefined ? single : numberOf(to, field);
    const stride = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(stride) || stride < 1) throw new RangeError(piece);
    for (let value = low; value <= high; value += stride) values.add(value);
  }
  return values;
}

type DayTest = (day: LocalDay) => boolean;

const weekday = ({ year, month, day }: LocalDay): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();
const lastDay = ({ year, month }: LocalDay): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** `15W`: the weekday nearest to the 15th, without leaving the month. */
function nearestWeekday(date: LocalDay, wanted: number): number {
  const target = Math.min(wanted, lastDay(date));
  const on = weekday({ ...date, day: target });
  if (on === 6) return target === 1 ? 3 : target - 1;
  if (on === 0) return target === lastDay(date) ? target - 2 : target + 1;
  return target;
}

function dayOfMonthTest(term: string): DayTest {
  if (term === '*' || term === '?') return () => true;
  if (term === 'L') return (date) => date.day === lastDay(date);
  if (term === 'LW') return (date) => date.day === nearestWeekday(date, 31);
  const near = /^(\d{1,2})W$/.exec(term);
  if (near !== null) return (date) => date.day === nearestWeekday(date, Number(near[1]));
  const values = valuesOf(term, { low: 1, high: 31, names: [] });
  return (date) => values.has(date.day);
}

/** Days of the week count from 1 = Sunday. */
function dayOfWeekTest(term: string): DayTest {
  const field: Field = { low: 1, high: 7, names: DAYS };
  if (term === '*' || term === '?') return () => true;
  if (term === 'L') return (date) => weekday(date) === 6;
  const last = /^(\w+)L$/.exec(term);
  if (last?.[1] !== undefined) {
    const on = numberOf(last[1], field) - 1;
    return (date) => weekday(date) === on && date.day + 7 > lastDay(date);
  }
  const [day, nth] = term.split('#');
  if (day !== undefined && nth !== undefined) {
    const on = numberOf(day, field) - 1;
    return (date) => weekday(date) === on && Math.ceil(date.day / 7) === Number(nth);
  }
  const values = valuesOf(term, field);
  return (date) => values.has(weekday(date) + 1);
}

type Cron = { readonly isDay: DayTest; readonly minutesOfDay: readonly number[] };

function parseCron(expression: string, inner: string): Cron {
  const terms = inner.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = terms;
  if (terms.length !== 6) throw new InvalidSchedule(expression, 'cron takes six fields');
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new InvalidSchedule(expression, 'one of day-of-month and day-of-week must be ?');
  }
  try {
    const minutes = [...valuesOf(minute, { low: 0, high: 59, names: [] })].toSorted((a, b) => a - b);
    const hours = [...valuesOf(hour, { low: 0, high: 23, names: [] })].toSorted((a, b) => a - b);
    const months = valuesOf(month, { low: 1, high: 12, names: MONTHS });
    const years = valuesOf(year, { low: 1970, high: 2199, names: [] });
    const ofMonth = dayOfMonthTest(dayOfMonth);
    const ofWeek = dayOfWeekTest(dayOfWeek);
    return {
      isDay: (date) => years.has(date.year) && months.has(date.month) && ofMonth(date) && ofWeek(date),
      minutesOfDay: hours.flatMap((h) => minutes.map((m) => h * 60 + m)),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidSchedule(expression, `${error.message} is not a value that this field takes`);
  }
}

function cronFires({ isDay, minutesOfDay }: Cron, format: Intl.DateTimeFormat): NextFire {
  return (after) => {
    const today = new Date(wallTime(format, after));
    for (let ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead += 1) {
      const date = new Date(
        Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + ahead),
      );
      const local = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      if (!isDay(local)) continue;
      for (const minute of minutesOfDay) {
        const instant = instantOf(format, date.getTime() + minute * MINUTE_MS);
        if (instant !== undefined && instant > after) return instant;
      }
    }
    return undefined;
  };
}

function rateFires(expression: string, inner: string, anchor: number): NextFire {
  const [amount = '', unit = ''] = inner.trim().split(/\s+/);
  const unitMs = UNIT_MS[unit.replace(/s$/, '')];
  const count = Number(amount);
  if (unitMs === undefined || !Number.isInteger(count) || count < 1) {
    throw new InvalidSchedule(expression, 'rate takes a positive whole number and minutes, hours or days');
  }
  const every = count * unitMs;
  return (after) =>
    anchor + (Math.max(0, Math.floor((after - anchor) / every)) + (after < anchor ? 0 : 1)) * every;
}

/** `anchor` (epoch ms) is when the schedule was made: a rate counts from there and fires one interval later. */
export type ScheduleFrame = { readonly anchor: number; readonly timeZone?: string };

/** Throws `InvalidSchedule` for an expression that EventBridge would not take. Time zone UTC unless given. */
export function parseSchedule(expression: string, { anchor, timeZone = 'UTC' }: ScheduleFrame): NextFire {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === undefined) throw new InvalidSchedule(expression, 'a schedule is rate(…), cron(…) or at(…)');
  if (kind === 'rate') return rateFires(expression, inner, anchor);
  const format = parts(timeZone);
  if (kind === 'cron') return cronFires(parseCron(expression, inner), format);
  const wall = Date.parse(`${inner.trim()}Z`);
  if (Number.isNaN(wall)) throw new InvalidSchedule(expression, 'at takes yyyy-mm-ddThh:mm:ss');
  const instant = instantOf(format, wall);
  return (after) => (instant !== undefined && instant > after ? instant : undefined);
}
