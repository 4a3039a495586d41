import { headroomLeftOf, headroomOf, idleLeftOf, idleOf, remainingOf } from '#domain/capital-figures.ts';
import { NO_DONG } from '#domain/money.ts';
import type { Project } from '#domain/project.ts';

/** A project with the figures that follow from its capital; a closed one takes nothing. */
export function projectView(project: Project) {
  const { capital, closed } = project;
  return {
    ...project,
    idle: idleOf(capital),
    headroom: closed ? NO_DONG : headroomOf(project),
    remaining: remainingOf(capital),
    idleLeft: idleLeftOf(project),
    headroomLeft: closed ? NO_DONG : headroomLeftOf(project),
  };
}
