import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { approvalItem, caseInUnitItems, caseItem, type StoredItem } from '#adapters/dynamo/items.ts';
import type { Page, PageRequest, QueueQuestion } from '#adapters/dynamo/verbs.ts';
import type { Case } from '#domain/case.ts';
import { OfficeId, UnitCode } from '#domain/ids.ts';
import type { Instant } from '#domain/time.ts';
import type { TestBed } from './bed.ts';
import { makeTestBed } from './bed.ts';
import * as sample from './samples.ts';

const { NOW, change, later } = sample;
const UNIT = UnitCode.parse('776');
const OWNER = OfficeId.parse('owner-a');

/** Every page of a list, in order. */
export async function allOf<T>(
  read: (page: PageRequest) => Promise<Page<T>>,
  limit: number,
): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}

export function queueSuite(endpoint: () => string): void {
  describe('the escalation queue', () => {
    let bed: TestBed;

    beforeEach(async () => {
      bed = await makeTestBed(endpoint());
      const names = ['1', '2', '3', '4', '5', '6'];
      await bed.registry.importRows({
        projects: [sample.project('A')],
        blockers: names.map((name) => sample.blocker(name)),
      });
      const at = (number: number, minutes: number, more: object = {}) =>
        sample.heldCase(number, {
          blockerId: `VM-${number}`,
          deadline: sample.deadline(later(minutes)),
          ...more,
        });
      const cases = [
        at(1, 30, { rung: 2, status: 'escalated' }),
        at(2, 10, { units: ['776', '777'] }),
        at(3, 20, { holder: 'office-b' }),
        sample.reportedCase(4, { blockerId: 'VM-4', units: ['777'] }),
        sample.pausedCase(5, '2024-12-01', { blockerId: 'VM-5' }),
        sample.clearedCase(6, later(3), { blockerId: 'VM-6' }),
      ];
      for (const record of cases) await bed.registry.commit(change({ cases: [record] }), NOW);
    });

    const numbers = async (question: QueueQuestion) =>
      (await allOf((page) => bed.registry.queue(question, page), 2)).map(({ id }) => Number(id.slice(-4)));

    test('lists open cases by due time across all rungs, those without a due time last', async () => {
      expect(await numbers({ by: 'due' })).toEqual([2, 3, 1, 4]);
    });

    test('shows every case as it was written last, also by a decision whose clock was behind', async () => {
      const heldBy = async () => {
        const glances = await bed.registry.caseGlances(later(3));
        return glances.find(({ id }) => id.endsWith('0003'))?.holder;
      };
      const write = (version: number, holder: string, at: Instant) => {
        const record = sample.heldCase(3, { blockerId: 'VM-3', holder, version });
        return bed.registry.commit(change({ cases: [record] }), at);
      };
      expect(await heldBy()).toBe('office-b');
      await write(1, 'office-c', later(2));
      expect(await heldBy()).toBe('office-c');
      await write(2, 'office-d', later(1));
      expect(await heldBy()).toBe('office-d');
    });

    test('lists what is overdue', async () => {
      expect(await numbers({ by: 'due', before: later(25) })).toEqual([2, 3]);
      expect(await numbers({ by: 'due', before: later(5) })).toEqual([]);
      expect(await numbers({ by: 'office', office: OWNER, before: later(15) })).toEqual([2]);
    });

    test('lists by rung, by office and by unit; a case of two units shows under each', async () => {
      expect(await numbers({ by: 'rung', rung: 1 })).toEqual([2, 3]);
      expect(await numbers({ by: 'rung', rung: 2 })).toEqual([1]);
      expect(await numbers({ by: 'office', office: OWNER })).toEqual([2, 1]);
      expect(await numbers({ by: 'unit', unit: UNIT })).toEqual([2, 3, 1]);
      expect(await numbers({ by: 'unit', unit: UnitCode.parse('777') })).toEqual([2, 4]);
    });

    test('lists paused cases by review date and closed ones by time', async () => {
      expect(await numbers({ by: 'due', state: 'paused' })).toEqual([5]);
      expect(await numbers({ by: 'due', state: 'paused', before: later(0) })).toEqual([]);
      expect(await numbers({ by: 'due', state: 'closed' })).toEqual([6]);
      expect(await numbers({ by: 'unit', unit: UNIT, state: 'closed' })).toEqual([6]);
    });

    test('follows a case as it climbs and ends', async () => {
      const held = await bed.registry.getCase(sample.heldCase(2).id);
      const climbed = sample.heldCase(2, { ...held, rung: 2, status: 'escalated', version: 1 });
      await bed.registry.commit(change({ cases: [climbed] }), NOW);
      expect(await numbers({ by: 'rung', rung: 1 })).toEqual([3]);
      expect(await numbers({ by: 'rung', rung: 2 })).toEqual([2, 1]);
      const cleared = sample.clearedCase(2, later(9), { ...held, status: 'cleared', version: 2 });
      await bed.registry.commit(change({ cases: [cleared] }), NOW);
      expect(await numbers({ by: 'due' })).toEqual([3, 1, 4]);
      expect(await numbers({ by: 'rung', rung: 2 })).toEqual([1]);
      expect(await numbers({ by: 'unit', unit: UnitCode.parse('777') })).toEqual([4]);
      expect(await numbers({ by: 'due', state: 'closed' })).toEqual([2, 6]);
    });

    test.each([
      ['cut', (cursor: string) => cursor.slice(0, -3)],
      ['edited', (cursor: string) => `x${cursor.slice(1)}`],
      ['made up', () => Buffer.from('000000000000.2099').toString('base64url')],
      ['empty', () => ''],
      ['endless', (cursor: string) => cursor.repeat(50)],
    ])('refuses a cursor that was %s', async (_, tamper) => {
      const { cursor } = await bed.registry.queue({ by: 'due' }, { limit: 1 });
      const page = { limit: 1, cursor: tamper(cursor ?? '') };
      await expect(bed.registry.queue({ by: 'due' }, page)).rejects.toMatchObject({
        code: 'input.invalid',
        fields: [{ path: 'cursor' }],
      });
    });

    test('refuses the cursor of another question, and takes it with a later "before"', async () => {
      const { cursor } = await bed.registry.queue({ by: 'due', before: later(25) }, { limit: 1 });
      const page = { limit: 1, cursor: cursor ?? '' };
      await expect(bed.registry.queue({ by: 'rung', rung: 1 }, page)).rejects.toMatchObject({
        code: 'input.invalid',
      });
      const next = await bed.registry.queue({ by: 'due', before: later(26) }, page);
      expect(next.items.map(({ id }) => id)).toEqual(['HS-2024-0003']);
    });

    test.each([0, 201, 1.5, Number.NaN])('refuses a page of %s', async (limit) => {
      await expect(bed.registry.queue({ by: 'due' }, { limit })).rejects.toMatchObject({
        code: 'input.invalid',
        fields: [{ path: 'limit' }],
      });
    });
  });

  describe('a page costs the same', () => {
    const LIMIT = 25;
    let few: TestBed;
    let many: TestBed;

    beforeAll(async () => {
      [few, many] = [await filled(endpoint(), 57), await filled(endpoint(), 2400)];
    });

    test.each<[string, QueueQuestion]>([
      ['by due time', { by: 'due' }],
      ['overdue', { by: 'due', before: later(40) }],
      ['by rung', { by: 'rung', rung: 1 }],
      ['by unit', { by: 'unit', unit: UNIT }],
      ['by office', { by: 'office', office: OWNER }],
    ])('with 57 and with thousands of cases: %s', async (_, question) => {
      const cost = (bed: TestBed) => bed.costOf(() => bed.registry.queue(question, { limit: LIMIT }));
      const [small, large] = [await cost(few), await cost(many)];
      expect(large.requests).toBe(small.requests);
      expect(large.units).toBeLessThanOrEqual(small.units + 1);
    });

    test('on the first page and deep in the list; every case is there once, in order', async () => {
      const costs: number[] = [];
      const seen: Case[] = [];
      let cursor: string | undefined;
      do {
        const { units } = await many.costOf(async () => {
          const page = await many.registry.queue({ by: 'due' }, { limit: 200, cursor });
          seen.push(...page.items);
          cursor = page.cursor ?? undefined;
        });
        costs.push(units);
      } while (cursor !== undefined);
      expect(new Set(seen.map(({ id }) => id))).toHaveLength(2400);
      const due = seen.map((record) => (record.status === 'inReview' && record.deadline?.at) || '');
      expect(due).toEqual(due.toSorted((a, b) => a.localeCompare(b)));
      expect(Math.max(...costs)).toBeLessThanOrEqual((costs[0] ?? 0) + 1);
    });

    test('for the asks of an office', async () => {
      const cost = (bed: TestBed) =>
        bed.costOf(() => bed.registry.approvalsOfOffice(OWNER, 'open', { limit: LIMIT }));
      const [small, large] = [await cost(few), await cost(many)];
      expect(large.requests).toBe(small.requests);
      expect(large.units).toBeLessThanOrEqual(small.units + 1);
    });
  });
}

/** A bed with `count` cases held by one office on one rung in one unit: the worst for a hot key; written in batches. */
async function filled(endpoint: string, count: number): Promise<TestBed> {
  const bed = await makeTestBed(endpoint);
  const items = Array.from({ length: count }, (_, index): readonly StoredItem[] => {
    const due = sample.deadline(later(index % 600));
    const record = sample.heldCase(index + 1, { deadline: due });
    return [
      caseItem(record),
      ...caseInUnitItems(record),
      approvalItem(sample.approval(index, { caseId: record.id, deadline: due })),
    ];
  }).flat();
  const client = DynamoDBDocumentClient.from(bed.client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [bed.tableNames.registry]: puts } }));
  }
  return bed;
}
