import * as z from 'zod';
import { Case } from '#domain/case.ts';
import { Refusal } from '#domain/errors.ts';
import { CaseId, type ProjectId } from '#domain/ids.ts';
import { Receipt } from '#domain/receipt.ts';
import { glanceKeeper } from './glance.ts';
import { casesInState, casesOfOffice, casesOfRung, casesOfUnit } from './items.ts';
import { blockerKey, caseKey, chainPartition, type ItemKey, keyTail, projectKey, shardsOf } from './keys.ts';
import { type List, readOwnPage, readRecordPage } from './pages.ts';
import { type Item, keyOf, parseItem, readItems, type Store } from './store.ts';
import { HOLDER_INDEX, RANK_INDEX, WORK_INDEX } from './tables.ts';
import type { CaseVerbs, Page, PageRequest, QueueQuestion } from './verbs.ts';

/** Claims of a blocker, beside the blocker's own attributes. */
const Claim = z.object({ caseId: CaseId.optional() });

async function getCase(store: Store, id: CaseId): Promise<Case> {
  const item = await store.find(caseKey(id));
  if (item === undefined) throw new Refusal('case.unknown', { case: id });
  return parseItem(Case, item);
}

async function casesOfProject(store: Store, id: ProjectId, page: PageRequest): Promise<Page<Case>> {
  const behind = (entry: Item): ItemKey => caseKey(CaseId.parse(keyTail(keyOf(entry).sk)));
  return readRecordPage(store, { hashes: [projectKey(id).pk], prefix: 'CASE#', schema: Case, behind }, page);
}

/** The case that an index entry stands for: its own entry, or the one that it has under a unit. */
function caseBehind(entry: Item): ItemKey {
  return { pk: keyOf(entry).pk, sk: 'CASE' };
}

/** Where a queue lies: due times lie over all rungs together, so no rung has to be asked by itself. */
function listOf(question: QueueQuestion): List {
  const { before } = question;
  switch (question.by) {
    case 'due': {
      const state = question.state ?? 'open';
      const hashes = shardsOf(casesInState(state));
      return { index: WORK_INDEX, hashes, before, newestFirst: state === 'closed' };
    }
    case 'rung':
      return { index: RANK_INDEX, hashes: shardsOf(casesOfRung(question.rung)), before };
    case 'unit': {
      const state = question.state ?? 'open';
      const hashes = [casesOfUnit(question.unit, state)];
      return { index: HOLDER_INDEX, hashes, before, newestFirst: state === 'closed' };
    }
    case 'office':
      return { index: HOLDER_INDEX, hashes: [casesOfOffice(question.office)], before };
    default:
      return question satisfies never;
  }
}

async function findCases(store: Store, ids: readonly CaseId[]): Promise<readonly Case[]> {
  const items = await readItems(store, [...new Set(ids)].map(caseKey), true);
  return items.map((item) => parseItem(Case, item));
}

export function caseVerbs(store: Store): CaseVerbs {
  return {
    getCase: (id) => getCase(store, id),
    findCaseOfBlocker: async ({ projectId, blockerId }) => {
      const item = await store.find(blockerKey(projectId, blockerId));
      return item === undefined ? null : (parseItem(Claim, item).caseId ?? null);
    },
    casesOfProject: (id, page) => casesOfProject(store, id, page),
    queue: (question, page) =>
      readRecordPage(store, { ...listOf(question), schema: Case, behind: caseBehind }, page),
    findCases: (ids) => findCases(store, ids),
    caseGlances: glanceKeeper(store),
    receiptsOf: (chain, { newestFirst, ...page }) =>
      readOwnPage(
        store,
        { hashes: [chainPartition(chain)], prefix: 'RECEIPT#', newestFirst, schema: Receipt },
        page,
      ),
  };
}
