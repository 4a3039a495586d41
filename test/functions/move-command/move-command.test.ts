import { describe, expect, it } from 'vitest';
import { mergeChanges } from '#domain/change.ts';
import { MoveId, ProjectId } from '#domain/ids.ts';
import { proveBalance } from '#domain/ledger-post.ts';
import { dong } from '#domain/money.ts';
import { LocalDate } from '#domain/time.ts';
import { MoveView } from '#functions/api/views.ts';
import { capitalRoutes } from '#functions/capital-query/handler.ts';
import { commitTheMove } from '#functions/commit-move/handler.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { stepOfMove } from '#functions/next-move-step/handler.ts';
import { recordDecision } from '#functions/record.ts';
import { aDecider, only } from '#test/domain/builders.ts';
import { type As, as, call } from '#test/functions/api/call.ts';
import { type City, projects, RULES } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';

let city: City;
cityForEach((founded) => {
  city = founded;
});

const act = (operation: string, caller: As, body: object, moveId?: string) =>
  call({ routes: moveCommandRoutes, deps: city.deps }, operation, {
    as: caller,
    body,
    ...(moveId === undefined ? {} : { params: { moveId } }),
  });
const draft = (amount = 6800e9) =>
  act('draftMove', as.finance, {
    donors: [{ projectId: 'DA-CHONGNGAP', amount }],
    recipients: [{ projectId: 'DA-XUYENTAM', amount }],
    reason: 'Vốn nằm chờ',
  });
const RESOLUTION = { number: '45/NQ-HĐND', issuedOn: '2024-10-08', issuer: 'HĐND Thành phố' };
const DECISION = { number: '9/QĐ-UBND', issuedOn: '2024-10-08', issuer: 'UBND Thành phố' };

/** The offices asked now agree, each by its holder. */
async function agree(moveId: MoveId, offices: readonly string[]): Promise<void> {
  await city.ask({ moveId });
  for (const approval of await city.deps.approvalsOfMove(moveId)) {
    if (approval.status !== 'open' || !offices.includes(approval.office)) continue;
    const { id: approvalId, shownHash } = approval;
    const form = { outcome: 'agree' as const, comment: '', shownHash };
    const deciderOf = () => aDecider(approval, { auth: 'session' });
    await recordDecision(city.deps, { approvalId, form, deciderOf });
  }
}

async function submitted(): Promise<MoveId> {
  return beforeCouncil(MoveId.parse((await draft()).body['id']));
}

async function coolingOff(): Promise<MoveId> {
  const moveId = await submitted();
  await act('recordDocument', as.council, RESOLUTION, moveId);
  await city.ask({ moveId });
  await act('recordDocument', as.committee, DECISION, moveId);
  await commitTheMove(city.deps, { moveId });
  return moveId;
}

const see = (moveId: MoveId) =>
  call({ routes: capitalRoutes, deps: city.deps }, 'getMove', { as: as.finance, params: { moveId } });
const plannedOf = async (id: string) => (await city.deps.getProject(ProjectId.parse(id))).capital.planned;

describe('a draft', () => {
  it('starts its own execution, and is drafted by the caller’s office', async () => {
    const { status, body } = await draft();
    expect([status, body['draftedBy'], body['status']]).toEqual([201, 'finance', 'drafted']);
    await city.drain();
    expect(city.started).toEqual([{ stateMachineArn: 'arn:reallocate', name: body['id'] }]);
  });

  it('counts what open moves take already', async () => {
    await draft(6000e9);
    expect(await draft(1000e9)).toMatchObject({ status: 422, body: { code: 'move.aboveIdle' } });
    expect((await draft(800e9)).status).toBe(201);
  });

  it('at the same moment on the same capital: one of two', async () => {
    const answers = await Promise.all([draft(), draft()]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body['code'] === 'move.aboveIdle')).toHaveLength(1);
  });
});

describe('signed documents', () => {
  it('are recorded by the office that is asked, in their order, and lead to the ledger', async () => {
    const moveId = await submitted();
    const resolved = await act('recordDocument', as.council, RESOLUTION, moveId);
    expect(resolved).toMatchObject({
      status: 200,
      body: { status: 'resolvedByCouncil', resolution: RESOLUTION },
    });
    await city.ask({ moveId });
    const decided = await act('recordDocument', as.committee, DECISION, moveId);
    expect(decided.body['status']).toBe('decidedByCommittee');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('coolingOff');
    expect(await stepOfMove(city.deps, { moveId })).toMatchObject({ step: 'wait' });
    city.clock('2024-10-12');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('committed');
    expect([await plannedOf('DA-CHONGNGAP'), await plannedOf('DA-XUYENTAM')]).toEqual([3200e9, 11_800e9]);
  });

  it('lead there by the rules under which the move was drafted, also when stricter ones hold meanwhile', async () => {
    const moveId = await coolingOff();
    const version = { version: 'stricter', validFrom: LocalDate.parse('2024-10-10') };
    await city.deps.importRows({ rules: [{ ...RULES, ...version, planAdjustmentUntil: '10-09' }] });
    city.clock('2024-10-12');
    expect((await draft(1e9)).body['code']).toBe('move.afterDeadline');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('committed');
    expect((await city.deps.getMove(moveId)).rulesVersion).toBe(RULES.version);
  });

  it('are refused from an office that is not asked, and from the one that drafted', async () => {
    const moveId = await submitted();
    const before = await city.contents();
    for (const caller of [as.finance, as.committee]) {
      const refused = await act('recordDocument', caller, RESOLUTION, moveId);
      expect(refused).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
    }
    expect(await city.contents()).toEqual(before);
  });

  it('are refused when they are of tomorrow, used before, or not waited for', async () => {
    const early = MoveId.parse((await draft(1e9)).body['id']);
    expect((await act('recordDocument', as.council, RESOLUTION, early)).body['code']).toBe(
      'move.wrongStatus',
    );
    const moveId = await beforeCouncil(early);
    const ahead = { ...RESOLUTION, number: '46/NQ-HĐND', issuedOn: '2024-10-09' };
    expect((await act('recordDocument', as.council, ahead, moveId)).body['code']).toBe(
      'move.documentDateAhead',
    );
    expect((await act('recordDocument', as.council, RESOLUTION, moveId)).status).toBe(200);
    await city.ask({ moveId });
    const older = { ...DECISION, issuedOn: '2024-10-07' };
    const { body } = await act('recordDocument', as.committee, older, moveId);
    expect(body['code']).toBe('move.documentDateBefore');
    expect(body['detail']).toContain('45/NQ-HĐND, 08/10/2024');
    const again = await act('recordDocument', as.committee, RESOLUTION, moveId);
    expect(again).toMatchObject({ status: 409, body: { code: 'move.documentUsed' } });
  });
});

/** Takes a drafted move to where the council is asked. */
async function beforeCouncil(moveId: MoveId): Promise<MoveId> {
  await agree(moveId, ['owner-tcip', 'owner-xuyentam']);
  await agree(moveId, ['appraiser-1', 'appraiser-2']);
  await agree(moveId, ['city-chairman']);
  await city.ask({ moveId });
  return moveId;
}

describe('a move that is stopped', () => {
  it('while it cools off is rejected; nothing reaches the ledger', async () => {
    const moveId = await coolingOff();
    const { status, body } = await act('stopMove', as.leader, { reason: 'Số liệu thay đổi' }, moveId);
    const by = { vi: 'Office city-chairman', en: 'Office city-chairman' };
    expect([status, body['stopped']]).toMatchObject([200, { by }]);
    expect((await act('stopMove', as.finance, { reason: 'x' }, moveId)).body['code']).toBe('move.stopped');
    city.clock('2024-10-12');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('rejected');
    expect(await plannedOf('DA-CHONGNGAP')).toBe(10_000e9);
  });

  it('is told to each reader in the own language, with what was typed as it was typed', async () => {
    const moveId = await coolingOff();
    await act('stopMove', as.leader, { reason: 'Số liệu thay đổi' }, moveId);
    const shown = async () => MoveView.parse((await see(moveId)).body).move.words;
    const both = { vi: 'Số liệu thay đổi', en: 'Số liệu thay đổi' };
    expect(await shown()).toMatchObject({ stopped: { reason: both }, cause: null });
    city.clock('2024-10-12');
    await commitTheMove(city.deps, { moveId });
    expect(await shown()).toMatchObject({
      stopped: null,
      cause: {
        vi: 'Bị dừng trong thời gian chờ hiệu lực: Số liệu thay đổi',
        en: 'Stopped during the cooling-off: Số liệu thay đổi',
      },
    });
    const inEnglish: typeof city.deps.getOffice = async (id) => {
      const office = await city.deps.getOffice(id);
      return { ...office, holders: office.holders.map((holder) => ({ ...holder, locale: 'en' })) };
    };
    await city.drain({ ...city.mail, getOffice: inEnglish });
    const [english] = city.told.filter(({ subject }) => subject.includes('Move rejected'));
    expect(english?.text).toContain('Reason: Stopped during the cooling-off: Số liệu thay đổi');
  });

  it('is told by a refusal to who drafted it and to the owners, by an entry with the documents that carry it', async () => {
    const told = (words: string) =>
      city.told.flatMap(({ to, subject, text }) => (subject.includes(words) ? [{ to, text }] : []));
    const moveId = await submitted();
    const { id: approvalId, shownHash } = only(
      (await city.deps.approvalsOfMove(moveId)).filter(({ status }) => status === 'open'),
    );
    const form = { outcome: 'decline' as const, comment: 'Chưa đủ căn cứ', shownHash };
    const deciderOf = (approval: Parameters<typeof aDecider>[0]) => aDecider(approval, { auth: 'session' });
    await recordDecision(city.deps, { approvalId, form, deciderOf });
    await city.drain();
    const refused = told('không thông qua');
    expect(refused.map(({ to }) => to)).toEqual(
      ['finance', 'owner-tcip', 'owner-xuyentam'].map((office) => `holder.${office}@city.example`),
    );
    expect(refused.every(({ text }) => text.includes('Lý do: Chưa đủ căn cứ'))).toBe(true);
    await coolingOff();
    await city.drain();
    expect(told('chờ hiệu lực')[0]?.text).toContain('Nghị quyết của HĐND: 45/NQ-HĐND, 08/10/2024');
    expect(told('chờ hiệu lực')[0]?.text).toContain('Quyết định của UBND: 9/QĐ-UBND, 08/10/2024');
  });

  it('because its figures changed meanwhile gives back what it held, and the mails say why and what to do', async () => {
    const moveId = await coolingOff();
    const donor = await city.deps.getProject(ProjectId.parse('DA-CHONGNGAP'));
    const capital = { ...donor.capital, disbursed: dong(donor.capital.disbursed + 100e9) };
    const spent = { ...donor, capital, version: donor.version + 1 };
    await city.deps.commit(mergeChanges({ projects: [spent] }), city.now);
    city.clock('2024-10-12');
    expect((await commitTheMove(city.deps, { moveId })).status).toBe('rejected');
    const { capital: after, reserved } = await city.deps.getProject(donor.id);
    expect([after.planned, reserved.out]).toEqual([10_000e9, 0]);
    await city.drain();
    const told = city.told.filter(({ subject }) => subject.includes('không thông qua'));
    expect(told.length).toBeGreaterThan(1);
    for (const { text } of told) {
      expect(text).toContain(
        `Số giảm lớn hơn vốn đang nằm chờ của dự án ${donor.name.vi} (DA-CHONGNGAP), còn 6.700.000.000.000`,
      );
      expect(text).toContain('có thể lập dự thảo mới theo số liệu hiện tại');
    }
  });

  it('at another time is refused', async () => {
    const { body } = await draft();
    const refused = await act('stopMove', as.finance, { reason: 'x' }, String(body['id']));
    expect(refused).toMatchObject({ status: 409, body: { code: 'move.wrongStatus' } });
  });
});

describe('a move that is taken back', () => {
  it('restores every plan by mirror entries, once, by a document of its own', async () => {
    const moveId = await coolingOff();
    expect((await act('reverseMove', as.finance, DECISION, moveId)).body['code']).toBe('move.wrongStatus');
    city.clock('2024-10-12');
    await commitTheMove(city.deps, { moveId });
    const used = await act('reverseMove', as.finance, DECISION, moveId);
    expect(used).toMatchObject({ status: 409, body: { code: 'move.documentUsed' } });
    const reversal = { ...DECISION, number: '77/QĐ-UBND' };
    expect((await act('reverseMove', as.finance, reversal, moveId)).body['status']).toBe('reversed');
    const opening = new Map(projects.map(({ id, capital }) => [id, capital.planned]));
    const ledgers = await Promise.all(
      projects.map(async ({ id }) => (await city.deps.ledgerOf(id, { limit: 100 })).items),
    );
    expect(ledgers.flat()).toHaveLength(4);
    const proof = proveBalance(ledgers.flat(), opening);
    expect(proof).toMatchObject({ conserved: true, faults: [] });
    expect(await plannedOf('DA-CHONGNGAP')).toBe(10_000e9);
  });
});
