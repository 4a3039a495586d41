import { planYearOn } from '#domain/capital-dates.ts';
import type { Case } from '#domain/case.ts';
import type { BlockerId, ProjectId } from '#domain/ids.ts';
import {
  type PublicBlocker,
  type PublicMove,
  type PublicProject,
  publicBlocker,
  publicMove,
  publicProject,
} from '#domain/publication/open-data.ts';
import type { Disbursement } from '#domain/publication/tables.ts';
import { epochMs, type Instant, localDateOf } from '#domain/time.ts';
import { projectsOfYear } from '../all-projects.ts';
import { officeNames } from '../office-names.ts';
import { allPages } from '../paging.ts';
import type { Deps } from './deps.ts';

/** Everything that is published, as it stood at one moment. */
export type OpenData = {
  readonly now: Instant;
  readonly planYear: number;
  readonly projects: readonly PublicProject[];
  readonly blockers: readonly PublicBlocker[];
  readonly moves: readonly PublicMove[];
  readonly groups: readonly Disbursement[];
  readonly illustrative: boolean;
};

const AT_ONCE = 25;

/** In groups, so that a large portfolio does not open a thousand requests at once. */
async function inGroups<T, R>(items: readonly T[], read: (item: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    found.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(read))));
  }
  return found;
}

type Known = { readonly projectId: ProjectId; readonly blockerId: BlockerId; readonly record: Case | null };

async function blockersOf(deps: Deps): Promise<PublicBlocker[]> {
  const states = ['open', 'paused', 'closed'] as const;
  const [cases, free] = await Promise.all([
    Promise.all(states.map((state) => allPages((page) => deps.queue({ by: 'due', state }, page)))),
    allPages((page) => deps.blockedProjects(page)),
  ]);
  const known: Known[] = [
    ...cases.flat().map((record) => ({ projectId: record.projectId, blockerId: record.blockerId, record })),
    ...free.map((blocker) => ({ ...blocker, record: null })),
  ];
  const found = await inGroups(known, async ({ record, ...key }) => {
    const blocker = await deps.findBlocker(key);
    return blocker === null ? [] : [publicBlocker(blocker, record)];
  });
  return found.flat().toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function gather(deps: Deps): Promise<OpenData> {
  const now = deps.now();
  const today = localDateOf(now);
  const planYear = planYearOn(await deps.latestRules(today), today);
  const [projects, groups, units, moves, blockers] = await Promise.all([
    projectsOfYear(deps, planYear),
    deps.capitalTotals(planYear),
    deps.units(),
    allPages((page) => deps.listMoves('all', page)),
    blockersOf(deps),
  ]);
  const owners = await officeNames(
    deps,
    projects.map(({ owner }) => owner),
  );
  const unitNames = new Map(units.map(({ code, name }) => [code, name.vi]));
  const published = projects.map((project) =>
    publicProject(project, {
      ownerName: owners.get(project.owner) ?? project.owner,
      unitName: (code) => unitNames.get(code) ?? code,
    }),
  );
  return {
    now,
    planYear,
    projects: published,
    blockers,
    moves: moves.map(publicMove),
    groups,
    illustrative: published.some((project) => project.illustrative),
  };
}

/** How long an answer may be passed on (seconds): reading every record for each visitor would make a busy day expensive. */
export const KEPT_SECONDS = 60;

/** Reads everything once in `KEPT_SECONDS`; visitors in between get what was read. */
export function keptData(): (deps: Deps) => Promise<OpenData> {
  let kept: { readonly at: number; readonly data: Promise<OpenData> } | undefined;
  return (deps) => {
    const at = epochMs(deps.now());
    if (kept !== undefined && at >= kept.at && at < kept.at + KEPT_SECONDS * 1000) return kept.data;
    const data = gather(deps);
    kept = { at, data };
    // A failure is not kept: the next visitor asks again.
    data.catch(() => {
      kept = undefined;
    });
    return data;
  };
}
