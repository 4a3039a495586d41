import { describe, expect, it } from 'vitest';
import type { ApprovalId, CaseId } from '#domain/ids.ts';
import { CaseView } from '#functions/api/case-view.ts';
import { caseCommandRoutes } from '#functions/case-command/handler.ts';
import { caseQueryRoutes } from '#functions/case-query/handler.ts';
import { decisionRoutes } from '#functions/record-decision/handler.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
let caseId: CaseId;
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
});

async function read(caller: As = as.leader): Promise<CaseView> {
  const asked = { as: caller, params: { caseId } };
  const { body } = await call({ routes: caseQueryRoutes, deps: city.deps }, 'getCase', asked);
  return CaseView.parse(body);
}

async function command(operation: string, body?: object, caller: As = as.leader): Promise<void> {
  const asked = { as: caller, params: { caseId }, ...(body === undefined ? {} : { body }) };
  const { status } = await call({ routes: caseCommandRoutes, deps: city.deps }, operation, asked);
  expect(status).toBe(200);
}

async function decide(approvalId: ApprovalId, caller: As, form: object): Promise<void> {
  const { shownHash } = await city.deps.getApproval(approvalId);
  const { status } = await call({ routes: decisionRoutes, deps: city.deps }, 'recordDecision', {
    as: caller,
    params: { approvalId },
    body: { comment: '', shownHash, ...form },
  });
  expect(status).toBe(200);
}

describe('a case whole', () => {
  it('says what is blocked, of which project, who holds it since when, and how the deadline is counted', async () => {
    city.clock('2024-10-10');
    const view = await read();
    expect(view).toMatchObject({
      blocker: { category: 'PHAPLY', cause: 'objective', reportedByName: { vi: 'Office reporter-776' } },
      project: {
        capital: { planned: 10_000e9, disbursed: 1200e9 },
        idle: 6800e9,
        ownerName: { vi: 'Office owner-tcip' },
        units: [{ code: '776' }, { code: '778' }],
      },
      waitedWorkingDays: 2,
      deadline: { workingDays: 3, calendarVersion: 'test-1' },
      pausedWorkingDaysLeft: null,
      questions: [],
      documents: [],
    });
    expect(view.deadline?.days.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(view.rungs.map(({ state, officeName }) => [state, officeName?.vi])).toEqual([
      ['now', 'Office owner-tcip'],
      ['next', 'Office district-chair-776'],
      ['later', 'Office district-secretary-776'],
      ['later', 'Office department-planning'],
      ['later', 'Office city-chairman'],
      ['later', 'Office standing-committee'],
    ]);
  });

  it('offers leadership what can be done now, others what they may, an auditor nothing', async () => {
    expect((await read()).acts).toEqual(['urge', 'escalate', 'reassign', 'pause', 'close', 'recordDocument']);
    expect(await read(as.owner)).toMatchObject({
      acts: ['decide'],
      yourAsk: (await read()).summary.approvalId,
    });
    expect((await read(as.reporter)).acts).toEqual(['recordDocument']);
    for (const role of [as.auditor, as.operator]) {
      expect(await read(role)).toMatchObject({ acts: [], yourAsk: null });
    }
    await command('pauseCase', { reason: 'court', note: '', reviewOn: '2024-10-21' });
    const paused = await read();
    expect(paused).toMatchObject({
      acts: ['resume', 'close', 'recordDocument'],
      deadline: null,
      pausedWorkingDaysLeft: 3,
      approvals: [{ status: 'open', stoppedUntil: '2024-10-21T01:00:00.000Z' }],
    });
    expect((await read(as.owner)).acts).toEqual([]);
  });

  it('shows a question to the reporter as something to do, and the answer to all', async () => {
    const { yourAsk } = await read(as.owner);
    if (yourAsk === null) throw new Error('the owner is not asked');
    await decide(yourAsk, as.owner, { outcome: 'return', comment: 'Còn mấy hộ?' });
    city.clock('2024-10-08', '11:00');
    await city.ask({ caseId });
    const asked = await read(as.reporter);
    expect(asked.questions).toMatchObject([
      { question: 'Còn mấy hộ?', state: 'open', office: 'reporter-776' },
    ]);
    expect(asked.yourAsk).toBe(asked.questions[0]?.approvalId);
    if (asked.yourAsk === null) throw new Error('the reporter is not asked');
    await decide(asked.yourAsk, as.reporter, { outcome: 'agree', comment: 'Còn 412 hộ' });
    expect((await read()).questions).toMatchObject([{ state: 'answered', answer: 'Còn 412 hộ' }]);
  });

  it('lists the documents that were noted, with who noted them', async () => {
    const document = { number: '79/NQ-HĐND', issuedOn: '2024-09-27', issuer: 'HĐND', title: 'Chủ trương' };
    await command('recordCaseDocument', document, as.finance);
    expect((await read()).documents).toEqual([
      {
        ...document,
        source: 'recorded',
        recordedAt: city.now,
        recordedBy: { vi: 'Office finance', en: 'Office finance' },
        moveId: null,
      },
    ]);
  });

  it('has left every rung once it is closed', async () => {
    await command('closeCase', { ground: 'court', reason: 'Tòa án', confirm: caseId });
    expect(await read()).toMatchObject({
      acts: ['recordDocument'],
      waitedWorkingDays: null,
      deadline: null,
      rungs: [{ state: 'done', ended: 'withdrawn' }, {}, {}, {}, {}, {}],
    });
  });
});
