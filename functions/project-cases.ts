import type { Case } from '#domain/case.ts';
import { isOver } from '#domain/case-statuses.ts';
import type { ProjectId } from '#domain/ids.ts';
import { allPages } from './paging.ts';
import type { State } from './state.ts';

/**
 * The cases of a project that are not over. It has a handful over its life, the oldest first in the list, so all of them
 * are looked through.
 */
export async function openCasesOfProject(
  deps: Pick<State, 'casesOfProject'>,
  id: ProjectId,
): Promise<Case[]> {
  const cases = await allPages((page) => deps.casesOfProject(id, page));
  return cases.filter(({ status }) => !isOver(status));
}
