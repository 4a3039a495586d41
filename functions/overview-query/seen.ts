import { type RankedCase, rankCases } from '#domain/case-urgency.ts';
import type { Instant } from '#domain/time.ts';
import { boundsOf, type Caller } from '../caller.ts';
import type { Deps } from './deps.ts';

type Glance = Awaited<ReturnType<Deps['caseGlances']>>[number];

/** What the caller may see of the city's cases, ranked at `now`. A warm function reads only what has changed (ADR 0018). */
export type Seen = {
  readonly glances: readonly Glance[];
  readonly ranked: readonly RankedCase[];
};

export async function seenBy(deps: Deps, caller: Caller, now: Instant): Promise<Seen> {
  const bounds = boundsOf(caller);
  const [all, calendar] = await Promise.all([deps.caseGlances(now), deps.latestCalendar()]);
  const own = (unit: string) => bounds === null || bounds.some((each) => each === unit);
  const glances = all.filter(({ units }) => units.some(own));
  return { glances, ranked: rankCases(glances, calendar, now) };
}
