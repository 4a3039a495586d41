import { DynamoDBClient, InternalServerError, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createRegistry } from '#adapters/dynamo/registry.ts';
import * as sample from './samples.ts';

/** What no server does on demand: collisions that last, capacity that is short, answers that are cut. */

const dynamo = mockClient(DynamoDBDocumentClient);
let waits: number[] = [];
const registry = createRegistry({
  client: new DynamoDBClient({ region: 'ap-southeast-1' }),
  tableNames: { registry: 'registry', outbox: 'outbox' },
  backoff: (attempt) => {
    waits.push(attempt);
    return Promise.resolve();
  },
});

beforeEach(() => {
  dynamo.reset();
  waits = [];
});

function cancelled(...codes: string[]): TransactionCanceledException {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
}

const CHANGE = sample.change({ approvals: [sample.approval(1)] });

describe('a commit', () => {
  test('that meets another writer is tried again, as the same request', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('TransactionConflict'))
      .rejectsOnce(cancelled('ThrottlingError'))
      .resolves({});
    await registry.commit(CHANGE, sample.NOW);
    const tokens = dynamo
      .commandCalls(TransactWriteCommand)
      .map(({ args }) => args[0].input.ClientRequestToken);
    expect(waits).toEqual([0, 1]);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens)).toHaveLength(1);
  });

  test('whose store fails is tried again, as the same request: it may have been written', async () => {
    const failing = new InternalServerError({ message: 'the store failed', $metadata: {} });
    dynamo.on(TransactWriteCommand).rejectsOnce(failing).resolves({});
    await registry.commit(CHANGE, sample.NOW);
    const [one, other] = dynamo
      .commandCalls(TransactWriteCommand)
      .map(({ args }) => args[0].input.ClientRequestToken);
    expect(one).toBeDefined();
    expect(other).toBe(one);
  });

  test('that keeps meeting others is refused as busy', async () => {
    dynamo.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(registry.commit(CHANGE, sample.NOW)).rejects.toMatchObject({ code: 'system.busy' });
    expect(waits).toEqual([0, 1, 2, 3, 4, 5]);
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(7);
  });

  test.each(['ThrottlingException', 'TransactionInProgressException', 'RequestLimitExceeded'])(
    'is tried again after %s',
    async (name) => {
      dynamo
        .on(TransactWriteCommand)
        .rejectsOnce(Object.assign(new Error(name), { name }))
        .resolves({});
      await registry.commit(CHANGE, sample.NOW);
      expect(waits).toEqual([0]);
    },
  );

  test('whose condition failed beside a collision is not tried again', async () => {
    const one = sample.change({ approvals: [sample.approval(1), sample.approval(2, { version: 1 })] });
    dynamo.on(TransactWriteCommand).rejects(cancelled('TransactionConflict', 'ConditionalCheckFailed'));
    await expect(registry.commit(one, sample.NOW)).rejects.toMatchObject({ code: 'approval.unknown' });
    expect(waits).toEqual([]);
  });

  test('that fails for any other reason throws just that', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('ValidationError'))
      .rejectsOnce(new Error('no access'));
    await expect(registry.commit(CHANGE, sample.NOW)).rejects.toThrow(TransactionCanceledException);
    await expect(registry.commit(CHANGE, sample.NOW)).rejects.toThrow('no access');
  });
});

describe('a batch of records', () => {
  const projects = [sample.project('A'), sample.project('B')];
  const [first, second] = projects.map((project) => ({
    ...project,
    pk: `PROJECT#${project.id}`,
    sk: 'PROJECT',
  }));
  const keyOfSecond = { pk: second?.pk, sk: 'PROJECT' };
  const ids = projects.map(({ id }) => id);

  test('that was answered in part is asked for the rest', async () => {
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({
        Responses: { registry: first === undefined ? [] : [first] },
        UnprocessedKeys: { registry: { Keys: [keyOfSecond] } },
      })
      .resolves({ Responses: { registry: second === undefined ? [] : [second] } });
    expect(await registry.getProjects(ids)).toEqual(projects);
    expect(waits).toEqual([0]);
    expect(dynamo.commandCalls(BatchGetCommand)[1]?.args[0].input.RequestItems).toEqual({
      registry: { Keys: [keyOfSecond], ConsistentRead: true },
    });
  });

  test('that is never answered in full is refused as busy', async () => {
    const UnprocessedKeys = { registry: { Keys: [keyOfSecond] } };
    dynamo.on(BatchGetCommand).resolves({ Responses: {}, UnprocessedKeys });
    await expect(registry.getProjects(ids)).rejects.toMatchObject({ code: 'system.busy' });
  });
});

test('a record is read consistently', async () => {
  const approval = sample.approval(1);
  dynamo.on(GetCommand).resolves({ Item: approval });
  expect(await registry.getApproval(approval.id)).toEqual(approval);
  expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toEqual({
    TableName: 'registry',
    Key: { pk: `APPROVAL#${approval.id}`, sk: 'APPROVAL' },
    ConsistentRead: true,
  });
});
