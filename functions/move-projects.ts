import type { Move } from '#domain/move.ts';
import type { Project } from '#domain/project.ts';
import type { State } from './state.ts';

/** Every project of the move's lines, each once, as it stands. */
export async function projectsOfMove(
  deps: Pick<State, 'getProjects'>,
  { donors, recipients }: Pick<Move, 'donors' | 'recipients'>,
): Promise<readonly Project[]> {
  return deps.getProjects([...new Set([...donors, ...recipients].map(({ projectId }) => projectId))]);
}
