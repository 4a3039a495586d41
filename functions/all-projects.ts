import { type Project, ProjectGroup } from '#domain/project.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

/** Every project of a plan year. For reports over all of them, never for a page: it costs a query per 200 projects. */
export async function projectsOfYear(
  deps: Pick<State, 'projectsOfGroup'>,
  planYear: number,
): Promise<Project[]> {
  const groups = await Promise.all(
    ProjectGroup.options.map((group) => allPages((page) => deps.projectsOfGroup(group, page))),
  );
  return groups.flat().filter(({ capital }) => capital.planYear === planYear);
}
