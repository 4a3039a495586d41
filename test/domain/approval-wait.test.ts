import { describe, expect, test } from 'vitest';
import type { Approval, OpenApproval } from '#domain/approval.ts';
import { planWait, registerToken, type WaitPlan } from '#domain/approval-wait.ts';
import type { Case } from '#domain/case.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import type { Change } from '#domain/change.ts';
import { epochMs, type Instant, instantOf, LocalDate, msBetween } from '#domain/time.ts';
import {
  aCalendar,
  aCase,
  aLadder,
  aLink,
  aMove,
  anApproval,
  ask,
  asked,
  assertOpenStatus,
  at,
  officeId,
  only,
} from './builders.ts';

const ladder = aLadder();
const calendar = aCalendar();
const { record, approval } = asked(ask(aCase()));

function plan(now: Instant, args: { approval?: Approval; case?: Case } = {}): WaitPlan {
  return planWait({ approval, case: record, ladder, calendar, now, ...args });
}

function changeOf(planned: WaitPlan): Change {
  if (planned.change === null) throw new Error('expected a change');
  return planned.change;
}

function templates(change: Change): string[] {
  return change.effects.flatMap((effect) => (effect.type === 'sendMail' ? [effect.template] : []));
}

const secondsTo = (from: Instant, to: Instant) => Math.ceil(msBetween(from, to) / 1000);

describe('planning a wait', () => {
  test('nothing is due: wait for the first point, and nothing changes', () => {
    const now = at('2024-10-08');
    const timeoutSeconds = secondsTo(now, at('2024-10-10', '08:00'));
    expect(plan(now)).toEqual({ plan: 'wait', generation: 1, timeoutSeconds, change: null });
  });

  test('just before a point it waits at least a second', () => {
    expect(plan(shift(at('2024-10-10', '08:00'), -1))).toMatchObject({
      plan: 'wait',
      timeoutSeconds: 1,
      change: null,
    });
  });

  test.each([
    ['2024-10-10', 'remind', 1, at('2024-10-11', '08:00')],
    ['2024-10-11', 'deputy', 2, at('2024-10-14', '08:00')],
    ['2024-10-14', 'deputy', 3, at('2024-10-15', '17:00')],
  ])('on %s, all that became due goes out as one mail: %s', (date, mail, pointsDone, until) => {
    const now = at(date, '08:00');
    const type = mail === 'deputy' ? 'deputyAsked' : 'approvalReminded';
    const planned = plan(now);
    const change = changeOf(planned);
    expect(templates(change)).toEqual([mail]);
    expect(only(change.approvals)).toMatchObject({ pointsDone, generation: 1, version: 1 });
    expect(only(change.receipts)).toMatchObject({ type, details: { points: pointsDone } });
    expect(planned).toMatchObject({ timeoutSeconds: secondsTo(now, until) });
  });

  test('what was done is not done again', () => {
    const once = plan(at('2024-10-10', '08:00'));
    const again = plan(at('2024-10-10', '08:00'), { approval: only(changeOf(once).approvals) });
    expect(again.change).toBeNull();
  });

  test('a reminder after the deputy was asked is a reminder', () => {
    const late = { ...approval, pointsDone: 2 };
    expect(templates(changeOf(plan(at('2024-10-14', '08:00'), { approval: late })))).toEqual(['remind']);
  });

  test('a point that lies after the silence does not keep the ask alive', () => {
    const points = [{ afterWorkingDays: 60, act: 'remind' as const }];
    const now = at('2024-10-14');
    const planned = plan(now, { approval: { ...approval, points } });
    expect(planned).toMatchObject({ timeoutSeconds: secondsTo(now, approval.expiresAt) });
  });

  test.each(['decided', 'expired', 'withdrawn', 'undeliverable'] as const)(
    'an ask that is %s has ended',
    (status) => {
      expect(plan(at('2024-10-08'), { approval: ended(status) })).toEqual({
        plan: 'ended',
        status,
        change: null,
      });
    },
  );
});

function shift(instant: Instant, milliseconds: number): Instant {
  return instantOf(epochMs(instant) + milliseconds);
}

function ended(status: 'decided' | 'expired' | 'withdrawn' | 'undeliverable'): Approval {
  const { status: _open, ...rest } = approval;
  const endedAt = at('2024-10-09');
  if (status === 'undeliverable') return { ...rest, status, endedAt, email: 'a@city.example' };
  if (status === 'withdrawn') return { ...rest, status, endedAt, reason: 'operator' };
  if (status === 'expired') return { ...rest, status, endedAt };
  const by = { name: 'A', post: approval.officeName, email: 'a@city.example', standing: 'holder' as const };
  const { shownHash } = approval;
  const decision = {
    outcome: 'agree' as const,
    comment: '',
    decidedAt: endedAt,
    by,
    auth: 'link' as const,
    shownHash,
  };
  return { ...rest, status, decision };
}

describe('silence', () => {
  const end = approval.expiresAt;

  test('to the millisecond, silence is over at its end and not before', () => {
    expect(plan(shift(end, -1)).plan).toBe('wait');
    expect(plan(end)).toMatchObject({ plan: 'ended', status: 'expired' });
  });

  test('the case climbs and is never agreed to; the mails named the day, so nobody is mailed again', () => {
    const linked = { ...approval, links: [aLink(approval), aLink(approval)] };
    const change = changeOf(plan(end, { approval: linked }));
    expect(only(change.approvals)).toMatchObject({ status: 'expired', endedAt: end });
    const climbed = only(change.cases);
    expect(climbed).toMatchObject({ status: 'escalated', rung: 2, holder: 'district-chair-776', since: end });
    expect(climbed).not.toHaveProperty('approvalId');
    expect(change.receipts.map(({ type }) => type)).toEqual(['approvalExpired', 'caseEscalated']);
    expect(change.effects).toEqual([
      { type: 'sendNotice', subject: record.id, office: 'district-chair-778', about: 'caseEscalated' },
    ]);
  });

  test('a rung that asks again keeps its holder and counts the round', () => {
    const change = changeOf(plan(end, { approval: { ...approval, onSilence: 'askAgain' } }));
    expect(only(change.cases)).toMatchObject({
      status: 'inReview',
      rung: 1,
      rounds: 1,
      since: approval.askedAt,
    });
  });

  test('a case that waits for another ask is left alone, save for the receipt', () => {
    const moved: Case = { ...asHeld(record), approvalId: anApproval({ id: 'YK0000000042' }).id };
    const change = changeOf(plan(end, { case: moved }));
    expect(only(change.cases)).toMatchObject({ rung: 1, approvalId: 'YK0000000042' });
    expect(only(change.receipts).type).toBe('approvalExpired');
  });

  test('a move never passes by silence: its ask only expires', () => {
    const move = aMove();
    const voting: OpenApproval = { ...approval, kind: 'appraiseMove', moveId: move.id };
    const change = changeOf(planWait({ approval: voting, move, ladder, calendar, now: end }));
    expect(only(change.moves)).toMatchObject({ status: 'drafted', appraisals: [], version: 1 });
    expect(change.cases).toEqual([]);
  });
});

function asHeld(held: Case) {
  if (held.status !== 'inReview') throw new Error(held.status);
  return held;
}

describe('a pause', () => {
  const reviewOn = LocalDate.parse('2024-10-21');
  const review = at('2024-10-21', '08:00');
  const stopAt = at('2024-10-09');
  const by = officeId('finance');
  const pausing = pauseCase({
    case: record,
    openApprovals: [approval],
    reason: 'court',
    note: '',
    reviewOn,
    calendar,
    now: stopAt,
    by,
  });
  const stopped = assertOpenStatus(only(pausing.approvals));
  const pausedCase = only(pausing.cases);

  test('the wait is until the review, however long ago the ask would have expired', () => {
    const now = at('2024-10-18');
    const planned = plan(now, { approval: stopped, case: pausedCase });
    expect(planned).toMatchObject({ plan: 'wait', timeoutSeconds: secondsTo(now, review) });
    const [replanned] = changeOf(planned).approvals;
    expect(replanned).toMatchObject({ version: 2 });
    expect(replanned).not.toHaveProperty('planAgain');
    expect(plan(now, { approval: replanned ?? stopped, case: pausedCase }).change).toBeNull();
  });

  test('on the review date the case resumes and the clock goes on', () => {
    const planned = plan(review, { approval: stopped, case: pausedCase });
    const change = changeOf(planned);
    expect(only(change.cases)).toMatchObject({
      status: 'inReview',
      deadline: { at: at('2024-10-23', '17:00') },
    });
    expect(only(change.approvals)).toMatchObject({ deadline: { at: at('2024-10-23', '17:00') }, version: 2 });
    expect(only(change.approvals)).not.toHaveProperty('stopped');
    expect(change.effects).toEqual([]);
    expect(planned).toMatchObject({ timeoutSeconds: secondsTo(review, at('2024-10-22', '08:00')) });
  });

  test('when the case goes on already, the clock follows without touching the case', () => {
    const resumed = only(
      resumeCase({ case: pausedCase, openApprovals: [], calendar, now: review, by }).cases,
    );
    const change = changeOf(plan(review, { approval: stopped, case: resumed }));
    expect(change.cases).toEqual([]);
    expect(only(change.approvals)).not.toHaveProperty('stopped');
  });
});

describe('the task token', () => {
  test('is kept with the generation of its wait; a second one replaces it', () => {
    const first = registerToken({ approval, generation: 1, token: 'one' });
    if (first === 'stale') throw new Error('stale');
    const second = registerToken({ approval: only(first.approvals), generation: 1, token: 'two' });
    expect(second).toMatchObject({ approvals: [{ waiting: { token: 'two', generation: 1 }, version: 2 }] });
  });

  test.each<[string, Approval, number]>([
    ['the ask has ended', ended('expired'), 1],
    ['the ask was forwarded', { ...approval, generation: 2 }, 1],
    ['the clock changed after the wait was planned', { ...approval, planAgain: true }, 1],
  ])('is stale when %s', (_, current, generation) => {
    expect(registerToken({ approval: current, generation, token: 't' })).toBe('stale');
  });
});
