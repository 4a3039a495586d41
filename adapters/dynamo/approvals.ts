import { Approval, type OpenApproval } from '#domain/approval.ts';
import { Refusal } from '#domain/errors.ts';
import { ApprovalId, type CaseId, type MoveId } from '#domain/ids.ts';
import { asksOfOffice, OPEN_APPROVALS } from './items.ts';
import { approvalKey, ballotPrefix, caseKey, type ItemKey, keyTail, moveKey, shardsOf } from './keys.ts';
import { readAll, readRecordPage } from './pages.ts';
import { type Item, keyOf, parseItem, readItems, type Store } from './store.ts';
import { HOLDER_INDEX, WORK_INDEX } from './tables.ts';
import type { ApprovalVerbs, OpenAsksVerbs, Page, PageRequest } from './verbs.ts';

async function getApproval(store: Store, id: ApprovalId): Promise<Approval> {
  const item = await store.find(approvalKey(id));
  if (item === undefined) throw new Refusal('approval.unknown', { approval: id });
  return parseItem(Approval, item);
}

/** The approval that a link under its case or move names. */
function approvalBehind(link: Item): ItemKey {
  return approvalKey(ApprovalId.parse(keyTail(keyOf(link).sk)));
}

/** The approvals whose links stand under one partition, both read consistently, in order of asking. */
async function linkedApprovals(store: Store, hash: string, prefix: string): Promise<readonly Approval[]> {
  const links = await readAll(store, { hashes: [hash], prefix });
  const items = await readItems(store, links.map(approvalBehind), true);
  const approvals = items.map((item) => parseItem(Approval, item));
  return approvals.sort((a, b) => (`${a.askedAt}${a.id}` < `${b.askedAt}${b.id}` ? -1 : 1));
}

async function openApprovalsOfCase(store: Store, id: CaseId): Promise<readonly OpenApproval[]> {
  const approvals = await linkedApprovals(store, caseKey(id).pk, 'OPEN#');
  // Link and approval change together, but are read one after the other: what ended in between is left out.
  return approvals.filter((approval) => approval.status === 'open');
}

async function approvalsOfMove(store: Store, id: MoveId, prefix: string): Promise<readonly Approval[]> {
  return linkedApprovals(store, moveKey(id).pk, prefix);
}

/** An ask that ended in between is left out. */
async function openApprovals(
  store: Store,
  before: string | undefined,
  page: PageRequest,
): Promise<Page<OpenApproval>> {
  const hashes = shardsOf(OPEN_APPROVALS);
  const found = await readRecordPage(store, { index: WORK_INDEX, hashes, before, schema: Approval }, page);
  return { ...found, items: found.items.filter((approval) => approval.status === 'open') };
}

export function approvalVerbs(store: Store): ApprovalVerbs & OpenAsksVerbs {
  return {
    getApproval: (id) => getApproval(store, id),
    findApprovals: async (ids) => {
      const items = await readItems(store, [...new Set(ids)].map(approvalKey), false);
      return items.map((item) => parseItem(Approval, item));
    },
    openApprovals: ({ before }, page) => openApprovals(store, before, page),
    openApprovalsOfCase: (id) => openApprovalsOfCase(store, id),
    approvalsOfCase: (id, page) =>
      readRecordPage(
        store,
        { hashes: [caseKey(id).pk], prefix: 'ASKED#', schema: Approval, behind: approvalBehind },
        page,
      ),
    approvalsOfMove: (id) => approvalsOfMove(store, id, 'ASKED#'),
    ballotOf: (id, ballot) => approvalsOfMove(store, id, ballotPrefix(ballot)),
    approvalsOfOffice: (id, which, page) =>
      readRecordPage(
        store,
        {
          index: HOLDER_INDEX,
          hashes: [asksOfOffice(id, which)],
          newestFirst: which === 'past',
          schema: Approval,
        },
        page,
      ),
  };
}
