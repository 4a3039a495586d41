import * as z from 'zod';
import { headroomOf, idleOf } from '#domain/capital-figures.ts';
import { MovedOn, Refusal } from '#domain/errors.ts';
import { Dong } from '#domain/money.ts';
import { Project, ProjectGroup } from '#domain/project.ts';
import { type GuardedWrite, unguarded } from './conditions.ts';
import { projectKey, totalsPartition } from './keys.ts';
import { readAll } from './pages.ts';
import { parseItem, readItems, type Store } from './store.ts';
import type { CapitalTotal } from './verbs.ts';

/**
 * Sums of capital are kept, not added up on demand: every transaction that writes a project adds the difference to the
 * sum of its group. Reading them is one query of at most five small items, whatever the number of projects. Capital moves
 * a few times a week, so one item per group is not hot; two moves that do meet there are told apart by a retry.
 */

const FIGURES = [
  'projects',
  'planned',
  'disbursed',
  'absorbable',
  'idle',
  'headroom',
  'reserved',
  'idleProjects',
  'absorbingProjects',
] as const;
type Figures = Readonly<Record<(typeof FIGURES)[number], number>>;

const NOTHING: Figures = {
  projects: 0,
  planned: 0,
  disbursed: 0,
  absorbable: 0,
  idle: 0,
  headroom: 0,
  reserved: 0,
  idleProjects: 0,
  absorbingProjects: 0,
};

const TotalsItem = z.object({
  sk: ProjectGroup,
  projects: z.int().nonnegative(),
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  idle: Dong,
  headroom: Dong,
  reserved: Dong,
  idleProjects: z.int().nonnegative(),
  absorbingProjects: z.int().nonnegative(),
});

function figuresOf(project: Project): Figures {
  const { planned, disbursed, absorbable } = project.capital;
  const idle = idleOf(project.capital);
  const headroom = project.closed ? 0 : headroomOf(project);
  return {
    projects: 1,
    planned,
    disbursed,
    absorbable,
    idle,
    headroom,
    reserved: project.reserved.out,
    idleProjects: idle > 0 ? 1 : 0,
    absorbingProjects: headroom > 0 ? 1 : 0,
  };
}

function plus(a: Figures, b: Figures, sign: 1 | -1): Figures {
  return {
    projects: a.projects + sign * b.projects,
    planned: a.planned + sign * b.planned,
    disbursed: a.disbursed + sign * b.disbursed,
    absorbable: a.absorbable + sign * b.absorbable,
    idle: a.idle + sign * b.idle,
    headroom: a.headroom + sign * b.headroom,
    reserved: a.reserved + sign * b.reserved,
    idleProjects: a.idleProjects + sign * b.idleProjects,
    absorbingProjects: a.absorbingProjects + sign * b.absorbingProjects,
  };
}

/**
 * What the projects of a change are now, before it. The change is only accepted on exactly these versions, so the
 * differences that are counted from them are exact. Refusals: `project.unknown`, `move.changed`.
 */
export async function readPrevious(store: Store, projects: readonly Project[]): Promise<readonly Project[]> {
  const changed = projects.filter((project) => project.version > 0);
  if (changed.length === 0) return [];
  const items = await readItems(
    store,
    changed.map((project) => projectKey(project.id)),
    true,
  );
  const previous = items.map((item) => parseItem(Project, item));
  for (const project of changed) {
    const found = previous.find(({ id }) => id === project.id);
    if (found === undefined) throw new Refusal('project.unknown', { project: project.id });
    if (found.version !== project.version - 1) throw new MovedOn('move.changed', { project: project.id });
  }
  return previous;
}

/** The writes that bring the sums from `previous` to `next`; none where nothing changes in sum. */
export function totalsWrites(
  table: string,
  { previous, next }: { previous: readonly Project[]; next: readonly Project[] },
): readonly GuardedWrite[] {
  const sums = new Map<string, { pk: string; sk: string; figures: Figures }>();
  const add = (project: Project, sign: 1 | -1) => {
    const pk = totalsPartition(project.capital.planYear);
    const sk = project.group;
    const figures = sums.get(`${pk} ${sk}`)?.figures ?? NOTHING;
    sums.set(`${pk} ${sk}`, { pk, sk, figures: plus(figures, figuresOf(project), sign) });
  };
  for (const project of previous) add(project, -1);
  for (const project of next) add(project, 1);
  return [...sums.values()]
    .filter(({ figures }) => FIGURES.some((name) => figures[name] !== 0))
    .map(({ pk, sk, figures }) => ({ write: addFigures(table, { pk, sk }, figures), refusal: unguarded }));
}

function addFigures(table: string, key: { pk: string; sk: string }, figures: Figures) {
  return {
    Update: {
      TableName: table,
      Key: key,
      UpdateExpression: `ADD ${FIGURES.map((name) => `#${name} :${name}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(FIGURES.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(FIGURES.map((name) => [`:${name}`, figures[name]])),
    },
  };
}

export async function capitalTotals(store: Store, planYear: number): Promise<readonly CapitalTotal[]> {
  const items = await readAll(store, { hashes: [totalsPartition(planYear)] });
  return items
    .map((item) => parseItem(TotalsItem, item))
    .filter(({ projects }) => projects > 0)
    .map(({ sk, ...sums }) => ({ group: sk, ...sums }));
}
