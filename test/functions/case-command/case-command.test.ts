import { describe, expect, it } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import { verifyChain } from '#domain/receipt-chain.ts';
import { API } from '#functions/api/contract.ts';
import { CaseSummary } from '#functions/api/views.ts';
import { caseCommandRoutes } from '#functions/case-command/handler.ts';
import { stepOfCase } from '#functions/next-step/handler.ts';
import { type Asked, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

const Preview = API.previewCaseAct.response;

let city: City;
let caseId: CaseId;
cityForEach(async (founded) => {
  city = founded;
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
    expect(CaseSummary.parse(body).next).toMatchObject({ act: 'resume', at: '2024-10-21T01:00:00.000Z' });
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

describe('taking a case up a rung', () => {
  it('withdraws the ask, tells its holder, and the office above is asked and told why', async () => {
    const reason = 'Cần quỹ nhà tạm cư của thành phố';
    const { status, body } = await act('escalateCase', { reason });
    expect([status, body['rung'], body['holder'], body['approvalId']]).toEqual([
      200,
      2,
      'district-chair-776',
      null,
    ]);
    await city.ask({ caseId });
    expect(city.told.map(({ to, tags }) => [to, tags.template])).toEqual(
      expect.arrayContaining([
        ['holder.owner-tcip@city.example', 'movedOn'],
        ['holder.district-chair-776@city.example', 'ask'],
      ]),
    );
    const [asked] = await city.deps.openApprovalsOfCase(caseId);
    expect(asked?.shown.facts.map(({ value }) => value.vi)).toContain(reason);
    expect(await facts()).toEqual(expect.arrayContaining(['approvalWithdrawn', 'caseEscalated']));
  });

  it('wants a reason, and stops at the top', async () => {
    expect(await act('escalateCase', { reason: ' ' })).toMatchObject({ status: 422 });
    for (let rung = 2; rung <= 6; rung += 1) {
      expect((await act('escalateCase', { reason: 'Vượt cấp' })).body['rung']).toBe(rung);
      await city.ask({ caseId });
    }
    const refused = await act('escalateCase', { reason: 'Vượt cấp' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'case.topRung' } });
  });
});

describe('closing a case', () => {
  const close = (more: object = {}, asked: Asked = {}) =>
    act('closeCase', { ground: 'court', reason: 'Tòa án đang thụ lý', confirm: caseId, ...more }, asked);

  it('ends it at once, with notices', async () => {
    expect((await close()).body).toMatchObject({ status: 'outOfScope', dueAt: null });
    expect((await stepOfCase(city.deps, { caseId })).step).toBe('done');
    await city.drain();
    expect(city.told.map(({ tags }) => tags.template)).toEqual(['ask', 'movedOn', 'notice', 'notice']);
    expect((await facts()).at(-1)).toBe('caseOutOfScope');
    expect(await close()).toMatchObject({ status: 409, body: { code: 'case.closed' } });
  });

  it('wants the code of the case typed again', async () => {
    const before = await city.contents();
    expect(await close({ confirm: 'HS-2024-9999' })).toMatchObject({
      status: 422,
      body: { code: 'case.confirmationDiffers' },
    });
    expect(await city.contents()).toEqual(before);
  });

  it('is for leadership of the city, and for members of its office only', async () => {
    const below = { as: { ...as.leader, office: 'department-planning', email: 'nobody@city.example' } };
    expect(await close({}, below)).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    expect(await close({}, { as: { ...as.leader, office: 'district-chair-776' } })).toMatchObject({
      status: 403,
      body: { code: 'case.belowCity' },
    });
    for (const role of [as.reporter, as.finance, as.auditor, as.operator]) {
      expect((await close({}, { as: role })).status).toBe(403);
    }
  });
});

describe('what an act would do', () => {
  const preview = async (body: object) => {
    const answer = await act('previewCaseAct', body);
    return { ...answer, said: Preview.safeParse(answer.body).data?.consequences.map(({ vi }) => vi) ?? [] };
  };

  it.each([
    [{ act: 'urge' }, /nhận ngay một thư đôn đốc/],
    [{ act: 'escalate' }, /district-chair-776 được hỏi ngay, có 3.ngày làm việc/],
    [{ act: 'reassign', office: 'department-planning' }, /department-planning được hỏi ngay/],
    [{ act: 'pause', reviewOn: '2024-10-21' }, /tự chạy tiếp lúc 08:00, thứ.Hai.21\/10\/2024/],
    [{ act: 'close' }, /Hồ sơ kết thúc, không mở lại được/],
  ])('%j is said in words, and nothing is written', async (body, words) => {
    const before = await city.contents();
    const { status, said } = await preview(body);
    expect([status, said.join('\n')]).toEqual([200, expect.stringMatching(words)]);
    expect(await city.contents()).toEqual(before);
  });

  it('is refused as the act itself would be', async () => {
    expect(await preview({ act: 'resume' })).toMatchObject({ status: 409, body: { code: 'case.notPaused' } });
    const yesterday = { act: 'pause', reviewOn: '2024-10-07' };
    expect(await preview(yesterday)).toMatchObject({
      status: 422,
      body: { code: 'case.reviewDateNotAhead' },
    });
    const auditor = await act('previewCaseAct', { act: 'urge' }, { as: as.auditor });
    expect(auditor.status).toBe(403);
  });
});

describe('noting a document', () => {
  const RESOLUTION = {
    number: '79/NQ-HĐND',
    issuedOn: '2024-09-27',
    issuer: 'HĐND Thành phố',
    title: 'Điều chỉnh chủ trương',
  };

  it('stands on the case and in its chain, once', async () => {
    expect((await act('recordCaseDocument', RESOLUTION, { as: as.finance })).status).toBe(200);
    expect((await facts()).at(-1)).toBe('documentRecorded');
    expect(await act('recordCaseDocument', RESOLUTION)).toMatchObject({
      status: 409,
      body: { code: 'case.documentKnown' },
    });
  });

  it('is for reporters of the units, and never for who only reads', async () => {
    expect((await act('recordCaseDocument', RESOLUTION, { as: as.otherReporter })).status).toBe(403);
    expect((await act('recordCaseDocument', RESOLUTION, { as: as.auditor })).status).toBe(403);
    expect((await act('recordCaseDocument', RESOLUTION, { as: as.reporter })).status).toBe(200);
  });
});
