import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Approval, SignedDocument } from '#domain/approval.ts';
import type { Case } from '#domain/case.ts';
import type { BlockerUpdate } from '#domain/change.ts';
import { MovedOn, Refusal } from '#domain/errors.ts';
import type { MoveId } from '#domain/ids.ts';
import type { LedgerEntry } from '#domain/ledger.ts';
import type { Move } from '#domain/move.ts';
import type { Project } from '#domain/project.ts';
import type { ChainHead, Receipt } from '#domain/receipt.ts';
import { approvalItem, blockerItem, caseItem, moveItem, projectItem, type StoredItem } from './items.ts';
import { blockerKey, documentKey, type ItemKey, ledgerKey, projectKey, receiptKey } from './keys.ts';

/** The named conditions of a commit: each a write together with what it means when it is not accepted. */

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** What DynamoDB found in place of what a condition expected; undefined where it found nothing. */
export type Found = z.infer<typeof Found> | undefined;

export type GuardedWrite = {
  readonly write: Write;
  readonly refusal: (found: Found) => Refusal;
};

/** The item comes back as DynamoDB's own attribute values: the document client does not translate errors. */
const S = z.object({ S: z.string() }).transform((value) => value.S);
const N = z.object({ N: z.string() }).transform((value) => Number(value.N));

export const Found = z.object({
  status: S.optional(),
  generation: N.optional(),
  caseId: S.optional(),
  moveId: S.optional(),
  endedAt: S.optional(),
  reason: S.optional(),
  outcome: S.optional(),
  decidedAt: S.optional(),
  decidedBy: S.optional(),
});

/** Nothing lies under the key yet. */
export function putNew(table: string, item: Readonly<Record<string, unknown>>, key = 'pk'): Write {
  return {
    Put: {
      TableName: table,
      Item: item,
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': key },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** What is stored is the version before this one. */
function putNext(table: string, item: StoredItem, version: number): Write {
  return {
    Put: {
      TableName: table,
      Item: item,
      ConditionExpression: '#version = :previous',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':previous': version - 1 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** A record in its next version: new when that is 0, else in place of the one before. */
export function putVersion(table: string, item: StoredItem, version: number): Write {
  return version === 0 ? putNew(table, item) : putNext(table, item, version);
}

export function approvalMovesOnce(table: string, record: Approval): GuardedWrite {
  return {
    write: putVersion(table, approvalItem(record), record.version),
    refusal: (found) => refusalOfApproval(record, found),
  };
}

/** How an approval has moved on: it ended, its links are of a newer generation, or something else was noted on it. */
function refusalOfApproval(wanted: Approval, found: Found): Refusal {
  const approval = wanted.id;
  if (found === undefined) return new Refusal('approval.unknown', { approval });
  const at = found.endedAt ?? '';
  const status = found.status ?? 'open';
  switch (status) {
    case 'decided': {
      const { outcome = '', decidedAt = '', decidedBy = '' } = found;
      return new MovedOn('approval.decided', { approval, at: decidedAt, by: decidedBy, outcome });
    }
    case 'expired':
      return new MovedOn('approval.expired', { approval, at });
    case 'withdrawn':
      return new MovedOn('approval.withdrawn', { approval, at, reason: found.reason ?? '' });
    case 'undeliverable':
      return new MovedOn('approval.undeliverable', { approval, at });
    default: {
      const generation = found.generation ?? 0;
      return generation > wanted.generation
        ? new MovedOn('approval.newerGeneration', { approval, generation })
        : new MovedOn('approval.changed', { approval });
    }
  }
}

export function caseMovesOnce(table: string, record: Case): GuardedWrite {
  return {
    write: putVersion(table, caseItem(record), record.version),
    refusal: (found) => new MovedOn(found ? 'case.changed' : 'case.unknown', { case: record.id }),
  };
}

export function moveMovesOnce(table: string, record: Move): GuardedWrite {
  return {
    write: putVersion(table, moveItem(record), record.version),
    refusal: (found) => new MovedOn(found ? 'move.changed' : 'move.unknown', { move: record.id }),
  };
}

/** A project only changes under a move, so one that has moved on means that the move has to look again. */
export function projectMovesOnce(table: string, record: Project): GuardedWrite {
  return {
    write: putVersion(table, projectItem(record), record.version),
    refusal: (found) => new MovedOn(found ? 'move.changed' : 'project.unknown', { project: record.id }),
  };
}

/** The next entry of the ledger is written once. */
export function entryIsNext(table: string, entry: LedgerEntry): GuardedWrite {
  return {
    write: putNew(table, { ...entry, ...ledgerKey(entry.projectId, entry.sequence) }),
    refusal: () => new MovedOn('move.changed', { move: entry.moveId, project: entry.projectId }),
  };
}

/** The next link of the chain is written once: two facts never stand behind the same receipt. */
export function receiptIsNext(table: string, receipt: Receipt): GuardedWrite {
  const { chain } = receipt;
  const movedOn = () => {
    if (chain.startsWith('HS-')) return new MovedOn('case.changed', { case: chain });
    return chain.startsWith('DC-')
      ? new MovedOn('move.changed', { move: chain })
      : new MovedOn('system.busy');
  };
  return {
    write: putNew(table, { ...receipt, ...receiptKey(chain, receipt.sequence) }),
    refusal: movedOn,
  };
}

/** A log ends where this line was added to it; it began at nothing. */
export function headMovesOnce(table: string, item: ItemKey & ChainHead, before: ChainHead): GuardedWrite {
  const isNew = before.count === 0;
  return {
    write: {
      Put: {
        TableName: table,
        Item: item,
        ConditionExpression: isNew ? 'attribute_not_exists(pk)' : '#count = :count',
        ...(!isNew && {
          ExpressionAttributeNames: { '#count': 'count' },
          ExpressionAttributeValues: { ':count': before.count },
        }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refusal: () => new MovedOn('system.busy'),
  };
}

/** A signed document decides one move, once. */
export function documentIsUnused(
  table: string,
  use: { readonly moveId: MoveId; readonly document: SignedDocument },
): GuardedWrite {
  return {
    write: putNew(table, { ...use.document, ...documentKey(use.document), moveId: use.moveId }),
    refusal: (found) =>
      new Refusal('move.documentUsed', { number: use.document.number, move: found?.moveId ?? '' }),
  };
}

/** The blocker is known and has no case yet; it keeps this one for good and leaves the list of free blockers. */
export function blockerIsFree(table: string, record: Case): GuardedWrite {
  return {
    write: {
      Update: {
        TableName: table,
        Key: { ...blockerKey(record.projectId, record.blockerId) },
        UpdateExpression: 'SET caseId = :case REMOVE workKey, workAt',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(caseId)',
        ExpressionAttributeValues: { ':case': record.id },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refusal: (found) =>
      found?.caseId === undefined
        ? new Refusal('blocker.unknown', { blocker: record.blockerId })
        : new Refusal('case.alreadyOpen', { case: found.caseId }),
  };
}

/** The version before this one is what is stored, and the blocker has just this case, or none. */
export function blockerMovesOnce(table: string, { blocker, previous, caseId }: BlockerUpdate): GuardedWrite {
  const first = previous.version === undefined;
  const conditions = [
    first ? 'attribute_exists(pk) AND attribute_not_exists(#version)' : '#version = :previous',
    caseId === null ? 'attribute_not_exists(caseId)' : 'caseId = :case',
  ];
  const values = {
    ...(first ? {} : { ':previous': previous.version }),
    ...(caseId === null ? {} : { ':case': caseId }),
  };
  return {
    write: {
      Put: {
        TableName: table,
        Item: blockerItem(blocker, caseId),
        ConditionExpression: conditions.join(' AND '),
        ExpressionAttributeNames: { '#version': 'version' },
        ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refusal: (found) => new MovedOn(found ? 'report.changed' : 'blocker.unknown', { blocker: blocker.id }),
  };
}

/** The project that a blocker is reported for exists. */
export function projectExists(table: string, id: Project['id']): GuardedWrite {
  return {
    write: {
      ConditionCheck: {
        TableName: table,
        Key: { ...projectKey(id) },
        ConditionExpression: 'attribute_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    refusal: () => new Refusal('project.unknown', { project: id }),
  };
}

/** A link or index entry that follows from a guarded record of the same transaction. */
export function putLink(table: string, item: ItemKey & Readonly<Record<string, unknown>>): GuardedWrite {
  return { write: { Put: { TableName: table, Item: item } }, refusal: unguarded };
}

export function deleteLink(table: string, key: ItemKey): GuardedWrite {
  return { write: { Delete: { TableName: table, Key: { ...key } } }, refusal: unguarded };
}

export function unguarded(): Refusal {
  return new Refusal('system.unexpected', { cause: 'a write without a condition failed one' });
}
