import type { OfficeId } from '#domain/ids.ts';
import type { DeskView } from '../api/contract-overview.ts';
import type { Caller } from '../caller.ts';
import type { Deps } from './deps.ts';
import { seenBy } from './seen.ts';

/** Nobody counts further than this on a badge. */
const MOST = 100;

async function postOf(deps: Deps, office: OfficeId | null) {
  if (office === null) return { post: null, asks: { cases: 0, moves: 0 } };
  const [{ name }, { items }] = await Promise.all([
    deps.getOffice(office),
    deps.approvalsOfOffice(office, 'open', { limit: MOST }),
  ]);
  const moves = items.filter(({ moveId }) => moveId !== undefined).length;
  return { post: name, asks: { cases: items.length - moves, moves } };
}

/** Whose desk it is and what waits there. */
export async function deskOf(deps: Deps, caller: Caller): Promise<DeskView> {
  const asOf = deps.now();
  const [{ ranked }, { post, asks }, drafts] = await Promise.all([
    seenBy(deps, caller, asOf),
    postOf(deps, caller.office),
    deps.draftsOf(caller.username, { limit: MOST }),
  ]);
  const overdue = ranked.filter(({ band }) => band === 'overdue').length;
  return { asOf, post, overdue, asks, drafts: drafts.items.length };
}
