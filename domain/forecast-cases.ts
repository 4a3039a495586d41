import type { Blocker } from './blocker.ts';
import type { Calendar } from './calendar.ts';
import { likelyWorkingDaysBetween } from './calendar-count.ts';
import type { Case, HeldCase, PausedCase } from './case.ts';
import type { OpenBlocker } from './forecast.ts';
import type { Ladder } from './ladder.ts';
import { type LocalDate, localDateOf } from './time.ts';

/** Of two asks one climbs: what is expected of the rungs above counts half, and half again. */
const CLIMBS = 0.5;

type OpenCase = PausedCase['before'] | PausedCase;
type At = { readonly ladder: Ladder; readonly calendar: Calendar; readonly today: LocalDate };

/** Working days that the rungs above `rung` are expected to add. */
function above(rung: number, { ladder }: At): number {
  return ladder.rungs
    .filter(({ number }) => number > rung)
    .reduce((sum, { answerWithin, number }) => sum + answerWithin * CLIMBS ** (number - rung), 0);
}

function heldDays(record: HeldCase, at: At): number {
  const { calendar, today } = at;
  const { commitment, deadline } = record;
  if (commitment !== undefined) return likelyWorkingDaysBetween(calendar, today, commitment.doBy);
  const left =
    deadline === undefined ? 0 : likelyWorkingDaysBetween(calendar, today, localDateOf(deadline.at));
  return left + above(record.rung, at);
}

function activeDays(record: PausedCase['before'], at: At): number {
  return 'rung' in record ? heldDays(record, at) : above(0, at);
}

function daysLeft(record: OpenCase, at: At): number {
  if (record.status !== 'paused') return activeDays(record, at);
  return likelyWorkingDaysBetween(at.calendar, at.today, record.reviewOn) + activeDays(record.before, at);
}

/**
 * When an open case is expected to end, in working days of the ladder: what is left of the present ask (or up to the day
 * that an office committed to), half of the next rung, a quarter of the one after, and the reporter's confirmation. Null
 * for a case that is closed.
 */
export function openBlockerOf(record: Case, blocker: Blocker | null, at: At): OpenBlocker | null {
  if ('closedAt' in record) return null;
  const left = daysLeft(record, at);
  const households = blocker?.householdsLeft ?? null;
  return {
    caseId: record.id,
    endsIn: Math.round(left) + at.ladder.steps.confirmCleared.answerWithin,
    households,
  };
}
