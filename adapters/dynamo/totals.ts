import {
  CAPITAL_SUMS,
  type CapitalChange,
  CapitalSums,
  changeOfSums,
  type GroupTotal,
} from '#domain/capital-sums.ts';
import { MovedOn, Refusal } from '#domain/errors.ts';
import { Project, ProjectGroup } from '#domain/project.ts';
import { type GuardedWrite, unguarded } from './conditions.ts';
import { projectKey, totalsPartition } from './keys.ts';
import { readAll } from './pages.ts';
import { parseItem, readItems, type Store } from './store.ts';

/**
 * Sums of capital are kept, not added up on demand: every transaction that writes a project adds the difference to the
 * sum of its group. Reading them is one query of at most five small items, whatever the number of projects. Capital moves
 * a few times a week, so one item per group is not hot; two moves that do meet there are told apart by a retry.
 */

const TotalsItem = CapitalSums.extend({ sk: ProjectGroup });

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
  const before = Map.groupBy(previous, nameOfSums);
  const after = Map.groupBy(next, nameOfSums);
  const places = new Map([...previous, ...next].map((project) => [nameOfSums(project), placeOf(project)]));
  return [...places].flatMap(([name, place]) => {
    const change = changeOfSums(before.get(name) ?? [], after.get(name) ?? []);
    if (CAPITAL_SUMS.every((sum) => change[sum] === 0)) return [];
    return [{ write: addToSums(table, place, change), refusal: unguarded }];
  });
}

type Place = { readonly pk: string; readonly sk: string };

/** The sums of a group in a plan year are one item. */
function placeOf({ capital, group }: Project): Place {
  return { pk: totalsPartition(capital.planYear), sk: group };
}

const nameOfSums = (project: Project): string => Object.values(placeOf(project)).join(' ');

function addToSums(table: string, place: Place, change: CapitalChange) {
  return {
    Update: {
      TableName: table,
      Key: place,
      UpdateExpression: `ADD ${CAPITAL_SUMS.map((sum) => `#${sum} :${sum}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(CAPITAL_SUMS.map((sum) => [`#${sum}`, sum])),
      ExpressionAttributeValues: Object.fromEntries(CAPITAL_SUMS.map((sum) => [`:${sum}`, change[sum]])),
    },
  };
}

export async function capitalTotals(store: Store, planYear: number): Promise<readonly GroupTotal[]> {
  const items = await readAll(store, { hashes: [totalsPartition(planYear)] });
  return items
    .map((item) => parseItem(TotalsItem, item))
    .filter(({ projects }) => projects > 0)
    .map(({ sk, ...sums }) => ({ group: sk, ...sums }));
}
