import { describe, expect, test } from 'vitest';
import { decide } from '#domain/approval-decide.ts';
import { type Case, CaseBase } from '#domain/case.ts';
import { closeCase, escalateCase } from '#domain/case-command.ts';
import { pauseCase } from '#domain/case-pause.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { LocalDate } from '#domain/time.ts';
import {
  aCalendar,
  aCase,
  aLadder,
  aLink,
  anOffice,
  ask,
  asked,
  at,
  moveId,
  officeId,
  only,
} from './builders.ts';
import { argsFor, onRung } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-09');
const by = officeId('city-chairman');
const ladder = aLadder();
const { record, approval } = asked(ask(aCase()));
const linked = { ...approval, links: [aLink(approval)], waiting: { token: 'token', generation: 1 } };
const reason = 'Cần quỹ nhà tạm cư của thành phố';

describe('taking a case up a rung', () => {
  const change = escalateCase({ case: record, approval: linked, ladder, reason, now, by });

  test('the open ask is withdrawn, its addressee is told, the workflow is woken', () => {
    expect(only(change.approvals)).toMatchObject({ status: 'withdrawn', reason: 'escalated', version: 1 });
    expect(change.effects).toMatchObject([
      { template: 'movedOn' },
      { type: 'answerToken', token: 'token' },
      { type: 'sendNotice', office: 'district-chair-778', about: 'caseEscalated' },
    ]);
    expect(change.receipts.map(({ type }) => type)).toEqual(['approvalWithdrawn', 'caseEscalated']);
    expect(change.receipts.at(-1)?.details).toEqual({
      from: 1,
      to: 2,
      cause: 'command',
      by,
      reasonHash: hashOf(reason),
    });
  });

  test('the next office is asked afresh and told why', () => {
    const next = only(change.cases);
    expect(next).toMatchObject({
      status: 'escalated',
      rung: 2,
      rounds: 0,
      since: now,
      referred: { by, reason },
    });
    const again = asked(ask(next, { number: 2, now }));
    expect(again.approval).toMatchObject({ office: 'district-chair-776', deadline: { workingDays: 3 } });
    expect(again.approval.shown.facts).toContainEqual({
      label: { vi: 'Lý do chuyển cấp', en: 'Why it was escalated' },
      value: { vi: reason, en: reason },
    });
  });

  test('nobody needs to be asked yet; a question and a promise end with it', () => {
    expect(only(escalateCase({ case: onRung(3), ladder, reason, now, by }).cases)).toMatchObject({ rung: 4 });
    const returned = only(decide(argsFor({ record, approval }, { outcome: 'return' })).cases);
    const promised = only(decide(argsFor({ record, approval })).cases);
    for (const held of [returned, promised]) {
      const next = only(escalateCase({ case: held, ladder, reason, now, by }).cases);
      expect(next).toMatchObject({ status: 'escalated', rung: 2, holder: 'district-chair-776' });
      expect(next).not.toHaveProperty('commitment');
      expect(next).not.toHaveProperty('question');
    }
  });

  const base = CaseBase.parse(aCase());
  test.each<[string, Case, string]>([
    ['the top rung', onRung(6), 'case.topRung'],
    ['another ask', { ...onRung(1), approvalId: approval.id }, 'case.changed'],
    ['a reported case', aCase(), 'case.wrongStatus'],
    ['a reallocating case', { ...base, status: 'reallocating', since: now }, 'case.wrongStatus'],
    ['a cleared case', { ...base, status: 'cleared', closedAt: now, confirmedBy: by }, 'case.closed'],
  ])('%s is refused', (_, held, code) => {
    expect(thrownCode(() => escalateCase({ case: held, ladder, reason, now, by }))).toBe(code);
  });
});

const chairman = anOffice('city-chairman', { kind: 'cityChairman' });
const closing: Parameters<typeof closeCase>[0] = {
  case: record,
  openApprovals: [linked],
  ladder,
  ground: 'notPublicInvestment',
  reason: 'Không phải dự án đầu tư công',
  confirm: record.id,
  now,
  by: chairman,
};

describe('closing a case', () => {
  test('from whichever rung: every open ask is withdrawn, owner and reporter are told', () => {
    const change = closeCase(closing);
    expect(only(change.approvals)).toMatchObject({ status: 'withdrawn', reason: 'caseClosed' });
    expect(only(change.cases)).toMatchObject({
      status: 'outOfScope',
      decidedBy: 'city-chairman',
      ground: 'notPublicInvestment',
      closedAt: now,
    });
    expect(change.receipts.map(({ type }) => type)).toEqual(['approvalWithdrawn', 'caseOutOfScope']);
    expect(change.effects.map(({ type }) => type)).toEqual([
      'sendMail',
      'answerToken',
      'sendNotice',
      'sendNotice',
    ]);
  });

  test('also while it is paused', () => {
    const paused = only(
      pauseCase({
        case: record,
        openApprovals: [linked],
        reason: 'court',
        note: '',
        reviewOn: LocalDate.parse('2024-11-01'),
        calendar: aCalendar(),
        now,
        by,
      }).cases,
    );
    expect(only(closeCase({ ...closing, case: paused }).cases)).toMatchObject({
      status: 'outOfScope',
      version: paused.version + 1,
    });
  });

  const base = CaseBase.parse(aCase());
  const waiting: Case = {
    ...base,
    status: 'paused',
    reason: 'court',
    note: '',
    since: now,
    reviewOn: LocalDate.parse('2024-11-01'),
    before: { ...base, status: 'reallocating', since: now, moveId: moveId() },
  };
  test.each<[string, Partial<typeof closing>, string]>([
    [
      'an office below the city',
      { by: anOffice('chair', { kind: 'districtChair', unit: '776' }) },
      'case.belowCity',
    ],
    [
      'who reported',
      { by: anOffice('reporter-776', { kind: 'cityChairman' }) },
      'approval.conflictOfInterest',
    ],
    [
      'who owns the project',
      { by: anOffice('owner-tcip', { kind: 'department' }) },
      'approval.conflictOfInterest',
    ],
    ['another code', { confirm: 'HS-2024-0002' }, 'case.confirmationDiffers'],
    ['a case whose capital waits to move', { case: waiting }, 'case.wrongStatus'],
    ['a case that nobody was asked about', { case: aCase() }, 'case.wrongStatus'],
  ])('%s is refused', (_, overrides, code) => {
    expect(thrownCode(() => closeCase({ ...closing, ...overrides }))).toBe(code);
  });
});
