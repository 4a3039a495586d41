import { turnover } from '#domain/ledger-post.ts';
import { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import { MOVE_ENDPOINTS } from '../api/contract-moves.ts';
import { capitalView } from '../capital-view.ts';
import { httpFunction, route } from '../http.ts';
import { moveView, shownMove } from '../move-view.ts';
import { projectView } from '../project-view.ts';
import { type Deps, dependencies } from './deps.ts';
import { flowsView } from './flows.ts';

export const capitalRoutes = [
  route(CAPITAL_ENDPOINTS.getCapital, (deps: Deps, { query }) => capitalView(deps, query.planYear)),
  route(CAPITAL_ENDPOINTS.listIdle, async (deps: Deps, { query }) => {
    const asOf = deps.now();
    const page = await deps.idleProjects(query);
    return { asOf, items: page.items.map(projectView), cursor: page.cursor };
  }),
  route(CAPITAL_ENDPOINTS.listAbsorbing, async (deps: Deps, { query }) => {
    const asOf = deps.now();
    const page = await deps.absorbingProjects(query);
    return { asOf, items: page.items.map(projectView), cursor: page.cursor };
  }),
  route(CAPITAL_ENDPOINTS.listMoves, async (deps: Deps, { query }) => {
    const { status, limit, cursor } = query;
    const asOf = deps.now();
    const page = await deps.listMoves(status, { limit, cursor });
    return { asOf, items: page.items.map(shownMove), cursor: page.cursor };
  }),
  route(MOVE_ENDPOINTS.getFlows, (deps: Deps, { query }) => flowsView(deps, query.planYear)),
  route(CAPITAL_ENDPOINTS.getMove, (deps: Deps, { params: { moveId } }) => moveView(deps, moveId)),
  route(MOVE_ENDPOINTS.getMoveStatement, async (deps: Deps, { params: { moveId } }) => {
    const asOf = deps.now();
    const move = await deps.getMove(moveId);
    const refs = [...('entries' in move ? move.entries : []), ...('mirrored' in move ? move.mirrored : [])];
    const entries = await deps.entriesAt(refs);
    return { asOf, move, entries: [...entries], ...turnover(entries) };
  }),
];

export const handler = httpFunction('capital-query', capitalRoutes, dependencies);
