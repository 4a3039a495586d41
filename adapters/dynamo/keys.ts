import { documentMark, type SignedDocument } from '#domain/approval.ts';
import type {
  ApprovalId,
  BlockerId,
  CaseId,
  DraftCode,
  ImportId,
  MoveId,
  OfficeId,
  ProjectId,
  UnitCode,
} from '#domain/ids.ts';
import type { PlanId } from '#domain/plan.ts';
import type { ChainId, LogId } from '#domain/receipt.ts';
import type { IsoWeek } from '#domain/report/week.ts';
import { SHARDS } from './tables.ts';

/** Key builders: the only place that knows how keys are spelled. Every sort key ends in an ASCII id, which paging relies on. */

export type ItemKey = { readonly pk: string; readonly sk: string };

export function projectKey(id: ProjectId): ItemKey {
  return { pk: `PROJECT#${id}`, sk: 'PROJECT' };
}

export function blockerKey(projectId: ProjectId, id: BlockerId): ItemKey {
  return { pk: `PROJECT#${projectId}`, sk: `BLOCKER#${id}` };
}

/** A version of a report that a later one has replaced. */
export function formerBlockerKey(projectId: ProjectId, id: BlockerId, version: number): ItemKey {
  return { pk: `PROJECT#${projectId}`, sk: `FORMER#${id}#${padded(version, 4)}` };
}

/** The name under which a project is found. */
export function projectNameKey(id: ProjectId): ItemKey {
  return { pk: `PROJECT#${id}`, sk: 'NAME' };
}

/** Counts up whenever names were written: who keeps a list of them looks here whether it is still whole. */
export function namesVersionKey(): ItemKey {
  return { pk: 'PROJECTS', sk: 'NAMES' };
}

export function draftKey(code: DraftCode): ItemKey {
  return { pk: `DRAFT#${code}`, sk: 'DRAFT' };
}

export function importKey(id: ImportId): ItemKey {
  return { pk: `IMPORT#${id}`, sk: 'IMPORT' };
}

export function ledgerKey(projectId: ProjectId, sequence: number): ItemKey {
  return { pk: `PROJECT#${projectId}`, sk: `LEDGER#${padded(sequence, 8)}` };
}

export function caseOfProjectKey(projectId: ProjectId, id: CaseId): ItemKey {
  return { pk: `PROJECT#${projectId}`, sk: `CASE#${id}` };
}

export function caseKey(id: CaseId): ItemKey {
  return { pk: `CASE#${id}`, sk: 'CASE' };
}

/** What lists know of a case, in the list of all cases by their last change. */
export function glanceKey(id: CaseId): ItemKey {
  return { pk: `CASE#${id}`, sk: 'GLANCE' };
}

export function caseInUnitKey(id: CaseId, unit: UnitCode): ItemKey {
  return { pk: `CASE#${id}`, sk: `UNIT#${unit}` };
}

export function moveOfCaseKey(caseId: CaseId, id: MoveId): ItemKey {
  return { pk: `CASE#${caseId}`, sk: `MOVE#${id}` };
}

export function moveKey(id: MoveId): ItemKey {
  return { pk: `MOVE#${id}`, sk: 'MOVE' };
}

export function planKey(id: PlanId): ItemKey {
  return { pk: `PLAN#${id}`, sk: 'PLAN' };
}

/** The figures with which a week began: what it is called, and its projects in parts. */
export function weekKey(week: IsoWeek): ItemKey {
  return { pk: `WEEK#${week}`, sk: 'WEEK' };
}

export function weekPartKey(week: IsoWeek, part: number): ItemKey {
  return { pk: `WEEK#${week}`, sk: `PART#${padded(part, 4)}` };
}

export function approvalKey(id: ApprovalId): ItemKey {
  return { pk: `APPROVAL#${id}`, sk: 'APPROVAL' };
}

/** There while the approval is open. */
export function openAskKey(caseId: CaseId, id: ApprovalId): ItemKey {
  return { pk: `CASE#${caseId}`, sk: `OPEN#${id}` };
}

export function askOfCaseKey(caseId: CaseId, ask: { id: ApprovalId; askedAt: string }): ItemKey {
  return { pk: `CASE#${caseId}`, sk: `ASKED#${ask.askedAt}#${ask.id}` };
}

/** `ballot` is free text, so it is encoded: one ballot's prefix can't be the beginning of another's. */
export function ballotPrefix(ballot: string): string {
  return `ASKED#${encodeURIComponent(ballot)}#`;
}

export function askOfMoveKey(moveId: MoveId, ask: { id: ApprovalId; ballot: string }): ItemKey {
  return { pk: `MOVE#${moveId}`, sk: `${ballotPrefix(ask.ballot)}${ask.id}` };
}

/** Beside the record that the chain belongs to. Ids of cases and moves begin in capitals, those of offices never do. */
export function chainPartition(chain: ChainId): string {
  if (chain.startsWith('HS-')) return `CASE#${chain}`;
  if (chain.startsWith('DC-')) return `MOVE#${chain}`;
  return chain === 'CALENDAR' || chain === 'OPERATOR' ? chain : `OFFICE#${chain}`;
}

/** Where a log ends: cases and moves keep that themselves. */
export function logHeadKey(log: LogId): ItemKey {
  return { pk: chainPartition(log), sk: 'HEAD' };
}

export function receiptKey(chain: ChainId, sequence: number): ItemKey {
  return { pk: chainPartition(chain), sk: `RECEIPT#${padded(sequence, 8)}` };
}

export function officeKey(id: OfficeId): ItemKey {
  return { pk: `OFFICE#${id}`, sk: 'OFFICE' };
}

/** Says where to look: whether somebody acts there under this address is read from the office. */
export function memberKey(email: string, office: OfficeId): ItemKey {
  return { pk: memberPartition(email), sk: `OFFICE#${office}` };
}

export function memberPartition(email: string): string {
  return `EMAIL#${email.toLowerCase()}`;
}

export function unitKey(code: UnitCode): ItemKey {
  return { pk: 'UNIT', sk: `UNIT#${code}` };
}

/** Reference data that exists in versions; a version never changes. */
export type Versioned = 'CALENDAR' | 'LADDER' | 'RULES';

export function versionKey(kind: Versioned, version: string): ItemKey {
  return { pk: kind, sk: `VERSION#${version}` };
}

/** Names the calendar in force. Calendars come into force as a whole: it is the version that sorts last. */
export const CALENDAR_IN_FORCE: ItemKey = { pk: 'CALENDAR', sk: 'IN_FORCE' };

/** Orders the versions of ladder and rules: by the day from which they hold. */
export function versionFromKey(kind: Exclude<Versioned, 'CALENDAR'>, from: string, version: string): ItemKey {
  return { pk: kind, sk: `FROM#${from}#${version}` };
}

export function documentKey(document: Pick<SignedDocument, 'number' | 'issuedOn'>): ItemKey {
  return { pk: `DOCUMENT#${documentMark(document)}`, sk: 'DOCUMENT' };
}

export function counterKey(prefix: 'HS' | 'DC', year: number): ItemKey {
  return { pk: `COUNTER#${prefix}#${year}`, sk: 'COUNTER' };
}

export function totalsPartition(planYear: number): string {
  return `TOTALS#${planYear}`;
}

/** The same id always lies on the same shard (FNV-1a over its UTF-16 units). */
export function shardOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % SHARDS;
}

/** All index partitions of a sharded list. */
export function shardsOf(list: string): readonly string[] {
  return Array.from({ length: SHARDS }, (_, shard) => `${list}#${shard}`);
}

/** Digits so that text order is number order; 16 hold every safe integer. */
export function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** The id at the end of a key, behind its last `#`. */
export function keyTail(key: string): string {
  return key.slice(key.lastIndexOf('#') + 1);
}
