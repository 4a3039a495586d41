import { type CaseFilter, isInTab, narrow, sumOf, TABS, type Tab } from '#domain/case-filter.ts';
import {
  BANDS,
  type Band,
  comparePlaces,
  placeOf,
  type RankedCase,
  rankCases,
} from '#domain/case-urgency.ts';
import { CaseId, OfficeId, type UnitCode } from '#domain/ids.ts';
import { dong } from '#domain/money.ts';
import { type Instant, instantAt } from '#domain/time.ts';
import type { QueueFilters, QueueOverview } from '../api/contract-queue.ts';
import { assertSees, boundsOf, type Caller } from '../caller.ts';
import type { State } from '../state.ts';

export type RankVerbs = Pick<State, 'caseGlances' | 'latestCalendar'>;

/** A view of the queue, what narrows it, and the units that bound whoever asks (null: the whole city). */
export type RankedQuestion = {
  readonly tab: Tab;
  readonly filter: CaseFilter;
  /** Only of these bands; of all when there are none. */
  readonly bands: readonly Band[];
  /** Only what has changed from then on. */
  readonly since: Instant | null;
  readonly sort: QueueFilters['sort'];
  readonly bounds: readonly UnitCode[] | null;
};

/** The cases of a view in order, and those of all views that pass the filters. */
export type Ranking = {
  readonly inOrder: readonly RankedCase[];
  readonly everywhere: readonly RankedCase[];
  readonly facets: ReturnType<typeof narrow>['facets'];
};

/**
 * The units that bound what is shown; null for the whole city. Refuses `auth.otherUnit` for a unit that is named and not the
 * caller's, and for a caller that has none.
 */
export function ownUnits(caller: Caller, { unit }: Pick<QueueFilters, 'unit'>): readonly UnitCode[] | null {
  const bounds = boundsOf(caller);
  if (bounds === null) return null;
  if (bounds.length === 0) assertSees(caller, []);
  for (const each of unit) assertSees(caller, [each]);
  return bounds;
}

export function questionOf(query: QueueFilters, bounds: readonly UnitCode[] | null): RankedQuestion {
  const { rung, unit, office, category, group, status, find, sort, band: bands } = query;
  const undeliverable = query.undeliverable === 'true';
  const tab = query.overdue === 'true' ? 'overdue' : query.state;
  const since = query.since === undefined ? null : instantAt(query.since, '00:00');
  return {
    tab,
    sort,
    bounds,
    bands,
    since,
    filter: { rung, unit, office, category, group, status, undeliverable, find },
  };
}

export type Moments = {
  /** The moment to rank at: of a later page, when its first was asked for. */
  readonly now: Instant;
  /** The present one. */
  readonly readAt: Instant;
};

/** Ranks the cases as they stand. */
export async function rank(deps: RankVerbs, question: RankedQuestion, moments: Moments): Promise<Ranking> {
  const { tab, filter, sort, bounds, bands, since } = question;
  const { now, readAt } = moments;
  const [calendar, glances] = await Promise.all([deps.latestCalendar(), deps.caseGlances(readAt)]);
  const own = (unit: string) => bounds === null || bounds.some((each) => each === unit);
  const seen = glances.filter(
    ({ units, changedAt }) => units.some(own) && (since === null || changedAt >= since),
  );
  const ranked = rankCases(seen, calendar, now).filter(
    ({ band }) => bands.length === 0 || bands.includes(band),
  );
  const { cases: everywhere, facets } = narrow(ranked, filter, tab);
  const placed = everywhere
    .filter((each) => isInTab(each, tab))
    .map((each) => ({ each, place: placeOf(each, sort) }))
    .sort((left, right) => comparePlaces(left.place, right.place));
  return { inOrder: placed.map(({ each }) => each), everywhere, facets };
}

export function idsOf(ranked: readonly RankedCase[]): CaseId[] {
  return ranked.map(({ glance }) => CaseId.parse(glance.id));
}

/** Offices whose names one request reads. */
const NAMED = 100;

/** Counts and sums for what stands above the list. */
export async function overviewOf(
  deps: Pick<State, 'findOffices'>,
  { inOrder, everywhere, facets }: Ranking,
): Promise<QueueOverview> {
  const asked = facets.office.slice(0, NAMED).map(({ value }) => OfficeId.parse(value));
  const offices = await deps.findOffices(asked);
  const names = new Map<string, QueueOverview['facets']['office'][number]['name']>(
    offices.map(({ id, name }) => [id, name]),
  );
  const sums = ({ count, atRisk }: ReturnType<typeof sumOf>) => ({ count, atRisk: dong(atRisk) });
  return {
    tabs: TABS.map((tab) => ({ tab, ...sums(sumOf(everywhere, (ranked) => isInTab(ranked, tab))) })),
    bands: BANDS.map((band) => ({ band, ...sums(sumOf(inOrder, (ranked) => ranked.band === band)) })).filter(
      ({ count }) => count > 0,
    ),
    facets: {
      rung: [...facets.rung],
      unit: [...facets.unit],
      category: [...facets.category],
      group: [...facets.group],
      status: [...facets.status],
      undeliverable: [...facets.undeliverable],
      office: facets.office.map(({ value, count }) => ({ value, count, name: names.get(value) })),
    },
  };
}
