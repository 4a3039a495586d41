import type * as z from 'zod';
import type { Case } from '#domain/case.ts';
import { heldOf } from '#domain/case-why.ts';
import type { UnitCode } from '#domain/ids.ts';
import { API } from '../api/contract.ts';
import { assertSees, boundsOf, type Caller } from '../caller.ts';
import { summariesOf } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

type Query = z.output<typeof API.getQueue.query>;
type Question = Parameters<Deps['queue']>[0];

/** Whoever is bound to units and names none asks for the first of the own. */
function unitOf({ unit }: Query, caller: Caller): UnitCode | undefined {
  const bounds = boundsOf(caller);
  if (bounds === null) return unit;
  const asked = unit ?? bounds[0];
  assertSees(caller, asked === undefined ? [] : [asked]);
  return asked;
}

/** The narrowest list that holds all that is asked for; lists by rung and office hold open cases only. */
function questionOf({ rung, office, state }: Query, unit: UnitCode | undefined): Question {
  if (unit !== undefined) return { by: 'unit', unit, state };
  if (office !== undefined && state === 'open') return { by: 'office', office };
  if (rung !== undefined && state === 'open') return { by: 'rung', rung };
  return { by: 'due', state };
}

function matches(record: Case, { rung, office }: Query): boolean {
  const held = heldOf(record);
  return (rung === undefined || held?.rung === rung) && (office === undefined || held?.holder === office);
}

export const queueRoutes = [
  route(API.getQueue, async (deps: Deps, { query, caller }) => {
    const { limit, cursor, overdue } = query;
    const now = deps.now();
    const question = questionOf(query, unitOf(query, caller));
    const before = overdue === 'true' ? { before: now } : {};
    const page = await deps.queue({ ...question, ...before }, { limit, cursor });
    const wanted = page.items.filter((record) => matches(record, query));
    return { asOf: now, items: await summariesOf(deps, wanted), cursor: page.cursor };
  }),
];

export const handler = httpFunction('queue-query', queueRoutes, dependencies);
