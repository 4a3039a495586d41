import type { Calendar } from '#domain/calendar.ts';
import { lastWorkingDayUpTo } from '#domain/calendar-count.ts';
import { CaseId } from '#domain/ids.ts';
import { type Instant, instantAt, localDateOf, plusDays } from '#domain/time.ts';
import type { OverviewView } from '../api/contract-overview.ts';
import type { Deps } from './deps.ts';
import type { Seen } from './seen.ts';

const SHOWN = 6;

/** What has changed since the beginning of the working day before, each case by its newest receipt. */
export async function changesSince(
  deps: Deps,
  { glances }: Seen,
  { calendar, now }: { readonly calendar: Calendar; readonly now: Instant },
): Promise<OverviewView['changes']> {
  const since = instantAt(lastWorkingDayUpTo(calendar, plusDays(localDateOf(now), -1)), '00:00');
  const changed = glances
    .filter(({ changedAt }) => changedAt >= since)
    .toSorted((one, other) => (one.changedAt > other.changedAt ? -1 : 1));
  const records = await deps.findCases(changed.slice(0, SHOWN).map(({ id }) => CaseId.parse(id)));
  const newest = await Promise.all(
    records.map(async ({ id, projectName, status }) => {
      const { items } = await deps.receiptsOf(id, { limit: 1, newestFirst: true });
      return items.map(({ type, at }) => ({ caseId: id, projectName, status, type, at }));
    }),
  );
  return { since, cases: changed.length, newest: newest.flat() };
}
