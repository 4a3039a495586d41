import { planYearOn } from '#domain/capital-dates.ts';
import type { LedgerEntry } from '#domain/ledger.ts';
import type { Project } from '#domain/project.ts';
import { reconcile } from '#domain/reconcile.ts';
import { localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { DOCUMENT_ENDPOINTS } from '../api/contract-documents.ts';
import { httpFunction, route } from '../http.ts';
import { allPages } from '../paging.ts';
import { type Deps, dependencies } from './deps.ts';

/** Ledgers that are read at the same time. */
const AT_ONCE = 20;

/** Only projects that say they have entries are asked, and those that don't are believed: a page of each would cost most. */
async function entriesOf(deps: Deps, projects: readonly Project[]): Promise<LedgerEntry[]> {
  const posted = projects.filter(({ ledgerCount }) => ledgerCount > 0);
  const entries: LedgerEntry[] = [];
  for (let from = 0; from < posted.length; from += AT_ONCE) {
    const ledgers = await Promise.all(
      posted.slice(from, from + AT_ONCE).map(({ id }) => allPages((page) => deps.ledgerOf(id, page))),
    );
    entries.push(...ledgers.flat());
  }
  return entries;
}

async function prove(
  deps: Deps,
  { planYear: asked, assigned }: { planYear?: number | undefined; assigned?: number | undefined },
) {
  const asOf = deps.now();
  const today = localDateOf(asOf);
  const planYear = asked ?? planYearOn(await deps.latestRules(today), today);
  const [projects, totals, moves] = await Promise.all([
    projectsOfYear(deps, planYear),
    deps.capitalTotals(planYear),
    allPages((page) => deps.listMoves('all', page)),
  ]);
  const entries = await entriesOf(deps, projects);
  return { asOf, ...reconcile({ planYear, projects, entries, moves, totals, assigned }) };
}

export const reconcileRoutes = [
  route(DOCUMENT_ENDPOINTS.reconcileCapital, (deps: Deps, { query }) => prove(deps, query)),
];

export const handler = httpFunction('reconcile', reconcileRoutes, dependencies);
