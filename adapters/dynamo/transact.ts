import { randomUUID } from 'node:crypto';
import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { Refusal } from '#domain/errors.ts';
import { Found, type GuardedWrite } from './conditions.ts';
import { ATTEMPTS, parseItem, type Store } from './store.ts';

/**
 * Limits of one transaction: 100 actions, 4 MB, no two on one item.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const MOST_WRITES = 100;

/** Reasons of a cancelled transaction that pass by themselves: somebody else was writing, or capacity was short. */
const PASSING_REASONS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const PASSING_ERRORS = new Set([
  'TransactionInProgressException',
  'TransactionConflictException',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
]);

/** What came of a transaction: done, refused by the condition of one write (the first that failed), or to be tried again. */
type Outcome =
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly write: GuardedWrite; readonly refusal: Refusal }
  | { readonly type: 'passing' };

/** Writes all or nothing. Throws the refusal of the first write whose condition failed, `system.busy` after too many collisions. */
export async function transact(store: Store, writes: readonly GuardedWrite[]): Promise<void> {
  const outcome = await tryTransact(store, writes);
  if (outcome.type === 'refused') throw outcome.refusal;
}

/** As `transact`, and answers the write whose condition failed instead of throwing. */
export async function tryTransact(
  store: Store,
  writes: readonly GuardedWrite[],
): Promise<Exclude<Outcome, { type: 'passing' }>> {
  if (writes.length === 0) return { type: 'done' };
  if (writes.length > MOST_WRITES) {
    throw new RangeError(`${writes.length} writes do not fit one transaction of ${MOST_WRITES}`);
  }
  // One token for all tries of this call: a try whose answer was lost and the next one are one transaction. Another call
  // gets its own, so that of two callers who want the very same only one is told that it was the one.
  const token = randomUUID();
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await once(store, writes, token);
    if (outcome.type !== 'passing') return outcome;
    if (attempt + 1 === ATTEMPTS) throw new Refusal('system.busy');
    await store.backoff(attempt);
  }
}

async function once(store: Store, writes: readonly GuardedWrite[], token: string): Promise<Outcome> {
  const items = writes.map(({ write }) => write);
  try {
    await store.client.send(new TransactWriteCommand({ TransactItems: items, ClientRequestToken: token }));
    return { type: 'done' };
  } catch (error) {
    if (error instanceof TransactionCanceledException) return outcomeOf(error, writes);
    if (error instanceof Error && PASSING_ERRORS.has(error.name)) return { type: 'passing' };
    // Its answer may have been lost, not the transaction: the token tells the next try.
    if (error instanceof DynamoDBServiceException && error.$fault === 'server') return { type: 'passing' };
    throw error;
  }
}

/** A failed condition outweighs a collision: trying again would meet it too. */
function outcomeOf(error: TransactionCanceledException, writes: readonly GuardedWrite[]): Outcome {
  const reasons = error.CancellationReasons ?? [];
  const failed = reasons.findIndex((reason) => reason.Code === 'ConditionalCheckFailed');
  const write = writes[failed];
  if (write !== undefined) {
    const item = reasons[failed]?.Item;
    const found = item === undefined ? undefined : parseItem(Found, item, 'a refused item');
    return { type: 'refused', write, refusal: write.refusal(found) };
  }
  if (reasons.some((reason) => PASSING_REASONS.has(reason.Code ?? ''))) return { type: 'passing' };
  throw error;
}
