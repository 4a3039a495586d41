import { capitalDates, planYearOn } from '#domain/capital-dates.ts';
import { turnover } from '#domain/ledger-post.ts';
import { sumDong } from '#domain/money.ts';
import { localDateOf } from '#domain/time.ts';
import { API } from '../api/contract.ts';
import { httpFunction, route } from '../http.ts';
import { moveView } from '../move-view.ts';
import { projectView } from '../project-view.ts';
import { type Deps, dependencies } from './deps.ts';
import { flowsView } from './flows.ts';

type Total = Awaited<ReturnType<Deps['capitalTotals']>>[number];

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

async function capitalOf(deps: Deps, asked: number | undefined) {
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

export const capitalRoutes = [
  route(API.getCapital, (deps: Deps, { query }) => capitalOf(deps, query.planYear)),
  route(API.listIdle, async (deps: Deps, { query }) => {
    const asOf = deps.now();
    const page = await deps.idleProjects(query);
    return { asOf, items: page.items.map(projectView), cursor: page.cursor };
  }),
  route(API.listAbsorbing, async (deps: Deps, { query }) => {
    const asOf = deps.now();
    const page = await deps.absorbingProjects(query);
    return { asOf, items: page.items.map(projectView), cursor: page.cursor };
  }),
  route(API.listMoves, async (deps: Deps, { query }) => {
    const { status, limit, cursor } = query;
    const asOf = deps.now();
    const page = await deps.listMoves(status, { limit, cursor });
    return { asOf, items: [...page.items], cursor: page.cursor };
  }),
  route(API.getFlows, (deps: Deps, { query }) => flowsView(deps, query.planYear)),
  route(API.getMove, (deps: Deps, { params: { moveId } }) => moveView(deps, moveId)),
  route(API.getMoveStatement, async (deps: Deps, { params: { moveId } }) => {
    const asOf = deps.now();
    const move = await deps.getMove(moveId);
    const refs = [...('entries' in move ? move.entries : []), ...('mirrored' in move ? move.mirrored : [])];
    const entries = await deps.entriesAt(refs);
    return { asOf, move, entries: [...entries], ...turnover(entries) };
  }),
];

export const handler = httpFunction('capital-query', capitalRoutes, dependencies);
