import { describe, expect, test } from 'vitest';
import type { Approval, Outcome } from '#domain/approval.ts';
import { applyToCase } from '#domain/approval-apply.ts';
import { decide } from '#domain/approval-decide.ts';
import { planWait } from '#domain/approval-wait.ts';
import type { Case } from '#domain/case.ts';
import { pauseCase } from '#domain/case-pause.ts';
import { LocalDate } from '#domain/time.ts';
import {
  aCalendar,
  aCase,
  aDecider,
  aForm,
  aLadder,
  ask,
  asked,
  assertOpenStatus,
  at,
  officeId,
  only,
  sha,
} from './builders.ts';
import { argsFor, onRung, type Target } from './deciding.ts';
import { thrown, thrownCode } from './refusals.ts';

const ladder = aLadder();
const calendar = aCalendar();
const now = at('2024-10-09');
const first = asked(ask(aCase()));

describe('what a decision is held against', () => {
  const refusalOf = (overrides: Parameters<typeof argsFor>[1] & { target?: Target } = {}) => {
    const { target = first, ...rest } = overrides;
    return thrownCode(() => decide(argsFor(target, rest)));
  };
  const form = (overrides: Parameters<typeof aForm>[1]) => ({ form: aForm(first.approval, overrides) });
  const excluded = { ...first, approval: { ...first.approval, excluded: [officeId('owner-tcip')] } };
  const stopped = { at: now, workingDaysLeft: 1, until: at('2024-10-21') };

  test.each<[string, Parameters<typeof refusalOf>[0], string]>([
    ['a page that shows something else', form({ shownHash: sha('0') }), 'approval.stalePage'],
    ['an outcome that is not offered', { outcome: 'reallocate' }, 'approval.outcomeNotOffered'],
    ['a return without a question', { outcome: 'return', comment: '' }, 'approval.commentRequired'],
    ['a refusal without a reason', { outcome: 'decline', comment: '' }, 'approval.commentRequired'],
    ['a promise without a day', form({ doBy: undefined }), 'approval.doByRequired'],
    ['a promise for today', form({ doBy: '2024-10-09' }), 'approval.doByNotAhead'],
    ['a promise for the year after next', form({ doBy: '2026-01-05' }), 'input.invalid'],
    [
      'the link alone for an escalation',
      { outcome: 'refer', decider: aDecider(first.approval, { auth: 'link' }) },
      'approval.codeRequired',
    ],
    [
      'another office',
      { decider: aDecider(first.approval, { office: officeId('finance') }) },
      'auth.forbidden',
    ],
    ['an older link', { decider: aDecider(first.approval, { generation: 2 }) }, 'approval.newerGeneration'],
    ['an office with a conflict of interest', { target: excluded }, 'approval.conflictOfInterest'],
    ['a missing case', { case: undefined }, 'case.unknown'],
    [
      'a missing case of an approval that names none',
      { target: withoutCase(), case: undefined },
      'case.unknown',
    ],
    ['a case that waits for another ask', { case: onRung(2) }, 'case.changed'],
    ['a paused case', { target: { ...first, approval: { ...first.approval, stopped } } }, 'case.wrongStatus'],
    ['the end of the silence, though no timer fired', { now: first.approval.expiresAt }, 'approval.expired'],
  ])('%s is refused', (_, overrides, code) => {
    expect(refusalOf(overrides)).toBe(code);
  });

  function withoutCase() {
    const { caseId: _none, ...approval } = first.approval;
    return { ...first, approval };
  }

  test('a promise beyond the calendar is refused, for nobody could be asked to confirm it', () => {
    const short = aCalendar({ years: [{ year: 2024, off: [], worked: [] }] });
    const refused = { ...form({ doBy: '2024-11-30' }), calendar: short };
    expect(refusalOf(refused)).toBe('input.invalid');
  });

  test('the link alone is enough to agree, and a session for everything', () => {
    for (const [outcome, auth] of [
      ['agree', 'link'],
      ['refer', 'session'],
    ] as const) {
      const decider = aDecider(first.approval, { auth, generation: 1 });
      expect(decide(argsFor(first, { outcome, decider })).approvals).toHaveLength(1);
    }
  });

  test('the same click again is told what was decided, when and by which post', () => {
    const [decided] = decide(argsFor(first)).approvals;
    const again = argsFor({ ...first, approval: decided ?? first.approval });
    expect(thrown(() => decide(again))).toMatchObject({
      code: 'approval.decided',
      details: { outcome: 'agree', at: now, by: { vi: 'Holder', en: 'Holder' } },
    });
  });

  test('another office learns nothing of how an ask stands, whatever it sends', () => {
    const stranger = aDecider(first.approval, { office: officeId('finance') });
    const [decided = first.approval] = decide(argsFor(first)).approvals;
    for (const approval of [first.approval, decided, ended('expired'), ended('withdrawn')]) {
      const target = { ...first, approval };
      expect(refusalOf({ target, decider: stranger, ...form({ shownHash: sha('0') }) })).toBe(
        'auth.forbidden',
      );
    }
  });

  test.each(['expired', 'withdrawn', 'undeliverable'] as const)(
    'an ask that is %s takes no decision',
    (status) => {
      expect(refusalOf({ target: { ...first, approval: ended(status) } })).toBe(`approval.${status}`);
    },
  );
});

function ended(status: 'expired' | 'withdrawn' | 'undeliverable'): Approval {
  const { status: _open, ...rest } = first.approval;
  if (status === 'expired') return { ...rest, status, endedAt: now };
  if (status === 'withdrawn') return { ...rest, status, endedAt: now, reason: 'operator' };
  return { ...rest, status, endedAt: now, email: 'a@city.example' };
}

test('applying what is impossible is refused, not guessed', () => {
  const record = asHeld(first.record);
  const by = {
    name: 'A',
    post: first.approval.officeName,
    email: 'a@city.example',
    standing: 'holder' as const,
  };
  const base = { comment: '', decidedAt: now, by, auth: 'link' as const, shownHash: sha('0') };
  const apply = (outcome: Outcome) =>
    applyToCase({
      approval: first.approval,
      decision: { ...base, outcome },
      case: record,
      ladder,
      calendar,
      now,
    });
  expect(thrownCode(() => apply('agree'))).toBe('approval.doByRequired');
  expect(thrownCode(() => apply('forward'))).toBe('approval.outcomeNotOffered');
});

describe('races', () => {
  test('at the very moment of expiry exactly one of decision and silence takes effect', () => {
    const end = first.approval.expiresAt;
    for (const moment of [at('2024-10-15', '16:59'), end]) {
      const silent =
        planWait({ ...first, case: first.record, ladder, calendar, now: moment }).plan === 'ended';
      const decided = !throws(() => decide(argsFor(first, { now: moment })));
      expect([silent, decided].filter(Boolean)).toHaveLength(1);
    }
  });

  test('two decisions on the same state write the same version, so the store takes one', () => {
    const [one, two] = [decide(argsFor(first)), decide(argsFor(first, { outcome: 'refer' }))];
    expect(one.approvals[0]?.version).toBe(two.approvals[0]?.version);
    expect(one.cases[0]?.version).toBe(two.cases[0]?.version);
  });

  test('a decision that meets a pause is refused, and counts once the case goes on', () => {
    const pausing = pauseCase({
      case: first.record,
      openApprovals: [first.approval],
      reason: 'court',
      note: '',
      calendar,
      now,
      reviewOn: LocalDate.parse('2024-10-21'),
      by: officeId('finance'),
    });
    const paused = { record: only(pausing.cases), approval: assertOpenStatus(only(pausing.approvals)) };
    expect(thrownCode(() => decide(argsFor(paused)))).toBe('case.wrongStatus');
    const review = at('2024-10-21', '08:00');
    const resumed = planWait({ ...paused, case: paused.record, ladder, calendar, now: review }).change;
    const target = { record: only(resumed?.cases ?? []), approval: only(resumed?.approvals ?? []) };
    expect(decide(argsFor(target, { now: review })).cases).toHaveLength(1);
  });
});

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}

function asHeld(record: Case) {
  if (record.status !== 'inReview') throw new Error(record.status);
  return record;
}
