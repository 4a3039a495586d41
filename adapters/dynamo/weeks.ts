import * as z from 'zod';
import { ProjectFigures, type WeekFigures, WeekHead } from '#domain/report/kept-week.ts';
import type { IsoWeek } from '#domain/report/week.ts';
import { type GuardedWrite, putNew, unguarded } from './conditions.ts';
import { KEPT_WEEKS, packed } from './items.ts';
import { weekKey, weekPartKey } from './keys.ts';
import { readAll, readRecordPage } from './pages.ts';
import { parseItem, type Store } from './store.ts';
import { WORK_INDEX } from './tables.ts';
import { tryTransact } from './transact.ts';
import type { WeekVerbs } from './verbs.ts';

/**
 * A week is one head and its projects in parts, written in one transaction of new items: whole or not at all, and once. A
 * project takes some 200 bytes, so a part stays well below the 400 KB of an item, and a city of 10,000 projects below the
 * 4 MB of a transaction.
 */
const PROJECTS_A_PART = 1000;
const Part = z.object({ projects: z.array(ProjectFigures) });

function partsOf(projects: readonly ProjectFigures[]): (readonly ProjectFigures[])[] {
  const count = Math.ceil(projects.length / PROJECTS_A_PART);
  return Array.from({ length: count }, (_, part) =>
    projects.slice(part * PROJECTS_A_PART, (part + 1) * PROJECTS_A_PART),
  );
}

async function keepWeek(store: Store, { projects, ...head }: WeekFigures): Promise<boolean> {
  const { week } = head;
  const items = [
    { ...packed(head), ...weekKey(week), workKey: KEPT_WEEKS, workAt: week },
    ...partsOf(projects).map((part, index) => ({
      ...packed({ projects: part }),
      ...weekPartKey(week, index),
    })),
  ];
  const writes = items.map(
    (item): GuardedWrite => ({
      write: putNew(store.tableNames.registry, item),
      // That the week is there already is an answer, and no refusal.
      refusal: unguarded,
    }),
  );
  return (await tryTransact(store, writes)).type === 'done';
}

async function findWeek(store: Store, week: IsoWeek): Promise<WeekFigures | null> {
  const key = weekKey(week);
  const item = await store.find(key);
  if (item === undefined) return null;
  const parts = await readAll(store, { hashes: [key.pk], prefix: 'PART#' });
  return {
    ...parseItem(WeekHead, item),
    projects: parts.flatMap((part) => parseItem(Part, part).projects),
  };
}

export function weekVerbs(store: Store): WeekVerbs {
  return {
    keepWeek: (figures) => keepWeek(store, figures),
    isWeekKept: async (week) => (await store.find(weekKey(week))) !== undefined,
    findWeek: (week) => findWeek(store, week),
    keptWeeks: (page) =>
      readRecordPage(
        store,
        { index: WORK_INDEX, hashes: [KEPT_WEEKS], newestFirst: true, schema: WeekHead },
        page,
      ),
  };
}
