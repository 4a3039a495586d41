import type * as z from 'zod';
import { comparePlaces, placeOf } from '#domain/case-urgency.ts';
import type { UnitCode } from '#domain/ids.ts';
import { QUEUE_ENDPOINTS } from '../api/contract-queue.ts';
import { summariesOf } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { makeCursor, readCursor } from './cursor.ts';
import { type Deps, dependencies } from './deps.ts';
import { idsOf, overviewOf, ownUnits, questionOf, rank } from './ranked.ts';

type Query = z.output<typeof QUEUE_ENDPOINTS.getQueue.query>;
type Listed = Parameters<Deps['queue']>[0];

/**
 * The one list of an index that holds exactly what is asked for, or null when none does. Its pages cost the same
 * however many cases there are; lists by rung and office hold open cases only.
 */
function listFor(query: Query, bounds: readonly UnitCode[] | null, now: Deps['now']): Listed | null {
  const { sort, overview, undeliverable, find, category, group, status, rung, office, state, overdue } =
    query;
  if (query.since !== undefined || query.band.length > 0) return null;
  const unit = query.unit.length === 0 && bounds !== null ? bounds : query.unit;
  if (sort !== 'due' || [overview, undeliverable].includes('true') || find !== '') return null;
  if (category.length + group.length + status.length > 0 || rung.length + office.length + unit.length > 1)
    return null;
  if (state === 'attention' || state === 'all') return null;
  const kept = overdue === 'true' || state === 'overdue' ? 'open' : state;
  const late = overdue === 'true' || state === 'overdue';
  const before = late ? { before: now() } : {};
  if (unit[0] !== undefined) return { by: 'unit', unit: unit[0], state: kept, ...before };
  if (kept !== 'open' && rung.length + office.length > 0) return null;
  if (office[0] !== undefined) return { by: 'office', office: office[0], ...before };
  if (rung[0] !== undefined) return { by: 'rung', rung: Number(rung[0]), ...before };
  return { by: 'due', state: kept, ...before };
}

/** A page of all cases that pass, ranked anew for each question. */
async function rankedPage(deps: Deps, query: Query, bounds: readonly UnitCode[] | null) {
  const { limit, cursor, overview, ...rest } = query;
  const asked = { ...rest, bounds };
  const mark = cursor === undefined ? null : readCursor(cursor, asked);
  const now = mark?.at ?? deps.now();
  const question = questionOf(query, bounds);
  const ranking = await rank(deps, question, { now, readAt: deps.now() });
  const { inOrder } = ranking;
  const ahead =
    mark === null
      ? inOrder
      : inOrder.filter((ranked) => comparePlaces(placeOf(ranked, question.sort), mark.place) > 0);
  const page = ahead.slice(0, limit);
  const last = page.at(-1);
  const [items, above] = await Promise.all([
    deps.findCases(idsOf(page)).then((records) => summariesOf(deps, records)),
    overview === 'true' ? overviewOf(deps, ranking) : undefined,
  ]);
  const more = last !== undefined && ahead.length > limit;
  return {
    asOf: now,
    items,
    cursor: more ? makeCursor({ at: now, place: placeOf(last, question.sort) }, asked) : null,
    overview: above,
  };
}

export const queueRoutes = [
  route(QUEUE_ENDPOINTS.getQueue, async (deps: Deps, { query, caller }) => {
    const bounds = ownUnits(caller, query);
    const list = listFor(query, bounds, deps.now);
    if (list === null) return rankedPage(deps, query, bounds);
    const { limit, cursor } = query;
    const page = await deps.queue(list, { limit, cursor });
    return { asOf: deps.now(), items: await summariesOf(deps, page.items), cursor: page.cursor };
  }),
];

export const handler = httpFunction('queue-query', queueRoutes, dependencies);
