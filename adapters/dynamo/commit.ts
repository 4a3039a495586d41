import { isDeepStrictEqual } from 'node:util';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Approval } from '#domain/approval.ts';
import { Blocker } from '#domain/blocker.ts';
import type { Case } from '#domain/case.ts';
import type { Change } from '#domain/change.ts';
import type { Effect, OutboxItem } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { CaseId, MoveId } from '#domain/ids.ts';
import type { Move } from '#domain/move.ts';
import type { Instant } from '#domain/time.ts';
import * as conditions from './conditions.ts';
import { blockerItem, caseInUnitItems, glanceItem, packed } from './items.ts';
import * as keys from './keys.ts';
import { effectIsNew, queued, versionsOf } from './outbox.ts';
import { parseItem, type Store } from './store.ts';
import { readPrevious, totalsWrites } from './totals.ts';
import { tryTransact } from './transact.ts';
import type { CommitVerbs } from './verbs.ts';

type Writes = readonly conditions.GuardedWrite[];

/**
 * One change, one transaction: state, receipts, ledger, claims and outbox, whole or not at all.
 *
 * The order of the writes is the order of refusals: when several conditions fail at once, what is said first is what tells
 * most about how things have moved on (somebody decided), not a consequence of it (so the case changed too).
 */
async function commit(store: Store, change: Change, at: Instant): Promise<readonly OutboxItem[]> {
  const table = store.tableNames.registry;
  const previous = await readPrevious(store, change.projects);
  const writes: Writes = [
    ...change.approvals.map((record) => conditions.approvalMovesOnce(table, record)),
    ...change.documents.map((use) => conditions.documentIsUnused(table, use)),
    ...change.cases
      .filter(({ version }) => version === 0)
      .map((record) => conditions.blockerIsFree(table, record)),
    ...change.moves.map((record) => conditions.moveMovesOnce(table, record)),
    ...change.cases.map((record) => conditions.caseMovesOnce(table, record)),
    ...change.blockers.map((update) => conditions.blockerMovesOnce(table, update)),
    ...change.blockers.map(({ previous }) => formerVersion(table, previous)),
    ...change.projects.map((record) => conditions.projectMovesOnce(table, record)),
    ...change.entries.map((entry) => conditions.entryIsNext(table, entry)),
    ...change.receipts.map((receipt) => conditions.receiptIsNext(table, receipt)),
    ...totalsWrites(table, { previous, next: change.projects }),
    ...change.cases.flatMap((record) => linksOfCase(table, record, at)),
    ...change.approvals.flatMap((record) => linksOfApproval(table, record)),
    ...change.moves.flatMap((record) => linksOfMove(table, record)),
  ];
  return writeWithEffects(store, writes, queued(change.effects, versionsOf(change), at));
}

/**
 * An effect that is queued already (the same start of a case, say) is no reason to refuse the rest: it is what was wanted.
 * It is left out, and the others are written. Answers what was queued by this call.
 */
export async function writeWithEffects(
  store: Store,
  writes: Writes,
  items: readonly OutboxItem[],
): Promise<readonly OutboxItem[]> {
  let open = items.map((item) => ({ item, guarded: effectIsNew(store.tableNames.outbox, item) }));
  for (;;) {
    const outcome = await tryTransact(store, [...writes, ...open.map(({ guarded }) => guarded)]);
    if (outcome.type === 'done') return open.map(({ item }) => item);
    const rest = open.filter(({ guarded }) => guarded !== outcome.write);
    if (rest.length === open.length) throw outcome.refusal;
    open = rest;
  }
}

function formerVersion(table: string, previous: Blocker): conditions.GuardedWrite {
  const key = keys.formerBlockerKey(previous.projectId, previous.id, previous.version ?? 1);
  return conditions.putLink(table, { ...packed(previous), ...key });
}

function linksOfCase(table: string, record: Case, at: Instant): Writes {
  return [
    conditions.putLink(table, glanceItem(record, at)),
    ...caseInUnitItems(record).map((item) => conditions.putLink(table, item)),
    ...(record.version === 0
      ? [conditions.putLink(table, keys.caseOfProjectKey(record.projectId, record.id))]
      : []),
  ];
}

/** Written with the first version, except the mark of an open ask, which goes when the ask ends. */
function linksOfApproval(table: string, record: Approval): Writes {
  const { id, askedAt, caseId, moveId, policy, version } = record;
  const links: conditions.GuardedWrite[] = [];
  if (caseId !== undefined) {
    if (version === 0) links.push(conditions.putLink(table, keys.askOfCaseKey(caseId, { id, askedAt })));
    if (version === 0 && record.status === 'open') {
      links.push(conditions.putLink(table, keys.openAskKey(caseId, id)));
    }
    if (version > 0 && record.status !== 'open') {
      links.push(conditions.deleteLink(table, keys.openAskKey(caseId, id)));
    }
  }
  if (moveId !== undefined && version === 0) {
    const ballot = policy.type === 'kOfN' ? policy.ballot : '';
    links.push(conditions.putLink(table, keys.askOfMoveKey(moveId, { id, ballot })));
  }
  return links;
}

function linksOfMove(table: string, record: Move): Writes {
  return record.caseId !== undefined && record.version === 0
    ? [conditions.putLink(table, keys.moveOfCaseKey(record.caseId, record.id))]
    : [];
}

type Report = { readonly blocker: Blocker; readonly effects: readonly Effect[]; readonly at: Instant };

async function reportBlocker(store: Store, report: Report): Promise<readonly OutboxItem[]> {
  const { blocker, effects, at } = report;
  const table = store.tableNames.registry;
  const isNew: conditions.GuardedWrite = {
    write: conditions.putNew(table, blockerItem(blocker)),
    refusal: () => new Refusal('input.invalid', {}, [{ path: 'id', code: 'blocker.exists' }]),
  };
  const writes = [isNew, conditions.projectExists(table, blocker.projectId)];
  try {
    return await writeWithEffects(store, writes, queued(effects, new Map(), at));
  } catch (error) {
    if (error instanceof Refusal && (await isStored(store, blocker))) return [];
    throw error;
  }
}

async function isStored(store: Store, blocker: Blocker): Promise<boolean> {
  const item = await store.find(keys.blockerKey(blocker.projectId, blocker.id));
  return item !== undefined && isDeepStrictEqual(parseItem(Blocker, item), blocker);
}

const Counted = z.object({ last: z.int().positive() });

/** Counts up atomically. A number whose change then fails is skipped. */
async function nextNumber(store: Store, prefix: 'HS' | 'DC', year: number): Promise<string> {
  const key = keys.counterKey(prefix, year);
  const answer = await store.client.send(
    new UpdateCommand({
      TableName: store.tableNames.registry,
      Key: { ...key },
      UpdateExpression: 'ADD #last :one',
      ExpressionAttributeNames: { '#last': 'last' },
      ExpressionAttributeValues: { ':one': 1 },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  const { last } = parseItem(Counted, answer.Attributes ?? {}, `registry item ${key.pk}`);
  return `${prefix}-${year}-${keys.padded(last, 4)}`;
}

export function commitVerbs(store: Store): CommitVerbs {
  return {
    commit: (change, at) => commit(store, change, at),
    reportBlocker: (blocker, effects, at) => reportBlocker(store, { blocker, effects, at }),
    nextCaseId: async (year) => CaseId.parse(await nextNumber(store, 'HS', year)),
    nextMoveId: async (year) => MoveId.parse(await nextNumber(store, 'DC', year)),
  };
}
