import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { TestBed } from './bed.ts';
import { makeTestBed } from './bed.ts';
import * as sample from './samples.ts';

const { NOW, change, later } = sample;
const HELD = sample.heldCase(1);
const OPEN = sample.approval(1, { caseId: HELD.id });

/** What a commit accepts, and how a refusal says that things have moved on. */
export function commitSuite(endpoint: () => string): void {
  let bed: TestBed;

  beforeEach(async () => {
    bed = await makeTestBed(endpoint());
    await bed.registry.importRows({
      projects: [sample.project('A'), sample.project('B')],
      blockers: [sample.blocker('A')],
    });
  });

  const commit = (part: Parameters<typeof change>[0], at = NOW) => bed.registry.commit(change(part), at);

  describe('a change', () => {
    test('is written whole: records come back as they were put in', async () => {
      const { record, receipts } = sample.withReceipts(HELD, 2);
      const move = sample.move(1, { caseId: HELD.id });
      await commit({ cases: [record], approvals: [OPEN], moves: [move], receipts });
      expect(await bed.registry.getCase(HELD.id)).toEqual(record);
      expect(await bed.registry.getApproval(OPEN.id)).toEqual(OPEN);
      expect(await bed.registry.getMove(move.id)).toEqual(move);
      expect((await bed.registry.receiptsOf(HELD.id, { limit: 10 })).items).toEqual(receipts);
    });

    test('is not written at all when one of its records has moved on', async () => {
      await commit({ cases: [HELD] });
      const stale = { ...HELD, version: 2 };
      await expect(commit({ cases: [stale], approvals: [OPEN] })).rejects.toMatchObject({
        code: 'case.changed',
      });
      await expect(bed.registry.getApproval(OPEN.id)).rejects.toMatchObject({ code: 'approval.unknown' });
    });

    test('of a record that does not exist is refused as unknown', async () => {
      await expect(commit({ cases: [{ ...HELD, version: 1 }] })).rejects.toMatchObject({
        code: 'case.unknown',
      });
      await expect(commit({ approvals: [{ ...OPEN, version: 1 }] })).rejects.toMatchObject({
        code: 'approval.unknown',
      });
      await expect(commit({ moves: [sample.move(9, { version: 1 })] })).rejects.toMatchObject({
        code: 'move.unknown',
      });
      await expect(commit({ projects: [sample.project('NONE', { version: 1 })] })).rejects.toMatchObject({
        code: 'project.unknown',
      });
    });

    test('whose answer was lost on the way is sent again, and is one change', async () => {
      let lost = 0;
      bed.client.middlewareStack.add(
        (next, context) => async (args) => {
          const answer = await next(args);
          if (lost > 0 || context.commandName !== 'TransactWriteItemsCommand') return answer;
          lost += 1;
          throw Object.assign(new Error('the line is dead'), { $retryable: { throttling: false } });
        },
        { step: 'deserialize', name: 'loseAnswer' },
      );
      await commit({ cases: [HELD] });
      expect(lost).toBe(1);
      expect(await bed.registry.getCase(HELD.id)).toEqual(HELD);
    });

    test('is accepted once, also when two callers want the very same', async () => {
      await commit({ approvals: [OPEN] });
      const same = sample.decided(OPEN, 'An');
      const answers = await Promise.allSettled([
        commit({ approvals: [same] }),
        commit({ approvals: [same] }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('of more writes than a transaction takes says so', async () => {
      const { record, receipts } = sample.withReceipts(HELD, 101);
      await expect(commit({ cases: [record], receipts })).rejects.toThrow(
        /writes do not fit one transaction of 100/,
      );
    });

    test('of nothing writes nothing', async () => {
      expect(await commit({})).toEqual([]);
    });
  });

  describe('an approval that has moved on', () => {
    test('two officials decide at once: one is heard, the other is told who was', async () => {
      await commit({ cases: [HELD], approvals: [OPEN] });
      const answers = await Promise.allSettled([
        commit({ approvals: [sample.decided(OPEN, 'An')], cases: [{ ...HELD, version: 1 }] }),
        commit({ approvals: [sample.decided(OPEN, 'Bình')], cases: [{ ...HELD, version: 1 }] }),
      ]);
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const stored = await bed.registry.getApproval(OPEN.id);
      expect(stored).toMatchObject({ status: 'decided', version: 1 });
      const by = stored.status === 'decided' ? stored.decision.by.post.vi : '';
      expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: {
          code: 'approval.decided',
          details: { approval: OPEN.id, by, at: NOW, outcome: 'agree' },
        },
      });
    });

    test.each([
      ['expired', { status: 'expired', endedAt: later(5) }, 'approval.expired', { at: later(5) }],
      [
        'withdrawn',
        { status: 'withdrawn', endedAt: later(5), reason: 'reassigned' },
        'approval.withdrawn',
        { at: later(5), reason: 'reassigned' },
      ],
      [
        'undeliverable',
        { status: 'undeliverable', endedAt: later(5), email: 'a@district.example' },
        'approval.undeliverable',
        { at: later(5) },
      ],
      ['open with newer links', { generation: 2 }, 'approval.newerGeneration', { generation: 2 }],
      ['open with a mail noted on it', {}, 'approval.changed', {}],
    ])('that is %s is refused with how', async (_, then, code, details) => {
      await commit({ approvals: [OPEN] });
      await commit({ approvals: [sample.approval(1, { caseId: HELD.id, version: 1, ...then })] });
      await expect(commit({ approvals: [sample.decided(OPEN, 'An')] })).rejects.toMatchObject({
        code,
        details: { approval: OPEN.id, ...details },
      });
    });

    test('counts before the case that changed with it', async () => {
      await commit({ cases: [HELD], approvals: [OPEN] });
      await commit({ cases: [{ ...HELD, version: 1 }], approvals: [sample.decided(OPEN, 'An')] });
      const late = sample.decided(OPEN, 'Bình');
      await expect(
        commit({ cases: [{ ...HELD, rounds: 3, version: 1 }], approvals: [late] }),
      ).rejects.toMatchObject({ code: 'approval.decided' });
    });
  });

  describe('claims', () => {
    test('two openings of one blocker at once make one case, and the other hears which', async () => {
      const opened = await Promise.allSettled([
        commit({ cases: [sample.reportedCase(1)] }),
        commit({ cases: [sample.reportedCase(2)] }),
        commit({ cases: [sample.reportedCase(3)] }),
      ]);
      expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const caseId = await bed.registry.findCaseOfBlocker({
        projectId: HELD.projectId,
        blockerId: HELD.blockerId,
      });
      for (const answer of opened.filter(({ status }) => status === 'rejected')) {
        expect(answer).toMatchObject({ reason: { code: 'case.alreadyOpen', details: { case: caseId } } });
      }
      expect((await bed.registry.casesOfProject(HELD.projectId, { limit: 10 })).items).toHaveLength(1);
    });

    test('a case of a blocker that nobody reported is refused', async () => {
      await expect(
        commit({ cases: [sample.reportedCase(1, { blockerId: 'VM-NONE' })] }),
      ).rejects.toMatchObject({ code: 'blocker.unknown', details: { blocker: 'VM-NONE' } });
    });

    test('a signed document decides one move, however its number is typed', async () => {
      const [first, second] = [sample.move(1), sample.move(2)];
      await commit({ moves: [first], documents: [{ moveId: first.id, document: sample.document() }] });
      const again = sample.document({ number: '25 / nq-hđnd'.normalize('NFD') });
      await expect(
        commit({ moves: [second], documents: [{ moveId: second.id, document: again }] }),
      ).rejects.toMatchObject({ code: 'move.documentUsed', details: { move: first.id } });
      const nextYear = sample.document({ issuedOn: '2025-01-10' });
      await commit({ moves: [second], documents: [{ moveId: second.id, document: nextYear }] });
    });

    test('a receipt or ledger entry is never written over', async () => {
      const { record, receipts } = sample.withReceipts(HELD, 1);
      await commit({ cases: [record], receipts });
      const [receipt] = receipts;
      if (receipt === undefined) throw new Error('no receipt');
      await expect(commit({ receipts: [{ ...receipt, details: { forged: true } }] })).rejects.toMatchObject({
        code: 'case.changed',
      });
      const entry = sample.entry('DA-A', 1);
      await commit({ entries: [entry] });
      await expect(commit({ entries: [{ ...entry, reversal: true }] })).rejects.toMatchObject({
        code: 'move.changed',
      });
    });

    test('numbers of cases and moves are never given twice', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, () => bed.registry.nextCaseId(2024)));
      expect(new Set(ids)).toHaveLength(20);
      expect([...ids].sort().at(0)).toBe('HS-2024-0001');
      expect([...ids].sort().at(-1)).toBe('HS-2024-0020');
      expect(await bed.registry.nextCaseId(2025)).toBe('HS-2025-0001');
      expect(await bed.registry.nextMoveId(2024)).toBe('DC-2024-0001');
    });
  });

  test('a damaged item is named by its key, and is no refusal', async () => {
    await commit({ cases: [HELD] });
    await DynamoDBDocumentClient.from(bed.client).send(
      new UpdateCommand({
        TableName: bed.tableNames.registry,
        Key: { pk: `CASE#${HELD.id}`, sk: 'CASE' },
        UpdateExpression: 'SET #record = :damaged',
        ExpressionAttributeNames: { '#record': 'record' },
        ExpressionAttributeValues: { ':damaged': JSON.stringify({ ...HELD, rung: 'top' }) },
      }),
    );
    const reading = bed.registry.getCase(HELD.id);
    await expect(reading).rejects.toThrow(/CASE#HS-2024-0001 \/ CASE .*: rung/);
    await expect(reading).rejects.toMatchObject({ name: 'CorruptItem' });
  });
}
