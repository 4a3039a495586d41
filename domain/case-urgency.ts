import type { Calendar } from './calendar.ts';
import { likelyWorkingDaysBetween, workingDaysUpTo } from './calendar-count.ts';
import type { CaseGlance } from './case-glance.ts';
import { type Instant, type LocalDate, localDateOf } from './time.ts';

/** How pressing a case is, in the order of the queue. */
export const BANDS = ['overdue', 'dueSoon', 'later', 'notDue', 'paused', 'closed'] as const;
export type Band = (typeof BANDS)[number];

/** Due within this many working days is soon. */
export const SOON_WORKING_DAYS = 2;

/** A case with its place in the queue at one moment. */
export type RankedCase = {
  readonly glance: CaseGlance;
  readonly band: Band;
  /** Working days past the due day; 0 while it is not past. */
  readonly overdueWorkingDays: number;
};

/** By urgency, or by time alone: the earliest due (reviewed) first, of closed cases the latest. */
export type Order = 'urgency' | 'due';

/** The place of a case in an order: compared part by part, lowest first. It can be written down and gone on from. */
export type Place = readonly [band: number, urgency: number, at: number, atRisk: number, id: string];

type Days = { readonly late: number; readonly ahead: number };

/** Working days from each due day to today or from today to it, counted once per due time: all are due at 17:00. */
function dayCounter(calendar: Calendar, today: LocalDate): (at: Instant) => Days {
  const counted = new Map<Instant, Days>();
  return (at) => {
    const known = counted.get(at);
    if (known !== undefined) return known;
    const day = localDateOf(at);
    const days = {
      late: likelyWorkingDaysBetween(calendar, day, today),
      ahead: workingDaysUpTo(calendar, today, day),
    };
    counted.set(at, days);
    return days;
  };
}

/** Ranks cases as they stand at `now`. */
export function rankCases(
  glances: readonly CaseGlance[],
  calendar: Calendar,
  now: Instant,
): readonly RankedCase[] {
  const daysOf = dayCounter(calendar, localDateOf(now));
  return glances.map((glance): RankedCase => {
    const { state, at } = glance;
    if (state !== 'open') return { glance, band: state, overdueWorkingDays: 0 };
    if (at === null) return { glance, band: 'notDue', overdueWorkingDays: 0 };
    const { late, ahead } = daysOf(at);
    if (now > at) return { glance, band: 'overdue', overdueWorkingDays: late };
    return { glance, band: ahead <= SOON_WORKING_DAYS ? 'dueSoon' : 'later', overdueWorkingDays: 0 };
  });
}

const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * The urgency of a case is its working days overdue times its đồng at risk; what is not overdue has none and follows by its due
 * time, then by what is at risk. Paused and closed cases come last: by review date, and the latest closed first.
 */
export function placeOf({ glance, band, overdueWorkingDays }: RankedCase, order: Order): Place {
  const { at, atRisk, id, state } = glance;
  const time = at === null ? NEVER : Date.parse(at);
  const when = state === 'closed' ? -time : time;
  if (order === 'due') return [state === 'open' ? 0 : BANDS.indexOf(band), 0, when, 0, id];
  return [BANDS.indexOf(band), 0 - overdueWorkingDays * atRisk, when, 0 - atRisk, id];
}

/** Below 0 when `left` comes first. */
export function comparePlaces(left: Place, right: Place): number {
  return (
    left[0] - right[0] ||
    left[1] - right[1] ||
    left[2] - right[2] ||
    left[3] - right[3] ||
    (left[4] < right[4] ? -1 : Number(left[4] > right[4]))
  );
}
