import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Change } from '#domain/change.ts';
import { type Effect, OutboxItem } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import { epochMs, type Instant } from '#domain/time.ts';
import { type GuardedWrite, putNew } from './conditions.ts';
import { shardOf, shardsOf } from './keys.ts';
import { ATTEMPTS, type Item, parseItem, type Store } from './store.ts';
import { OUTBOX_TABLE, PENDING_INDEX } from './tables.ts';
import type { OutboxVerbs } from './verbs.ts';

const PENDING = 'PENDING';
const DAY_SECONDS = 86_400;

/** Versions of the records in a change, by id: what makes an effect of this decision differ from one of a later decision. */
export type Versions = ReadonlyMap<string, number>;

export function versionsOf(change: Pick<Change, 'cases' | 'approvals' | 'moves'>): Versions {
  return new Map(
    [...change.cases, ...change.approvals, ...change.moves].map(({ id, version }) => [id, version]),
  );
}

/**
 * The idempotency key of an effect: what it is about, and which decision asked for it (the version of the record in the
 * same change; the instant where the change holds no record). Addresses and tokens are hashed: keys end up in logs.
 */
export function effectId(effect: Effect, versions: Versions, at: Instant): string {
  const decision = (subject: string) => {
    const version = versions.get(subject);
    return version === undefined ? at : `v${version}`;
  };
  switch (effect.type) {
    case 'sendMail': {
      const { approvalId, generation, template, email } = effect;
      const to = email === undefined ? 'office' : digest(email);
      return `mail:${approvalId}:g${generation}:${template}:${to}:${decision(approvalId)}`;
    }
    case 'sendNotice':
      return `notice:${effect.subject}:${effect.about}:${effect.office}:${decision(effect.subject)}`;
    case 'answerToken':
      return `wake:${effect.approvalId}:g${effect.generation}:${digest(effect.token)}`;
    case 'startCase':
      return `start:${effect.blockerId}`;
    case 'startMove':
      return `start:${effect.moveId}`;
    case 'moveDeadlines': {
      const { calendarVersion, cursor } = effect;
      return `deadlines:${calendarVersion}:${cursor === undefined ? 'first' : digest(cursor)}`;
    }
    default:
      return effect satisfies never;
  }
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}

/** The items for the effects of a change; effects that are the same become one item. */
export function queued(effects: readonly Effect[], versions: Versions, at: Instant): readonly OutboxItem[] {
  const items = effects.map((effect) => ({ id: effectId(effect, versions, at), effect, queuedAt: at }));
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

/** The effect was not queued before. */
export function effectIsNew(table: string, item: OutboxItem): GuardedWrite {
  return {
    write: putNew(
      table,
      { ...item, pendingKey: `${PENDING}#${shardOf(item.id)}`, pendingAt: `${item.queuedAt}#${item.id}` },
      OUTBOX_TABLE.key.hash,
    ),
    refusal: () => new Refusal('system.unexpected', { cause: `the effect ${item.id} is queued already` }),
  };
}

export async function findOutboxItem(store: Store, id: string): Promise<OutboxItem | null> {
  const answer = await store.client.send(
    new GetCommand({ TableName: store.tableNames.outbox, Key: { id }, ConsistentRead: true }),
  );
  return answer.Item === undefined ? null : parseOutboxItem(answer.Item);
}

function parseOutboxItem(item: Item): OutboxItem {
  return parseItem(OutboxItem, item, `outbox item ${String(item['id'])}`);
}

async function markDone(
  store: Store,
  { id, at, keepDays }: { id: string; at: Instant; keepDays: number },
): Promise<boolean> {
  const expiresAt = Math.ceil(epochMs(at) / 1000) + keepDays * DAY_SECONDS;
  try {
    await store.client.send(
      new UpdateCommand({
        TableName: store.tableNames.outbox,
        Key: { id },
        UpdateExpression: 'SET doneAt = :at, expiresAt = :expires REMOVE pendingKey, pendingAt',
        ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(doneAt)',
        ExpressionAttributeValues: { ':at': at, ':expires': expiresAt },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function sendAgain(store: Store, id: string, at: Instant): Promise<boolean> {
  try {
    await store.client.send(
      new UpdateCommand({
        TableName: store.tableNames.outbox,
        Key: { id },
        UpdateExpression: 'SET sentAgainAt = :at',
        ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(doneAt)',
        ExpressionAttributeValues: { ':at': at },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function pendingIds(store: Store, before: Instant, limit: number): Promise<string[]> {
  const shards = shardsOf(PENDING).map(async (hash) => {
    const answer = await store.client.send(
      new QueryCommand({
        TableName: store.tableNames.outbox,
        IndexName: PENDING_INDEX.name,
        KeyConditionExpression: 'pendingKey = :hash AND pendingAt < :before',
        ExpressionAttributeValues: { ':hash': hash, ':before': before },
        Limit: limit,
      }),
    );
    return answer.Items ?? [];
  });
  const places = (await Promise.all(shards)).flat().map((item) => String(item['pendingAt']));
  return places
    .sort()
    .slice(0, limit)
    .map((place) => place.slice(place.indexOf('#') + 1));
}

async function pendingOlderThan(
  store: Store,
  before: Instant,
  limit: number,
): Promise<readonly OutboxItem[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw new Refusal('input.invalid', {}, [{ path: 'limit', code: 'page.limit' }]);
  }
  const table = store.tableNames.outbox;
  const ids = await pendingIds(store, before, limit);
  let open: Record<string, unknown>[] = ids.map((id) => ({ id }));
  const found: OutboxItem[] = [];
  for (let attempt = 0; open.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Refusal('system.busy');
    if (attempt > 0) await store.backoff(attempt);
    const answer = await store.client.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys: open } } }),
    );
    found.push(...(answer.Responses?.[table] ?? []).map(parseOutboxItem));
    open = answer.UnprocessedKeys?.[table]?.Keys ?? [];
  }
  return found.sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1));
}

export function outboxVerbs(store: Store): OutboxVerbs {
  return {
    findOutboxItem: (id) => findOutboxItem(store, id),
    markDone: (id, at, keepDays) => markDone(store, { id, at, keepDays }),
    sendAgain: (id, at) => sendAgain(store, id, at),
    pendingOlderThan: (before, limit) => pendingOlderThan(store, before, limit),
  };
}
