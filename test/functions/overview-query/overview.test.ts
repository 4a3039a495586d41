import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '#domain/case.ts';
import { instantAt } from '#domain/time.ts';
import { API } from '#functions/api/contract.ts';
import { overviewRoutes } from '#functions/overview-query/handler.ts';
import { newApprovalId } from '#functions/state.ts';
import { rules } from '#seeds/rules.ts';
import { makeTestBed, type TestBed } from '#test/adapters/dynamo/bed.ts';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { aCalendar, aLadder, anOffice, aProject, aUnit } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import { fillWithCases, TODAY } from '#test/functions/queue-query/many.ts';

/** More projects than have cells. */
const OPEN = 410;
let server: DynamoServer;
let bed: TestBed;
let cases: readonly Case[];
beforeAll(async () => {
  server = await startDynoxide();
  bed = await makeTestBed(server.endpoint);
  await bed.registry.importRows({
    calendars: [aCalendar()],
    ladders: [aLadder({ version: '1' })],
    rules: [...rules],
    units: [aUnit('760', { name: { vi: 'Quận 1', en: 'District 1' } })],
    projects: [aProject({ id: 'DA-A' })],
    offices: [anOffice('city-chairman', { name: { vi: 'Chủ tịch UBND Thành phố', en: 'City chairperson' } })],
  });
  cases = await fillWithCases(bed, OPEN);
});
afterAll(() => server.stop());

async function asked(
  operation: string,
  { caller, query }: { caller?: As; query?: Record<string, string> } = {},
) {
  const deps = { ...bed.registry, newApprovalId, now: () => instantAt(TODAY, '10:00') };
  const { status, body } = await call({ routes: overviewRoutes, deps }, operation, {
    as: caller ?? as.leader,
    ...(query === undefined ? {} : { query }),
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const overview = async (caller?: As) =>
  API.getOverview.response.parse(await asked('getOverview', caller === undefined ? {} : { caller }));
const searched = async (q: string) => API.search.response.parse(await asked('search', { query: { q } }));
const openIn = (records: readonly Case[]) =>
  records.filter(({ status }) => ['inReview', 'escalated', 'returned', 'reported'].includes(status));

describe('the overview of the city', () => {
  it('counts every open case once, on its rung and in its state', async () => {
    const { cases: counts, rungs } = await overview();
    expect(counts.open).toBe(openIn(cases).length);
    expect(rungs.map(({ rung }) => rung)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(rungs.reduce((sum, rung) => sum + rung.cases, 0)).toBe(counts.open);
    expect(rungs.reduce((sum, rung) => sum + rung.overdue, 0)).toBe(counts.overdue);
    for (const { inTime, dueSoon, overdue, cases: all } of rungs)
      expect(inTime + dueSoon + overdue).toBe(all);
  });

  it('puts at most five cases on top, the most urgent first', async () => {
    const { today } = await overview();
    expect(today).toHaveLength(5);
    const urgency = today.map(({ overdueWorkingDays, atRisk }) => overdueWorkingDays * atRisk);
    expect(urgency).toEqual(urgency.toSorted((one, other) => other - one));
    expect(urgency[0]).toBeGreaterThan(0);
  });

  it('names the dates that bind, each with the working days that are left, and the pace', async () => {
    const { capital } = await overview();
    expect(capital?.dates.map(({ kind }) => kind)).toEqual(['adjustment', 'yearEnd', 'lastWorkingDay']);
    const left = capital?.dates.map(({ workingDaysLeft }) => workingDaysLeft ?? 0) ?? [];
    expect(left).toEqual(left.toSorted((one, other) => one - other));
    expect(capital?.pace.workingDaysLeft).toBe(left[2]);
    expect(capital?.pace.workingDaysGone).toBeGreaterThan(0);
    expect(capital?.dates.map(({ basis }) => basis?.title.vi ?? null)).toEqual([
      'Điều chỉnh kế hoạch năm được xem xét, thông qua trước ngày 15/11',
      null,
      'Kế hoạch năm được giải ngân đến 31/01 năm sau',
    ]);
  });

  it('shows a reporter the own units and no capital', async () => {
    const { capital, units, cases: counts } = await overview(as.reporter);
    expect(capital).toBeNull();
    expect(counts.open).toBeLessThan(openIn(cases).length);
    expect(units.length).toBeGreaterThan(0);
  });

  it('counts more than four hundred projects instead of listing them', async () => {
    const { items, statuses } = API.listProjectStandings.response.parse(await asked('listProjectStandings'));
    expect(items).toEqual([]);
    expect(statuses.reduce((sum, { projects }) => sum + projects, 0)).toBe(
      new Set(cases.map(({ projectId }) => projectId)).size,
    );
  });

  it('counts the cases of a status beside its projects, as many as their list has', async () => {
    const { statuses } = API.listProjectStandings.response.parse(await asked('listProjectStandings'));
    expect(statuses.length).toBeGreaterThan(0);
    for (const { status, cases: counted } of statuses) {
      expect(counted, status).toBe(cases.filter((record) => record.status === status).length);
    }
  });

  it('finds cases by the beginnings of words, without accents, and by code', async () => {
    const search = async (q: string) => (await searched(q)).items;
    const [named] = await search('rạch số 17');
    expect(named?.projectName.vi).toMatch(/^Nâng cấp rạch số 17/);
    expect((await search('nang cap')).length).toBe(8);
    const [first] = cases;
    expect((await search(first?.id ?? '')).map(({ caseId }) => caseId)).toContain(first?.id);
    expect(await search('không có gì')).toEqual([]);
    expect(await search('***')).toEqual([]);
  });

  it('finds posts by their name in either language, with the open cases that each holds', async () => {
    const [found] = (await searched('chu tich thanh')).posts;
    expect(found).toMatchObject({ officeId: 'city-chairman', name: { vi: 'Chủ tịch UBND Thành phố' } });
    expect((await searched('city chair')).posts).toEqual([found]);
    expect((await searched('***')).posts).toEqual([]);
  });

  it('says whose desk it is and what waits there', async () => {
    const desk = API.getDesk.response.parse(await asked('getDesk', { caller: as.leader }));
    expect(desk).toMatchObject({ post: { en: 'City chairperson' }, asks: { cases: 0, moves: 0 }, drafts: 0 });
    expect(desk.overdue).toBe((await overview()).cases.overdue);
    const auditor = API.getDesk.response.parse(await asked('getDesk', { caller: as.auditor }));
    expect(auditor.post).toBeNull();
  });
});
