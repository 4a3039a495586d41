import type * as z from 'zod';
import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { sumDong } from '#domain/money.ts';
import { localDateOf } from '#domain/time.ts';
import type { CapitalView } from './api/views.ts';
import type { State } from './state.ts';

export type CapitalVerbs = Pick<State, 'capitalTotals' | 'latestCalendar' | 'latestRules' | 'now'>;

type Total = Awaited<ReturnType<CapitalVerbs['capitalTotals']>>[number];

function sumsOf(groups: readonly Total[]) {
  const sum = (figure: 'planned' | 'disbursed' | 'absorbable' | 'idle' | 'headroom' | 'reserved') =>
    sumDong(groups.map((group) => group[figure]));
  const count = (figure: 'idleProjects' | 'absorbingProjects') =>
    groups.reduce((total, group) => total + group[figure], 0);
  return {
    planned: sum('planned'),
    disbursed: sum('disbursed'),
    absorbable: sum('absorbable'),
    idle: sum('idle'),
    headroom: sum('headroom'),
    reserved: sum('reserved'),
    idleProjects: count('idleProjects'),
    absorbingProjects: count('absorbingProjects'),
  };
}

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
    ...sumsOf(groups),
    ...capitalDates(rules, calendar, planYear),
  };
}
