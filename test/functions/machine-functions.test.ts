import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { BlockerId, type CaseId, ProjectId } from '#domain/ids.ts';
import { localDateOf } from '#domain/time.ts';
import { askOfficesFor } from '#functions/ask-for-move/handler.ts';
import { askOfficeFor } from '#functions/ask-office/handler.ts';
import { awaitDecision } from '#functions/await-decision/handler.ts';
import { machineFunction } from '#functions/boundary.ts';
import { callOperator } from '#functions/call-operator/handler.ts';
import { commitTheMove } from '#functions/commit-move/handler.ts';
import { draftMoveOf } from '#functions/draft-move/handler.ts';
import { findBlockedProjects } from '#functions/find-blocked-projects/handler.ts';
import { mailEvent } from '#functions/mail-events/handler.ts';
import { stepOfMove } from '#functions/next-move-step/handler.ts';
import { stepOfCase } from '#functions/next-step/handler.ts';
import { openCaseOf } from '#functions/open-case/handler.ts';
import { planTheWait } from '#functions/plan-wait/handler.ts';
import { anOffice, only } from '#test/domain/builders.ts';
import { press } from '#test/functions/action-page/visits.ts';
import { type City, RULES } from '#test/functions/city.ts';
import { aContext } from '#test/functions/context.ts';
import { cityForEach } from '#test/functions/suite.ts';

/** The functions that workflows call, in the order in which a case meets them. */

let city: City;
cityForEach((founded) => {
  city = founded;
});

const BLOCKER = { projectId: ProjectId.parse('DA-CHONGNGAP'), blockerId: BlockerId.parse('VM-CHONGNGAP-1') };
const OWNER = 'holder.owner-tcip@city.example';
const openAsk = async (caseId: CaseId) => only(await city.deps.openApprovalsOfCase(caseId));
const unchanged = async (act: () => Promise<unknown>) => {
  const before = await city.contents();
  const answer = await act();
  expect(await city.contents()).toEqual(before);
  return answer;
};

describe('a case begins', () => {
  it('blocked projects without a case are found once, each named after its blocker', async () => {
    const { starts, cursor } = await findBlockedProjects(city.deps, {});
    expect(starts.map(({ executionName }) => executionName).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'VM-CHONGNGAP-1',
      'VM-CONGVIEN-1',
    ]);
    expect(cursor).toBeNull();
    await openCaseOf(city.deps, BLOCKER);
    expect((await findBlockedProjects(city.deps, { cursor: null })).starts).toHaveLength(1);
  });

  it('is opened once, also by calls that race', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openCaseOf(city.deps, BLOCKER)));
    expect(new Set(opened.map(({ caseId }) => caseId)).size).toBe(1);
    await unchanged(() => openCaseOf(city.deps, BLOCKER));
    const unknown = { ...BLOCKER, blockerId: BlockerId.parse('VM-LA') };
    await expect(openCaseOf(city.deps, unknown)).rejects.toThrow('blocker.unknown');
  });

  it('its office is asked once, also by calls that race', async () => {
    const { caseId } = await openCaseOf(city.deps, BLOCKER);
    const asked = await Promise.all([1, 2, 3].map(() => askOfficeFor(city.deps, { caseId })));
    expect(new Set(asked.map(({ approvalId }) => approvalId)).size).toBe(1);
    await unchanged(() => askOfficeFor(city.deps, { caseId }));
    expect(await stepOfCase(city.deps, { caseId })).toMatchObject({ step: 'climb', until: null });
  });
});

describe('a wait', () => {
  it('is planned again and again without a change, to the second', async () => {
    const caseId = await city.askedCase();
    const { id: approvalId } = await openAsk(caseId);
    const plan = await unchanged(() => planTheWait(city.deps, { approvalId }));
    expect(plan).toEqual({ approvalId, plan: 'wait', generation: 1, timeoutSeconds: 46 * 3600 });
  });

  it('that is out of date is answered at once', async () => {
    const caseId = await city.askedCase();
    const { id: approvalId } = await openAsk(caseId);
    const waiting = await awaitDecision(city.mail, { approvalId, generation: 7, token: 'old' });
    expect([waiting, city.answered]).toEqual([{ waiting: false }, ['old']]);
    await press(city, city.letterTo(OWNER), { outcome: 'agree', doBy: '31/10/2024' });
    expect(await awaitDecision(city.mail, { approvalId, generation: 1, token: 'late' })).toEqual({
      waiting: false,
    });
    const looked = vi.spyOn(city.deps, 'getCase');
    expect(await planTheWait(city.deps, { approvalId })).toMatchObject({ plan: 'ended', status: 'decided' });
    expect(looked).not.toHaveBeenCalled();
  });

  it('in silence climbs rung after rung, to the district secretary of the first unit and on up; nobody consents', async () => {
    const caseId = await city.askedCase();
    const holders: string[] = [];
    for (let month = 1; month <= 6; month += 1) {
      const { id: approvalId, office, expiresAt } = await openAsk(caseId);
      holders.push(office);
      city.now = expiresAt;
      expect(await planTheWait(city.deps, { approvalId })).toMatchObject({
        plan: 'ended',
        status: 'expired',
      });
      await city.ask({ caseId });
    }
    expect(holders).toEqual([
      'owner-tcip',
      'district-chair-776',
      'district-secretary-776',
      'department-planning',
      'city-chairman',
      'standing-committee',
    ]);
    expect(await openAsk(caseId)).toMatchObject({ office: 'standing-committee' });
  });
});

describe('idle capital', () => {
  async function reallocating(): Promise<CaseId> {
    const caseId = await city.askedCase();
    for (let rung = 1; rung <= 3; rung += 1) {
      const { id: approvalId, expiresAt } = await openAsk(caseId);
      city.now = expiresAt;
      await planTheWait(city.deps, { approvalId });
      await city.ask({ caseId });
    }
    const mail = city.letterTo('holder.department-planning@city.example');
    await press(city, mail, { outcome: 'reallocate', comment: 'Chuyển vốn', code: mail.code });
    expect((await stepOfCase(city.deps, { caseId })).step).toBe('reallocate');
    return caseId;
  }

  it('is drafted into one move, whose offices are asked once, and goes nowhere without their answers', async () => {
    const caseId = await reallocating();
    const { moveId } = await draftMoveOf(city.deps, { caseId });
    if (moveId === null) throw new Error('nothing was drafted');
    expect(await unchanged(() => draftMoveOf(city.deps, { caseId }))).toEqual({ caseId, moveId });
    expect(await stepOfMove(city.deps, { moveId })).toMatchObject({ step: 'ask', status: 'drafted' });
    const { approvals } = await askOfficesFor(city.deps, { moveId });
    expect(approvals).toHaveLength(2);
    expect(await unchanged(() => askOfficesFor(city.deps, { moveId }))).toMatchObject({ moveId });
    expect(await unchanged(() => commitTheMove(city.deps, { moveId }))).toEqual({
      moveId,
      status: 'drafted',
    });
    expect(await city.deps.getMove(moveId)).toMatchObject({ caseId, donors: [{ amount: 6800e9 }] });
  });

  it('is judged by the law of the day on which it is drafted, whenever the case was opened', async () => {
    const caseId = await reallocating();
    const newer = { ...RULES, version: 'sau', validFrom: localDateOf(city.now) };
    await city.deps.importRows({ rules: [newer] });
    const { moveId } = await draftMoveOf(city.deps, { caseId });
    if (moveId === null) throw new Error('nothing was drafted');
    expect((await city.deps.getMove(moveId)).rulesVersion).toBe('sau');
  });

  it('that cannot be placed gives the case back to the ladder', async () => {
    const caseId = await reallocating();
    const nowhere = { ...city.deps, absorbingProjects: () => Promise.resolve({ items: [], cursor: null }) };
    expect(await draftMoveOf(nowhere, { caseId })).toEqual({ caseId, moveId: null });
    expect(await city.deps.getCase(caseId)).toMatchObject({ status: 'escalated', rung: 5 });
    expect(await draftMoveOf(city.deps, { caseId })).toEqual({ caseId, moveId: null });
  });
});

describe('an unexpected error', () => {
  const failure = { execution: 'arn:execution', error: 'Boom', cause: 'Không rõ', token: 'operator-1' };

  it('becomes one task of the duty office; a second call only renews its token', async () => {
    const caseId = await city.askedCase();
    await callOperator(city.deps, { caseId, ...BLOCKER, ...failure });
    await callOperator(city.deps, { caseId: null, ...BLOCKER, ...failure, token: 'operator-2' });
    await city.drain();
    const calls = (await city.deps.openApprovalsOfCase(caseId)).filter(({ kind }) => kind === 'recoverCase');
    expect(calls).toMatchObject([{ office: 'duty', waiting: { token: 'operator-2' } }]);
    const mail = city.letterTo('holder.duty@city.example');
    expect((await press(city, mail, { outcome: 'agree', code: mail.code })).status).toBe(200);
    await city.drain();
    expect(city.answered).toContain('operator-2');
  });

  it('before a case could be opened is a task too', async () => {
    expect(await callOperator(city.deps, { caseId: null, ...BLOCKER, ...failure })).toEqual({ called: true });
    await city.drain();
    expect(city.letterTo('holder.duty@city.example').link).not.toBe('');
  });
});

describe('what becomes of a mail', () => {
  /** As SES tells it; the tags are those with which the mail of the ask was sent. */
  const event = (
    eventType: string,
    ask: { id: string; mails?: readonly { messageId: string }[] },
    more = {},
  ) => ({
    detail: {
      eventType,
      mail: {
        messageId: 'm-1',
        destination: [OWNER],
        timestamp: '2024-10-08T03:00:00.000Z',
        tags: { approvalId: [ask.id], template: ['ask'], mailId: [ask.mails?.[0]?.messageId ?? 'unknown'] },
      },
      ...more,
    },
  });
  const bounced = (bounceSubType: string) => ({
    bounce: { bounceType: 'Permanent', bounceSubType, bouncedRecipients: [{ emailAddress: OWNER }] },
  });

  it('delivered is noted, once', async () => {
    const ask = await openAsk(await city.askedCase());
    await mailEvent(city.deps, event('Delivery', ask));
    expect((await city.deps.getApproval(ask.id)).mails).toMatchObject([{ state: 'delivered' }]);
    await unchanged(() => mailEvent(city.deps, event('Delivery', ask)));
  });

  it.each([
    ['Bounce', bounced('General'), 'bounced'],
    ['Bounce', bounced('OnAccountSuppressionList'), 'suppressed'],
    ['Complaint', { complaint: { complainedRecipients: [{ emailAddress: OWNER }] } }, 'complained'],
  ])('%s ends the ask: it reached nobody, and the address is marked', async (type, more, state) => {
    const caseId = await city.askedCase();
    const ask = await openAsk(caseId);
    const { id, office } = ask;
    await mailEvent(city.deps, event(type, ask, more));
    expect(await city.deps.getApproval(id)).toMatchObject({ status: 'undeliverable', mails: [{ state }] });
    expect((await city.deps.getOffice(office)).holders[0]?.undeliverableSince).toBe(city.now);
    expect(await city.deps.getCase(caseId)).toMatchObject({ undeliverable: true, holder: 'owner-tcip' });
    await unchanged(() => mailEvent(city.deps, event(type, ask, more)));
  });

  it('of no approval that is known is not retried for ever', async () => {
    await expect(mailEvent(city.deps, event('Delivery', { id: 'YK0000000000' }))).resolves.toBeUndefined();
    await expect(mailEvent(city.deps, event('Open', { id: 'YK0000000000' }))).resolves.toBeUndefined();
    await expect(mailEvent(city.deps, { detail: {} })).rejects.toThrow(z.ZodError);
  });
});

describe('rows that were imported before', () => {
  it('stay as they are', async () => {
    const offices = [anOffice('finance', { name: { vi: 'Khác', en: 'Other' } }), anOffice('new-office')];
    expect(await city.deps.importRows({ offices })).toEqual({ written: 1, kept: 1 });
    expect((await city.deps.getOffice(offices[0]?.id ?? anOffice('x').id)).name.vi).toBe('Office finance');
  });
});

describe('the boundary to the machines', () => {
  const contract = { input: z.object({ id: z.string() }), output: z.object({ id: z.string() }) };
  const context = aContext('open-case', 1000);

  it('lets a refusal out under its code, so that a machine can tell it from a defect', async () => {
    const refusing = machineFunction('open-case', contract, async () => {
      await openCaseOf(city.deps, { ...BLOCKER, projectId: ProjectId.parse('DA-LA') });
      return { id: '' };
    });
    await expect(refusing({ id: 'x' }, context)).rejects.toMatchObject({ name: 'project.unknown' });
  });

  it('lets a service that cannot answer now out as busy, whatever it calls that: the machine asks again', async () => {
    const failing = (error: Error) => machineFunction('open-case', contract, () => Promise.reject(error));
    const said = (name: string, httpStatusCode: number) =>
      Object.assign(new Error('later'), { name, $metadata: { httpStatusCode } });
    for (const error of [said('ThrottlingException', 400), said('InternalServerError', 500)]) {
      const left = await failing(error)({ id: 'x' }, context).catch((reason: unknown) => reason);
      expect(left).toMatchObject({ name: 'system.busy', cause: error });
    }
    const denied = said('AccessDeniedException', 400);
    await expect(failing(denied)({ id: 'x' }, context)).rejects.toBe(denied);
  });

  it('takes nothing and gives nothing that the contract does not name', async () => {
    const echo = machineFunction('open-case', contract, (input) => Promise.resolve({ ...input, secret: 1 }));
    expect(await echo({ id: 'x', more: 1 }, context)).toEqual({ id: 'x' });
    await expect(echo({}, context)).rejects.toMatchObject({ name: 'ZodError' });
  });
});
