import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { CaseSummary } from '#functions/api/views.ts';
import { caseCommandRoutes } from '#functions/case-command/handler.ts';
import { stepOfCase } from '#functions/next-step/handler.ts';
import { type DynamoServer, startDynoxide } from '#test/adapters/dynamo/server.ts';
import { type Asked, as, call } from '#test/functions/api/call.ts';
import { City } from '#test/functions/city.ts';

let server: DynamoServer;
let city: City;
let caseId: CaseId;
beforeAll(async () => {
  server = await startDynoxide();
});
afterAll(() => server.stop());
beforeEach(async () => {
  city = await City.found(server.endpoint);
  caseId = await city.askedCase();
});

const act = (operation: string, body?: object, more: Asked = {}) =>
  call({ routes: caseCommandRoutes, deps: city.deps }, operation, {
    as: as.leader,
    params: { caseId },
    ...(body === undefined ? {} : { body }),
    ...more,
  });
const facts = async () => {
  const { items } = await city.deps.receiptsOf(caseId, { limit: 100 });
  expect(verifyChain(items)).toMatchObject({ intact: true });
  return items.map(({ type }) => type);
};

describe('urging', () => {
  it('mails whoever is asked, once a day unless confirmed', async () => {
    expect((await act('urgeCase', {})).body).toMatchObject({ id: caseId, holder: 'owner-tcip' });
    await city.drain();
    expect(city.told.at(-1)).toMatchObject({
      to: 'holder.owner-tcip@city.example',
      tags: { template: 'urge' },
    });
    const before = await city.contents();
    expect(await act('urgeCase', {})).toMatchObject({ status: 409, body: { code: 'approval.urgedToday' } });
    expect(await city.contents()).toEqual(before);
    expect((await act('urgeCase', { confirmed: true })).status).toBe(200);
    expect((await facts()).filter((type) => type === 'caseUrged')).toHaveLength(2);
  });
});

describe('giving a case to another office', () => {
  it('withdraws the ask; the new office is asked with its full time', async () => {
    const { status, body } = await act('reassignCase', { office: 'department-planning' });
    expect([status, body['holder'], body['approvalId']]).toEqual([200, 'department-planning', null]);
    await city.ask({ caseId });
    expect(city.letterTo('holder.department-planning@city.example').tags.template).toBe('ask');
    expect(await facts()).toContain('caseReassigned');
  });

  it('never to the office that reported', async () => {
    const refused = await act('reassignCase', { office: 'reporter-776' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'approval.conflictOfInterest' } });
  });

  it('to the same office changes nothing', async () => {
    const before = await city.contents();
    expect((await act('reassignCase', { office: 'owner-tcip' })).status).toBe(200);
    expect(await city.contents()).toEqual(before);
  });
});

describe('a pause', () => {
  const PAUSE = { reason: 'court', note: 'Chờ tòa', reviewOn: '2024-10-21' };

  it('stops the clock with its reason; nothing is due until it is looked at', async () => {
    const { body } = await act('pauseCase', PAUSE);
    expect(body).toMatchObject({ status: 'paused', dueAt: null, overdueWorkingDays: 0 });
    expect(CaseSummary.parse(body).why.vi).toContain('21/10/2024');
    expect((await stepOfCase(city.deps, { caseId })).step).toBe('pause');
    expect(await act('pauseCase', PAUSE)).toMatchObject({ status: 409, body: { code: 'case.wrongStatus' } });
    expect(await act('urgeCase', {})).toMatchObject({ status: 409, body: { code: 'case.wrongStatus' } });
  });

  it('ends by command: the clock goes on with the days it had left', async () => {
    await act('pauseCase', PAUSE);
    city.clock('2024-10-16');
    const { body } = await act('resumeCase');
    expect(body).toMatchObject({ status: 'inReview', dueAt: '2024-10-21T10:00:00.000Z' });
    expect(await facts()).toEqual(expect.arrayContaining(['casePaused', 'caseResumed']));
  });
});
