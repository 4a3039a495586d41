import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { CaseId } from '#domain/ids.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { API } from '#functions/api/contract.ts';
import { CaseSummary } from '#functions/api/views.ts';
import { capitalRoutes } from '#functions/capital-query/handler.ts';
import { caseQueryRoutes } from '#functions/case-query/handler.ts';
import { directoryCommandRoutes } from '#functions/directory-command/handler.ts';
import { directoryQueryRoutes } from '#functions/directory-query/handler.ts';
import { projectRoutes } from '#functions/project-query/handler.ts';
import { queueRoutes } from '#functions/queue-query/handler.ts';
import { aBlocker } from '#test/domain/builders.ts';
import { type As, type Asked, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;
let parkCase: CaseId;
cityForAll(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  city.clock('2024-10-09');
  parkCase = await city.askedCase(aBlocker({ id: 'VM-CONGVIEN-1', projectId: 'DA-CONGVIEN' }));
});

const routes = () => [
  ...queueRoutes,
  ...caseQueryRoutes,
  ...projectRoutes,
  ...capitalRoutes,
  ...directoryQueryRoutes,
  ...directoryCommandRoutes,
];
const ask = (operation: string, caller: As, asked: Asked = {}) =>
  call({ routes: routes(), deps: city.deps }, operation, { ...asked, as: caller });

const Cases = z.object({ items: z.array(CaseSummary), cursor: z.string().nullable() });
async function queueOf(caller: As, query: Record<string, string> = {}) {
  const { body } = await ask('getQueue', caller, { query });
  return Cases.parse(body).items.map(({ id }) => id);
}

describe('the escalation queue', () => {
  it('is the whole city’s, earliest due first', async () => {
    expect(await queueOf(as.leader)).toEqual([caseId, parkCase]);
    expect(await queueOf(as.auditor)).toHaveLength(2);
  });

  it('is the own units’ to a reporter, unless another of them is named', async () => {
    expect(await queueOf(as.reporter)).toEqual([caseId]);
    expect(await queueOf(as.reporter, { unit: '778' })).toEqual([caseId]);
    expect(await queueOf(as.otherReporter)).toEqual([parkCase]);
    const nowhere = await ask('getQueue', { roles: ['reporter'], office: 'reporter-776' });
    expect(nowhere.status).toBe(403);
  });

  it.each([
    [{ rung: '1' }, 2],
    [{ rung: '2' }, 0],
    [{ office: 'owner-tcip' }, 2],
    [{ office: 'finance' }, 0],
    [{ unit: '765' }, 1],
    [{ unit: '765', rung: '1', office: 'owner-tcip' }, 1],
    [{ unit: '765', rung: '2' }, 0],
    [{ state: 'paused', rung: '1' }, 0],
    [{ overdue: 'true' }, 0],
  ])('can be asked for %o', async (query, count) => {
    expect(await queueOf(as.leader, query)).toHaveLength(count);
  });

  it('knows what is overdue, by how many working days, and why', async () => {
    city.clock('2024-10-14');
    expect(await queueOf(as.leader, { overdue: 'true' })).toEqual([caseId]);
    const { body } = await ask('getQueue', as.leader, { query: { overdue: 'true' } });
    const [late] = Cases.parse(body).items;
    expect(late).toMatchObject({ overdueWorkingDays: 1, holder: 'owner-tcip', atRisk: 8800e9, idle: 6800e9 });
    expect(late?.why.vi).toMatch(
      /^Đang chờ Office owner-tcip, quá hạn 1.ngày làm việc\. Thư gửi ngày 08\/10\/2024/,
    );
    city.clock('2024-10-09');
  });

  it('comes in pages, whose cursor belongs to the question', async () => {
    const first = await ask('getQueue', as.leader, { query: { limit: '1' } });
    const cursor = z.string().parse(first.body['cursor']);
    expect(await queueOf(as.leader, { limit: '1', cursor })).toEqual([parkCase]);
    const other = await ask('getQueue', as.leader, { query: { state: 'closed', cursor } });
    expect(other).toMatchObject({ status: 422, body: { fields: [{ path: 'cursor', code: 'page.cursor' }] } });
  });
});

describe('a case', () => {
  it('comes with its approvals, without anything that decides', async () => {
    const { status, body } = await ask('getCase', as.reporter, { params: { caseId } });
    expect(status).toBe(200);
    const view = API.getCase.response.parse(body);
    expect(view.approvals).toMatchObject([{ kind: 'clearBlocker', status: 'open', decision: null }]);
    expect(view.approvals[0]?.deadlineExplained.vi).toContain('ngày làm việc kể từ 08/10/2024');
    expect(view.approvals[0]?.mails).toMatchObject([{ template: 'ask', state: 'sent' }]);
    const text = JSON.stringify(body);
    for (const hidden of ['secretHash', 'codeHash', 'links', '@city.example'])
      expect(text).not.toContain(hidden);
  });

  it('has receipts that anybody can verify', async () => {
    const { body } = await ask('getCaseReceipts', as.auditor, { params: { caseId } });
    const { items, chain } = API.getCaseReceipts.response.parse(body);
    expect([chain, items.length]).toEqual([caseId, 2]);
    expect(verifyChain(items)).toMatchObject({ intact: true });
  });

  it('is listed with its project, and its asks with their office', async () => {
    const listed = await ask('listCases', as.reporter, { query: { project: 'DA-CHONGNGAP' } });
    expect(Cases.parse(listed.body).items).toHaveLength(1);
    const asks = async (caller: As, office: string, which: string) =>
      API.listApprovals.response.parse(
        (await ask('listApprovals', caller, { query: { office, which } })).body,
      ).items;
    expect(await asks(as.owner, 'owner-tcip', 'open')).toHaveLength(2);
    expect(await asks(as.owner, 'owner-tcip', 'past')).toEqual([]);
    expect(await asks(as.reporter, 'reporter-776', 'open')).toEqual([]);
    expect(await asks(as.reporter, 'district-chair-778', 'open')).toEqual([]);
  });
});

describe('capital', () => {
  it('sums the plan year, with the dates that bind', async () => {
    const { body } = await ask('getCapital', as.leader);
    const view = API.getCapital.response.parse(body);
    expect(view).toMatchObject({
      planYear: 2024,
      planned: 15_060e9,
      idle: 6820e9,
      headroom: 11_000e9,
      disbursementUntil: '2025-01-31',
      lastWorkingDay: '2025-01-31',
    });
    expect(view.planned).toBe(view.groups.reduce((sum, group) => sum + group.planned, 0));
  });

  it('of a year that nobody has planned is nothing, and its last working day is open', async () => {
    const { body } = await ask('getCapital', as.leader, { query: { planYear: '2050' } });
    expect(API.getCapital.response.parse(body)).toMatchObject({
      groups: [],
      planned: 0,
      lastWorkingDay: null,
    });
  });

  it('that lies idle and projects that could take it are listed, most first', async () => {
    const names = async (operation: 'listIdle' | 'listAbsorbing') =>
      API[operation].response.parse((await ask(operation, as.finance)).body).items.map(({ id }) => id);
    expect(await names('listIdle')).toEqual(['DA-CHONGNGAP', 'DA-CONGVIEN']);
    expect(await names('listAbsorbing')).toEqual(['DA-XUYENTAM']);
  });

  it('of moves starts empty; a reporter has no business there', async () => {
    expect((await ask('listMoves', as.finance)).body['items']).toEqual([]);
    expect((await ask('listMoves', as.finance, { query: { status: 'lost' } })).status).toBe(422);
    expect((await ask('listMoves', as.reporter)).status).toBe(403);
  });

  it('of a project is shown to those of its units', async () => {
    const project = await ask('getProject', as.reporter, { params: { projectId: 'DA-CHONGNGAP' } });
    expect(project.body).toMatchObject({ idle: 6800e9, headroom: 0, remaining: 8800e9 });
    const other = await ask('getProject', as.otherReporter, { params: { projectId: 'DA-CHONGNGAP' } });
    expect(other.body['code']).toBe('auth.otherUnit');
    const listed = await ask('listProjects', as.otherReporter, { query: { group: 'procedural' } });
    expect(listed.body['items']).toMatchObject([{ id: 'DA-CONGVIEN' }]);
    const ledger = await ask('getLedger', as.auditor, { params: { projectId: 'DA-CHONGNGAP' } });
    expect(ledger.body).toMatchObject({ items: [], cursor: null });
  });
});

describe('the directory', () => {
  it('lists offices of a unit or of a kind, without addresses, never of nothing', async () => {
    const offices = async (query: Record<string, string>) => {
      const { body } = await ask('listOffices', as.reporter, { query });
      expect(JSON.stringify(body)).not.toContain('@');
      return API.listOffices.response.parse(body).items.map(({ id }) => id);
    };
    expect(await offices({ unit: '765' })).toEqual(['reporter-765']);
    expect(await offices({ unit: '765', kind: 'finance' })).toEqual([]);
    expect(await offices({ kind: 'finance' })).toEqual(['finance']);
    const beyond = await ask('listOffices', as.reporter, { query: { unit: '776', cursor: 'x' } });
    expect(beyond).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'cursor', code: 'page.cursor' }] },
    });
    const none = await ask('listOffices', as.reporter);
    expect(none.body['fields']).toMatchObject([{ path: 'kind', code: 'required' }]);
  });

  it('has units, calendar and ladder for everybody, addresses for those of the city', async () => {
    expect((await ask('listUnits', as.reporter)).body['items']).toHaveLength(3);
    expect((await ask('getCalendar', as.reporter)).body['version']).toBe('test-1');
    expect((await ask('getLadder', as.reporter)).body['version']).toBe('ladder-1');
    const params = { officeId: 'finance' };
    expect((await ask('getOffice', as.operator, { params })).body['id']).toBe('finance');
    expect((await ask('getOffice', as.reporter, { params })).status).toBe(403);
  });

  it('notes an absence once, and mends an address that bounced', async () => {
    const params = { officeId: 'department-planning' };
    const email = 'holder.department-planning@city.example';
    const body = { email, from: '2024-10-14', to: '2024-10-19' };
    expect((await ask('recordAbsence', as.leader, { params, body })).body['version']).toBe(1);
    expect((await ask('recordAbsence', as.leader, { params, body })).body['version']).toBe(1);
    await city.deps.markMemberUndeliverable(email, city.now);
    const mended = await ask('correctAddress', as.operator, { params, body: { email, newEmail: email } });
    expect(JSON.stringify(mended.body)).not.toContain('undeliverableSince');
    const taken = { email, newEmail: 'deputy.department-planning@city.example' };
    const refused = await ask('correctAddress', as.operator, { params, body: taken });
    expect(refused.body['fields']).toMatchObject([{ path: 'newEmail', code: 'member.taken' }]);
  });
});

it('counts in the picture of flows whatever lies idle, on however many pages it stands', async () => {
  const deps: City['deps'] = {
    ...city.deps,
    idleProjects: (page) =>
      page.cursor === undefined
        ? Promise.resolve({ items: [], cursor: 'behind' })
        : city.deps.idleProjects({ ...page, cursor: undefined }),
  };
  const { body } = await call({ routes: capitalRoutes, deps }, 'getFlows', { as: as.leader, query: {} });
  expect(body).toMatchObject({ unplaced: 6820e9 });
});
