import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { Case } from '#domain/case.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { instantAt, localDateOf } from '#domain/time.ts';
import { API } from '#functions/api/contract.ts';
import { queueRoutes } from '#functions/queue-query/handler.ts';
import { newApprovalId } from '#functions/state.ts';
import { makeTestBed, type TestBed } from '#test/adapters/dynamo/bed.ts';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { aCalendar, aLadder, anOffice } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import { fillWithCases, TODAY } from './many.ts';

const OPEN = 300;
let server: DynamoServer;
let bed: TestBed;
let cases: readonly Case[];
beforeAll(async () => {
  server = await startDynoxide();
  bed = await makeTestBed(server.endpoint);
  await bed.registry.importRows({
    calendars: [aCalendar()],
    ladders: [aLadder({ version: '1' })],
    offices: [anOffice('office-2-1', { name: { vi: 'Chủ tịch Quận 1', en: 'Chair of District 1' } })],
  });
  cases = await fillWithCases(bed, OPEN);
});
afterAll(() => server.stop());

const deps = () => ({ ...bed.registry, newApprovalId, now: () => instantAt(TODAY, '10:00') });
const View = API.getQueue.response;
async function queue(query: Record<string, string>, caller: As = as.leader) {
  const { status, body } = await call({ routes: queueRoutes, deps: deps() }, 'getQueue', {
    as: caller,
    query,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return View.parse(body);
}
async function allPages(query: Record<string, string>, limit = 37) {
  const pages: z.output<typeof View>['items'][] = [];
  let cursor: string | null = null;
  do {
    const page: z.output<typeof View> = await queue({
      ...query,
      limit: String(limit),
      ...(cursor === null ? {} : { cursor }),
    });
    pages.push(page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

describe('the queue by urgency', () => {
  it('begins with the most working days overdue times đồng at risk', async () => {
    const { items } = await queue({ sort: 'urgency', limit: '100' });
    const urgency = items.map(({ overdueWorkingDays, atRisk }) => overdueWorkingDays * atRisk);
    expect(urgency[0]).toBeGreaterThan(0);
    expect(urgency).toEqual(urgency.toSorted((left, right) => right - left));
  });

  it('pages through every case once, and each page is full until the last', async () => {
    const pages = await allPages({ sort: 'urgency' });
    expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(OPEN);
    expect(pages.slice(0, -1).every(({ length }) => length === 37)).toBe(true);
  });

  it.each([
    [{ rung: '2' }, (record: Case) => 'rung' in record && record.rung === 2],
    [{ unit: '776,778' }, ({ units }: Case) => units.some((unit) => unit === '776' || unit === '778')],
    [{ category: 'GPMB', group: 'metro,ongoing' }, inGroups],
    [
      { office: 'office-2-1', rung: '2' },
      (record: Case) => 'holder' in record && record.holder === 'office-2-1',
    ],
    [{ undeliverable: 'true' }, (record: Case) => 'undeliverable' in record && record.undeliverable],
    [{ find: 'rach so 12', sort: 'due' }, ({ projectName }: Case) => / 12\d*$/.test(projectName.vi)],
  ] as const)('narrowed by %o holds what it should, on full pages', async (query, wanted) => {
    const found = (await allPages({ sort: 'urgency', ...query }, 20)).flat().map(({ id }) => id);
    const expected = cases
      .filter((record) => record.status !== 'paused' && record.status !== 'cleared')
      .filter(wanted);
    expect(found.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    expect(found.length).toBeGreaterThan(0);
  });

  function inGroups({ category, group }: Case): boolean {
    return category === 'GPMB' && (group === 'metro' || group === 'ongoing');
  }

  it('counts and sums every view, the bands of this one, and what each filter would show', async () => {
    const { overview, items } = await queue({ sort: 'urgency', overview: 'true', limit: '100' });
    const counts = new Map(overview?.tabs.map(({ tab, count }) => [tab, count]));
    expect([counts.get('open'), counts.get('paused'), counts.get('closed')]).toEqual([OPEN, 30, 60]);
    expect(counts.get('all')).toBe(OPEN + 90);
    expect(overview?.bands.reduce((sum, { count }) => sum + count, 0)).toBe(OPEN);
    const late = (await allPages({ sort: 'urgency', overdue: 'true' })).flat();
    expect(overview?.bands.find(({ band }) => band === 'overdue')?.count).toBe(late.length);
    const known = overview?.facets.office.find(({ value }) => value === 'office-2-1');
    expect(known?.name?.vi).toBe('Chủ tịch Quận 1');
    expect(items).toHaveLength(100);
  });

  it('holds the cases of a band, and counts only them above the list', async () => {
    const { overview: whole } = await queue({ sort: 'urgency', overview: 'true' });
    const soon = await queue({ sort: 'urgency', overview: 'true', band: 'dueSoon,overdue', limit: '100' });
    const counted = whole?.bands.filter(({ band }) => band === 'dueSoon' || band === 'overdue') ?? [];
    expect(counted).toHaveLength(2);
    expect(soon.overview?.bands).toEqual(counted);
    const found = (await allPages({ sort: 'urgency', band: 'dueSoon' }, 20)).flat();
    expect(found.length).toBe(counted.find(({ band }) => band === 'dueSoon')?.count);
  });

  it('holds what has changed since a day', async () => {
    const counts = new Map<string, number>();
    for (const { changedAt } of await bed.registry.caseGlances(deps().now())) {
      const day = localDateOf(changedAt);
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    const days = [...counts.keys()].toSorted();
    for (const since of [...days, '2124-01-01']) {
      const expected = days
        .filter((day) => day >= since)
        .reduce((sum, day) => sum + (counts.get(day) ?? 0), 0);
      const found = await queue({ sort: 'urgency', state: 'all', overview: 'true', since });
      expect(found.overview?.tabs.find(({ tab }) => tab === 'all')?.count).toBe(expected);
    }
  });

  it('holds closed cases too where all are asked for, the latest closed last of all bands', async () => {
    const all = (await allPages({ sort: 'urgency', state: 'all' }, 100)).flat();
    expect(all).toHaveLength(OPEN + 90);
    expect(all.slice(-60).every(({ status }) => status === 'cleared')).toBe(true);
  });

  it('shows a reporter all own units on one page, and no other', async () => {
    const { items, overview } = await queue({ sort: 'urgency', limit: '100', overview: 'true' }, as.reporter);
    const own = ['776', '778'];
    expect(items.every(({ units }) => units.some((unit) => own.includes(unit)))).toBe(true);
    for (const unit of own) expect(items.some(({ units }) => units.includes(unit))).toBe(true);
    const plain = (await allPages({}, 100)).flat();
    expect(overview?.tabs.find(({ tab }) => tab === 'open')?.count).toBe(
      plain.filter(({ units }) => units.some((unit) => own.includes(unit))).length,
    );
  });

  it('follows a case that changes, without reading the others again', async () => {
    const before = await queue({ sort: 'urgency', overview: 'true', state: 'paused' });
    const [first] = before.items;
    const record = cases.find(({ id }) => id === first?.id);
    if (record?.status !== 'paused') throw new Error('no paused case');
    const resumed = { ...record.before, version: record.version + 1 };
    const [small] = [await bed.costOf(async () => void (await queue({ sort: 'urgency', limit: '1' })))];
    await bed.registry.commit({ ...NO_CHANGE, cases: [resumed] }, instantAt(TODAY, '09:59'));
    const after = await queue({ sort: 'urgency', overview: 'true', state: 'paused' });
    expect(after.items.map(({ id }) => id)).not.toContain(record.id);
    expect(after.overview?.tabs.find(({ tab }) => tab === 'paused')?.count).toBe(29);
    expect(small.units).toBeLessThan(60);
  });

  it('refuses a cursor of another question, and one that was edited', async () => {
    const { cursor } = await queue({ sort: 'urgency', limit: '1' });
    for (const query of [
      { sort: 'urgency', rung: '2', cursor: cursor ?? '' },
      { sort: 'urgency', cursor: (cursor ?? '').replace(/^./, (first) => (first === 'Z' ? 'Y' : 'Z')) },
    ]) {
      const { status, body } = await call({ routes: queueRoutes, deps: deps() }, 'getQueue', {
        as: as.leader,
        query,
      });
      expect([status, body['code']]).toEqual([422, 'input.invalid']);
    }
  });
});
