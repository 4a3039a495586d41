import type * as z from 'zod';
import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { sumOfGroups } from '#domain/capital-sums.ts';
import { localDateOf } from '#domain/time.ts';
import type { CapitalView } from './api/views.ts';
import type { State } from './state.ts';

export type CapitalVerbs = Pick<State, 'capitalTotals' | 'latestCalendar' | 'latestRules' | 'now'>;

/** The capital of a plan year in sums; unless told, of the year that matters today. */
export async function capitalView(
  deps: CapitalVerbs,
  asked: number | undefined,
): Promise<z.infer<typeof CapitalView>> {
  const asOf = deps.now();
  const today = localDateOf(asOf);
  const [rules, calendar] = await Promise.all([deps.latestRules(today), deps.latestCalendar()]);
  const planYear = asked ?? planYearOn(rules, today);
  const groups = await deps.capitalTotals(planYear);
  return {
    asOf,
    planYear,
    groups: [...groups],
    ...sumOfGroups(groups),
    ...capitalDates(rules, calendar, planYear),
  };
}
