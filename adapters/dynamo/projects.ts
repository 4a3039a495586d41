import { Blocker } from '#domain/blocker.ts';
import { Refusal } from '#domain/errors.ts';
import { BlockerId, ProjectId } from '#domain/ids.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import type { EntryRef } from '#domain/move.ts';
import { Project } from '#domain/project.ts';
import { ABSORBING_PROJECTS, FREE_BLOCKERS, IDLE_PROJECTS, projectsIn } from './items.ts';
import { blockerKey, keyTail, ledgerKey, projectKey, shardsOf } from './keys.ts';
import { readOwnPage, readPage, readRecordPage } from './pages.ts';
import { keyOf, parseItem, readItems, type Store } from './store.ts';
import { HOLDER_INDEX, RANK_INDEX, WORK_INDEX } from './tables.ts';
import { capitalTotals } from './totals.ts';
import type { BlockedProject, Page, PageRequest, ProjectVerbs } from './verbs.ts';

async function getProject(store: Store, id: ProjectId): Promise<Project> {
  const item = await store.find(projectKey(id));
  if (item === undefined) throw new Refusal('project.unknown', { project: id });
  return parseItem(Project, item);
}

async function findProjects(store: Store, ids: readonly ProjectId[]): Promise<readonly Project[]> {
  const items = await readItems(store, [...new Set(ids)].map(projectKey), true);
  return items.map((item) => parseItem(Project, item));
}

async function getProjects(store: Store, ids: readonly ProjectId[]): Promise<readonly Project[]> {
  const found = new Map((await findProjects(store, ids)).map((project) => [project.id, project]));
  return ids.map((id) => {
    const project = found.get(id);
    if (project === undefined) throw new Refusal('project.unknown', { project: id });
    return project;
  });
}

async function entriesAt(store: Store, places: readonly EntryRef[]): Promise<readonly LedgerEntry[]> {
  const items = await readItems(
    store,
    places.map(({ projectId, sequence }) => ledgerKey(projectId, sequence)),
    true,
  );
  if (items.length < places.length) throw new Error('a ledger entry that a move names is not there');
  return items.map((item) => parseItem(LedgerEntry, item));
}

/** The key of the index entry says all that is asked, so no record is read. */
async function blockedProjects(store: Store, page: PageRequest): Promise<Page<BlockedProject>> {
  const { items, cursor } = await readPage(
    store,
    { index: WORK_INDEX, hashes: shardsOf(FREE_BLOCKERS) },
    page,
  );
  const projects = items.map(keyOf).map(({ pk, sk }) => ({
    projectId: ProjectId.parse(keyTail(pk)),
    blockerId: BlockerId.parse(keyTail(sk)),
  }));
  return { items: projects, cursor };
}

export function projectVerbs(store: Store): ProjectVerbs {
  return {
    getProject: (id) => getProject(store, id),
    findProjects: (ids) => findProjects(store, ids),
    getProjects: (ids) => getProjects(store, ids),
    findBlocker: async ({ projectId, blockerId }) => {
      const item = await store.find(blockerKey(projectId, blockerId));
      return item === undefined ? null : parseItem(Blocker, item);
    },
    findBlockers: async (blockers) => {
      const keys = blockers.map(({ projectId, blockerId }) => blockerKey(projectId, blockerId));
      return (await readItems(store, keys, false)).map((item) => parseItem(Blocker, item));
    },
    blockersOf: (id, page) =>
      readOwnPage(store, { hashes: [projectKey(id).pk], prefix: 'BLOCKER#', schema: Blocker }, page),
    blockedProjects: (page) => blockedProjects(store, page),
    projectsOfGroup: (group, page) =>
      readRecordPage(store, { index: WORK_INDEX, hashes: [projectsIn(group)], schema: Project }, page),
    idleProjects: (page) =>
      readRecordPage(
        store,
        { index: RANK_INDEX, hashes: shardsOf(IDLE_PROJECTS), newestFirst: true, schema: Project },
        page,
      ),
    absorbingProjects: (page) =>
      readRecordPage(
        store,
        { index: HOLDER_INDEX, hashes: shardsOf(ABSORBING_PROJECTS), newestFirst: true, schema: Project },
        page,
      ),
    ledgerOf: (id, { newestFirst, ...page }) =>
      readOwnPage(
        store,
        { hashes: [projectKey(id).pk], prefix: 'LEDGER#', newestFirst, schema: LedgerEntry },
        page,
      ),
    entriesAt: (places) => entriesAt(store, places),
    capitalTotals: (planYear) => capitalTotals(store, planYear),
  };
}
