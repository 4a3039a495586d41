import type { Approval, Decision } from '#domain/approval.ts';
import type { Blocker } from '#domain/blocker.ts';
import { headroomOf, idleOf } from '#domain/capital-figures.ts';
import type { Case } from '#domain/case.ts';
import { type CaseState, glanceOf } from '#domain/case-glance.ts';
import { DRAFT_DAYS, type Draft } from '#domain/draft.ts';
import type { CaseId, UnitCode } from '#domain/ids.ts';
import { IMPORT_DAYS, type ImportRecord } from '#domain/import.ts';
import type { Move } from '#domain/move.ts';
import type { Office } from '#domain/office.ts';
import type { Plan } from '#domain/plan.ts';
import type { Project } from '#domain/project.ts';
import { folded } from '#domain/search-text.ts';
import { DAY_MS, epochMs, type Instant } from '#domain/time.ts';
import { CHANGED_CASES, writtenGlance } from './glance.ts';
import {
  approvalKey,
  blockerKey,
  caseInUnitKey,
  caseKey,
  draftKey,
  glanceKey,
  type ItemKey,
  importKey,
  moveKey,
  officeKey,
  padded,
  planKey,
  projectKey,
  projectNameKey,
  shardOf,
} from './keys.ts';
import { GLANCE, RECORD } from './tables.ts';

/**
 * Records as they are stored: the whole record as one JSON text (`record`) beside its key, its places in the indexes, and
 * its plain fields (status, version, generation, …), on which conditions stand and which an operator can read. One text
 * instead of hundreds of nested attribute values makes an approval several times cheaper to write, to read and to bill.
 */

/** A place in each index; absent attributes keep the item out of that index (sparse). */
type Places = {
  readonly workKey?: string;
  readonly workAt?: string;
  readonly holderKey?: string;
  readonly holderAt?: string;
  readonly rankKey?: string;
  readonly rankAt?: string;
};

export type StoredItem = ItemKey & Places & Readonly<Record<string, unknown>>;

type Plain = string | number | boolean;

function isPlain(entry: [string, unknown]): entry is [string, Plain] {
  return typeof entry[1] === 'string' || typeof entry[1] === 'number' || typeof entry[1] === 'boolean';
}

export function packed(record: object): Readonly<Record<string, Plain>> {
  return { ...Object.fromEntries(Object.entries(record).filter(isPlain)), [RECORD]: JSON.stringify(record) };
}

/** Sorts after every real due time: nobody has been given one yet. */
const NOT_DUE = '9999-12-31T23:59:59.999Z';

function heldPlaces(record: Case, at: string): Places {
  if (record.status !== 'inReview' && record.status !== 'returned' && record.status !== 'escalated')
    return {};
  return {
    holderKey: casesOfOffice(record.holder),
    holderAt: at,
    rankKey: `${casesOfRung(record.rung)}#${shardOf(record.id)}`,
    rankAt: at,
  };
}

export function caseItem(record: Case): StoredItem {
  const glance = glanceOf(record);
  const at = `${glance.at ?? NOT_DUE}#${record.id}`;
  return {
    ...packed(record),
    ...caseKey(record.id),
    workKey: `${casesInState(glance.state)}#${shardOf(record.id)}`,
    workAt: at,
    ...heldPlaces(record, at),
  };
}

/** What lists know of a case, under the time of its last change: whoever keeps the others reads what changed since. */
export function glanceItem(record: Case, at: Instant): StoredItem {
  return {
    ...glanceKey(record.id),
    [GLANCE]: writtenGlance(glanceOf(record)),
    workKey: `${CHANGED_CASES}#${shardOf(record.id)}`,
    workAt: `${at}#${record.id}`,
  };
}

/** One per unit: a case with several units shows under each. */
export function caseInUnitItems(record: Case): readonly StoredItem[] {
  const { state, at } = glanceOf(record);
  return [...new Set(record.units)].map((unit) => ({
    ...caseInUnitKey(record.id, unit),
    holderKey: casesOfUnit(unit, state),
    holderAt: `${at ?? NOT_DUE}#${record.id}`,
  }));
}

export function endOf(approval: Exclude<Approval, { status: 'open' }>): string {
  return approval.status === 'decided' ? approval.decision.decidedAt : approval.endedAt;
}

/** What a later click on a decided approval is told, without reading the whole record. */
function decidedFields({ outcome, decidedAt, by }: Decision) {
  return { outcome, decidedAt, decidedBy: by.post.vi };
}

export function approvalItem(record: Approval): StoredItem {
  const open = record.status === 'open';
  return {
    ...packed(record),
    ...(record.status === 'decided' && decidedFields(record.decision)),
    ...approvalKey(record.id),
    holderKey: asksOfOffice(record.office, open ? 'open' : 'past'),
    holderAt: `${open ? record.deadline.at : endOf(record)}#${record.id}`,
    ...(open && {
      workKey: `${OPEN_APPROVALS}#${shardOf(record.id)}`,
      workAt: `${record.stopped?.until ?? record.expiresAt}#${record.id}`,
    }),
  };
}

export function moveItem(record: Move): StoredItem {
  const at = `${record.draftedAt}#${record.id}`;
  return {
    ...packed(record),
    ...moveKey(record.id),
    workKey: movesIn(record.status),
    workAt: at,
    holderKey: ALL_MOVES,
    holderAt: at,
  };
}

export function projectItem(record: Project): StoredItem {
  const idle = idleOf(record.capital);
  const headroom = record.closed ? 0 : headroomOf(record);
  const shard = shardOf(record.id);
  return {
    ...packed(record),
    ...projectKey(record.id),
    workKey: projectsIn(record.group),
    workAt: record.id,
    ...(idle > 0 && { rankKey: `${IDLE_PROJECTS}#${shard}`, rankAt: `${padded(idle, 16)}#${record.id}` }),
    ...(headroom > 0 && {
      holderKey: `${ABSORBING_PROJECTS}#${shard}`,
      holderAt: `${padded(headroom, 16)}#${record.id}`,
    }),
  };
}

/** A plan is found by its id; one with a name stands in the list of those. */
export function planItem(record: Plan): StoredItem {
  return {
    ...packed(record),
    ...planKey(record.id),
    ...(record.namedAt !== undefined && { workKey: NAMED_PLANS, workAt: `${record.namedAt}#${record.id}` }),
  };
}

/** A blocker, among the reports of its office; without a case also on the list of free ones, which opening takes it off. */
export function blockerItem(record: Blocker, caseId: CaseId | null = null): StoredItem {
  const at = `${record.reportedAt}#${record.id}`;
  return {
    ...packed(record),
    ...blockerKey(record.projectId, record.id),
    holderKey: reportsOfOffice(record.reportedBy),
    holderAt: at,
    ...(caseId === null ? { workKey: `${FREE_BLOCKERS}#${shardOf(record.id)}`, workAt: at } : { caseId }),
  };
}

/** A draft among those of its person; `removeAt` lets TTL take it away. */
export function draftItem(record: Draft): StoredItem {
  return {
    ...packed(record),
    ...draftKey(record.code),
    holderKey: draftsOfPerson(record.person),
    holderAt: `${record.savedAt}#${record.code}`,
    removeAt: removeAtOf(record.savedAt, DRAFT_DAYS),
  };
}

/** An import among those of its office. */
export function importItem(record: ImportRecord): StoredItem {
  return {
    ...packed(record),
    ...importKey(record.id),
    holderKey: importsOfOffice(record.office),
    holderAt: `${record.startedAt}#${record.id}`,
    removeAt: removeAtOf(record.startedAt, IMPORT_DAYS),
  };
}

/** The name of a project as it is searched; the key alone says all that a search reads. */
export function projectNameItem({ id, name, units, closed }: Project): StoredItem {
  const said = [folded(name.vi), units.join(','), closed ? 'closed' : 'open'].join('~');
  return { ...projectNameKey(id), holderKey: `${PROJECT_NAMES}#${shardOf(id)}`, holderAt: `${said}#${id}` };
}

function removeAtOf(at: Instant, days: number): number {
  return Math.floor((epochMs(at) + days * DAY_MS) / 1000);
}

/** Since when mail does not arrive at an address of the office; undefined while it does. */
function bouncedSince({ holders, deputies }: Office): Instant | undefined {
  return [...holders, ...deputies].flatMap((member) => member.undeliverableSince ?? []).sort()[0];
}

export function officeItem(record: Office): StoredItem {
  const bounced = bouncedSince(record);
  return {
    ...packed(record),
    ...officeKey(record.id),
    workKey: officesIn(record.kind),
    workAt: record.id,
    ...(record.unit !== undefined && { holderKey: officesOfUnitKey(record.unit), holderAt: record.id }),
    ...(bounced !== undefined && { rankKey: BOUNCED_OFFICES, rankAt: `${bounced}#${record.id}` }),
  };
}

/** Index partitions; those of sharded lists get `#shard` behind them. */
export const FREE_BLOCKERS = 'BLOCKER#FREE';
export const IDLE_PROJECTS = 'PROJECT#IDLE';
export const ABSORBING_PROJECTS = 'PROJECT#ABSORB';
export const PROJECT_NAMES = 'PROJECT#NAMES';
export const ALL_MOVES = 'MOVE';
export const OPEN_APPROVALS = 'APPROVAL#OPEN';
export const BOUNCED_OFFICES = 'OFFICE#BOUNCED';
export const NAMED_PLANS = 'PLAN';
export const KEPT_WEEKS = 'WEEK';

export function casesInState(state: CaseState): string {
  return `CASE#${state.toUpperCase()}`;
}

export function casesOfRung(rung: number): string {
  return `CASE#RUNG#${rung}`;
}

export function casesOfUnit(unit: UnitCode, state: CaseState): string {
  return `UNIT#${unit}#${state.toUpperCase()}`;
}

export function casesOfOffice(office: string): string {
  return `OFFICE#${office}#CASES`;
}

export function asksOfOffice(office: string, which: 'open' | 'past'): string {
  return `OFFICE#${office}#${which.toUpperCase()}`;
}

export function reportsOfOffice(office: string): string {
  return `OFFICE#${office}#REPORTS`;
}

export function importsOfOffice(office: string): string {
  return `OFFICE#${office}#IMPORTS`;
}

export function draftsOfPerson(person: string): string {
  return `PERSON#${person}#DRAFTS`;
}

export function movesIn(status: Move['status']): string {
  return `MOVE#${status}`;
}

export function projectsIn(group: Project['group']): string {
  return `PROJECT#${group}`;
}

export function officesIn(kind: Office['kind']): string {
  return `OFFICE#${kind}`;
}

export function officesOfUnitKey(unit: UnitCode): string {
  return `UNIT#${unit}#OFFICES`;
}
