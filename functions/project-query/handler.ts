import { statementOf } from '#domain/ledger-post.ts';
import { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import { MOVE_ENDPOINTS } from '../api/contract-moves.ts';
import { assertSees, sees } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { allPages } from '../paging.ts';
import { projectView } from '../project-view.ts';
import { type Deps, dependencies } from './deps.ts';

export const projectRoutes = [
  route(CAPITAL_ENDPOINTS.listProjects, async (deps: Deps, { query, caller }) => {
    const { group, limit, cursor } = query;
    const asOf = deps.now();
    const page = await deps.projectsOfGroup(group, { limit, cursor });
    const visible = page.items.filter(({ units }) => sees(caller, units));
    return { asOf, items: visible.map(projectView), cursor: page.cursor };
  }),
  route(CAPITAL_ENDPOINTS.getProject, async (deps: Deps, { params, caller }) => {
    const project = await deps.getProject(params.projectId);
    assertSees(caller, project.units);
    return projectView(project);
  }),
  route(CAPITAL_ENDPOINTS.getLedger, async (deps: Deps, { params, query }) => {
    const asOf = deps.now();
    const { id } = await deps.getProject(params.projectId);
    const page = await deps.ledgerOf(id, query);
    return { asOf, items: [...page.items], cursor: page.cursor };
  }),
  route(MOVE_ENDPOINTS.getProjectStatement, async (deps: Deps, { params: { projectId } }) => {
    const asOf = deps.now();
    const project = await deps.getProject(projectId);
    const entries = await allPages((page) => deps.ledgerOf(projectId, page));
    return { asOf, project: projectView(project), entries, ...statementOf(project, entries) };
  }),
];

export const handler = httpFunction('project-query', projectRoutes, dependencies);
