import { describe, expect, test } from 'vitest';
import { Approval } from '#domain/approval.ts';
import { askForCase, askOperator, neededAsk, outcomesFor } from '#domain/approval-ask.ts';
import { withDaysLeft } from '#domain/approval-clock.ts';
import { Case, CaseBase, type HeldCase } from '#domain/case.ts';
import { seatFrom } from '#domain/case-rung.ts';
import { onSeat } from '#domain/case-steps.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import { LocalDate } from '#domain/time.ts';
import {
  aBlocker,
  aCalendar,
  aCase,
  aLadder,
  aMove,
  anOffice,
  aProject,
  approvalId,
  ask,
  asked,
  at,
  officeId,
  only,
} from './builders.ts';
import { rulesOf } from './capital-samples.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-08');

function onRung(number: number, project = aProject()): HeldCase {
  const base = CaseBase.parse(aCase({ project }));
  return onSeat(base, seatFrom(base, aLadder(), number), now);
}

describe('which outcomes are offered', () => {
  test.each([
    [1, false, 1, ['agree', 'return', 'refer', 'decline', 'forward']],
    [3, false, 1, ['agree', 'return', 'refer', 'decline', 'forward']],
    [4, false, 1, ['agree', 'return', 'refer', 'decline', 'reallocate', 'outOfScope', 'forward']],
    [4, false, 0, ['agree', 'return', 'refer', 'decline', 'outOfScope', 'forward']],
    [6, true, 1, ['agree', 'return', 'decline', 'reallocate', 'outOfScope', 'forward']],
  ])('rung %i (top: %s) with %i đồng to move: %j', (rung, top, movable, outcomes) => {
    expect(outcomesFor('clearBlocker', { rung, top, movable }).outcomes).toEqual(outcomes);
  });

  test.each([
    ['answerQuestion', ['agree', 'forward'], []],
    ['confirmCleared', ['agree', 'decline', 'forward'], ['decline']],
    ['appraiseMove', ['agree', 'decline', 'forward'], ['agree', 'decline']],
    ['decideMove', ['agree', 'decline', 'forward'], ['agree', 'decline']],
    ['recoverCase', ['agree', 'forward'], []],
  ] as const)('%s: %j, of which %j need more than the link', (kind, outcomes, stepUp) => {
    expect(outcomesFor(kind)).toEqual({ outcomes, stepUp });
  });
});

describe('capital is offered to be moved', () => {
  const ladder = aLadder({ firstRung: { city: 4 } });
  const offered = (args: Parameters<typeof ask>[1]) =>
    asked(ask(aCase({ ladder }), { ladder, ...args })).approval.outcomes.includes('reallocate');

  test.each([
    ['2024-11-15', true],
    ['2024-11-18', false],
    ['2025-02-10', false],
  ])('on %s: %s, for the plan of 2024 is adjusted up to 15 November', (date, expected) => {
    expect(offered({ now: at(date) })).toBe(expected);
  });

  test('only where the city decides on it, and something is left that is not owed or promised', () => {
    const { capital } = aProject();
    expect(offered({ project: aProject({ budgetSource: 'central' }) })).toBe(false);
    expect(offered({ project: aProject({ reserved: { out: 6800e9, in: 0 } }) })).toBe(false);
    expect(offered({ project: aProject({ owes: { debt: capital.planned, advances: 0 } }) })).toBe(false);
    expect(offered({ project: aProject({ closed: true }) })).toBe(false);
    expect(offered({})).toBe(true);
  });
});

describe('asking an office about a case', () => {
  const change = ask(aCase());
  const { record, approval } = asked(change);

  test('the case is held by the office that is asked, until the due time', () => {
    expect(record).toMatchObject({
      status: 'inReview',
      holder: 'owner-tcip',
      holderName: { vi: 'Office owner-tcip' },
      since: now,
      approvalId: approval.id,
      deadline: { at: at('2024-10-11', '17:00') },
      climbed: [1],
      version: 1,
    });
  });

  test('the approval is as the schema wants it, silent five working days later, with its mail', () => {
    expect(Approval.parse(approval)).toEqual(approval);
    expect(approval).toMatchObject({
      expiresAt: at('2024-10-15', '17:00'),
      onSilence: 'climb',
      excluded: ['reporter-776'],
      generation: 1,
    });
    expect(change.effects).toEqual([
      { type: 'sendMail', template: 'ask', approvalId: approval.id, generation: 1 },
    ]);
    expect(only(change.receipts)).toMatchObject({
      type: 'approvalAsked',
      details: { rung: 1, dueAt: approval.deadline.at, shownHash: approval.shownHash },
    });
  });

  test('the page shows all that is decided, in both languages, under a hash', () => {
    const shown = new Map(approval.shown.facts.map(({ label, value }) => [label.en, value]));
    const nbsp = (words: string) => words.replaceAll('~', '\u00a0');
    expect(shown.get('Project')).toEqual(aProject().name);
    expect(shown.get('Units')?.vi).toBe('Quận 776, Quận 778');
    expect(shown.get('Category')?.vi).toBe('Pháp lý, hợp đồng');
    expect(shown.get('Households left')?.vi).toBe('chưa có số liệu');
    expect(shown.get('Idle capital')?.vi).toBe(nbsp('6.800~tỷ~đồng'));
    expect(shown.get('Blocked since')?.vi).toBe('07/10/2024');
    expect(shown.get('Level that clears it')?.en).toBe('City People’s Committee');
    expect(shown.get('If nobody answers')?.vi).toContain('Bậc 2');
    expect(shown.get('Answer due')?.vi).toContain('11/10/2024');
    expect(shown.get('Waits until')?.vi).toContain('15/10/2024');
    expect(approval.shownHash).toBe(hashOf(approval.shown));
  });

  test('what the reporter added is shown: households and the day it wants', () => {
    const blocker = aBlocker({ householdsLeft: 1633, requestBy: '2024-10-31' });
    const { shown } = asked(ask(aCase({ blocker }), { blocker })).approval;
    const values = shown.facts.map(({ value }) => value.vi);
    expect(values).toEqual(expect.arrayContaining(['1.633', '31/10/2024']));
  });

  test('an owner that reported its own blocker is passed over, and the other districts hear of it', () => {
    const blocker = aBlocker({ reportedBy: 'owner-tcip' });
    const first = ask(aCase({ blocker }), { blocker });
    expect(only(first.cases)).toMatchObject({ status: 'escalated', rung: 2, holder: 'district-chair-776' });
    expect(first.effects[0]).toMatchObject({ type: 'sendNotice', office: 'district-chair-778' });
  });

  test('at the top silence asks again, and nobody can be referred to', () => {
    const top = asked(ask(onRung(6))).approval;
    expect(top.onSilence).toBe('askAgain');
    expect(top.outcomes).not.toContain('refer');
    expect(JSON.stringify(top.shown)).toContain('Cơ quan này được hỏi lại');
  });

  test('the same rung is noted once, however often it is asked', () => {
    const { approvalId: _asked, ...again } = asHeld(record);
    expect(only(ask(again, { number: 2 }).cases).climbed).toEqual([1]);
  });

  test('after a question was answered, the days left count, and the page shows both', () => {
    const answered = { question: 'Còn bao nhiêu hộ?', answer: 'Còn 12 hộ', workingDaysLeft: 1 };
    const again = asked(ask({ ...onRung(1), answered })).approval;
    expect(again).toMatchObject({
      deadline: { at: at('2024-10-09', '17:00') },
      expiresAt: at('2024-10-11', '17:00'),
      points: [
        { afterWorkingDays: 1, act: 'askDeputy' },
        { afterWorkingDays: 2, act: 'remind' },
      ],
    });
    expect(JSON.stringify(again.shown)).toContain('Còn 12 hộ');
  });

  test('the reporter is asked to answer, or to confirm from the end of the promised day', () => {
    const question = { status: 'returned' as const, askedBy: officeId('owner-tcip'), question: 'Bao nhiêu?' };
    const returned: HeldCase = {
      ...onRung(1),
      ...question,
      workingDaysLeft: 2,
      holder: officeId('reporter-776'),
    };
    expect(asked(ask(returned)).approval).toMatchObject({ kind: 'answerQuestion', excluded: [] });

    const commitment = { office: officeId('owner-tcip'), doBy: LocalDate.parse('2024-10-31'), madeAt: now };
    const promised = { ...onRung(1), commitment, holder: officeId('reporter-776') };
    const early = asked(ask(promised)).approval;
    expect(early).toMatchObject({
      kind: 'confirmCleared',
      excluded: ['owner-tcip'],
      deadline: { from: at('2024-10-31', '17:00'), at: at('2024-11-05', '17:00') },
    });
    const late = asked(ask(promised, { now: at('2024-11-04') })).approval;
    expect(late.deadline.from).toBe(at('2024-11-04'));
  });

  test.each<[string, () => unknown, string]>([
    ['a case that is asked already', () => neededAsk(record, aLadder(), now), 'case.changed'],
    ['a cleared case', () => neededAsk(overCase('cleared'), aLadder(), now), 'case.wrongStatus'],
    ['a reallocated case', () => neededAsk(overCase('reallocated'), aLadder(), now), 'case.wrongStatus'],
    ['a case out of scope', () => neededAsk(overCase('outOfScope'), aLadder(), now), 'case.wrongStatus'],
    ['a reallocating case', () => neededAsk(overCase('reallocating'), aLadder(), now), 'case.wrongStatus'],
    ['a paused case', () => neededAsk(overCase('paused'), aLadder(), now), 'case.wrongStatus'],
    ['the wrong office', () => askWrongOffice(), 'case.changed'],
    ['a rung that the ladder has not', () => neededAsk(onRung(6), shortLadder(), now), 'ladder.unknownRung'],
    ['a year without a calendar', () => ask(aCase(), { now: at('2026-12-31') }), 'calendar.yearMissing'],
  ])('%s is refused', (_, act, code) => {
    expect(thrownCode(act)).toBe(code);
  });
});

function asHeld(record: Case): HeldCase {
  if (record.status !== 'inReview') throw new Error(`expected inReview, found ${record.status}`);
  return record;
}

function overCase(status: 'cleared' | 'reallocated' | 'outOfScope' | 'reallocating' | 'paused'): Case {
  const base = CaseBase.parse(aCase());
  const by = officeId('reporter-776');
  return Case.parse({
    ...base,
    status,
    closedAt: now,
    since: now,
    confirmedBy: by,
    decidedBy: by,
    reason: status === 'paused' ? 'court' : 'Tòa án',
    note: '',
    reviewOn: '2024-10-21',
    before: aCase(),
    ...(status === 'reallocated' ? { moveId: 'DC-2024-0001' } : {}),
  });
}

function shortLadder() {
  return aLadder({ rungs: aLadder().rungs.slice(0, 2) });
}

function askWrongOffice() {
  return askForCase({
    approvalId: approvalId(1),
    case: aCase(),
    project: aProject(),
    blocker: aBlocker(),
    unitNames: [],
    office: anOffice('somebody-else'),
    ladder: aLadder(),
    rules: rulesOf('2024-10-08'),
    calendar: aCalendar(),
    now,
  });
}

test('a rule with more days left than it gives keeps its points', () => {
  const rule = aLadder().steps.answerQuestion;
  expect(withDaysLeft({ ...rule, points: [{ afterWorkingDays: 1, act: 'remind' }] }, 9)).toMatchObject({
    answerWithin: 9,
    silenceAfter: 9,
    points: [{ afterWorkingDays: 1 }],
  });
});

describe('calling the operator', () => {
  const call = (overrides: Partial<Parameters<typeof askOperator>[0]> = {}) =>
    askOperator({
      approvalId: approvalId(9),
      token: 'token',
      execution: 'unblock-project/VM-1',
      error: 'States.TaskFailed',
      cause: 'boom\u0000\u0007<html>',
      office: anOffice('duty'),
      ladder: aLadder(),
      calendar: aCalendar(),
      now,
      ...overrides,
    });

  test('the waiting token is kept with the ask, and the case notes the call', () => {
    const change = call({ case: aCase() });
    const approval = Approval.parse(only(change.approvals));
    expect(approval).toMatchObject({
      kind: 'recoverCase',
      caseId: 'HS-2024-0001',
      waiting: { token: 'token', generation: 1 },
      outcomes: ['agree', 'forward'],
    });
    expect(only(change.receipts)).toMatchObject({ type: 'operatorCalled', chain: 'HS-2024-0001' });
    expect(JSON.stringify(approval.shown)).toContain('boom <html>');
  });

  test('a move notes its own, and before anything was opened nothing is noted', () => {
    expect(only(call({ move: aMove() }).receipts).chain).toBe('DC-2024-0001');
    const early = call({ cause: '' });
    expect(early.receipts).toEqual([]);
    expect(JSON.stringify(only(early.approvals).shown)).toContain('không rõ');
  });

  test('it works also when no calendar covers the days ahead', () => {
    const approval = only(call({ now: at('2026-12-31') }).approvals);
    expect(approval).toMatchObject({
      points: [],
      deadline: { at: at('2027-01-03') },
      expiresAt: at('2027-01-05'),
    });
  });

  test('a defect is not taken for a missing year', () => {
    const years = new Proxy(aCalendar().years, {
      get: () => {
        throw new TypeError('broken');
      },
    });
    expect(() => call({ calendar: { version: 'broken', years } })).toThrow(TypeError);
  });
});
