import { describe, expect, test } from 'vitest';
import { Approval } from '#domain/approval.ts';
import { decide } from '#domain/approval-decide.ts';
import { expire } from '#domain/approval-wait.ts';
import { type Case, CaseBase } from '#domain/case.ts';
import { escalateCase, reassignCase } from '#domain/case-command.ts';
import { pauseCase } from '#domain/case-pause.ts';
import { daysOf, questionsOf, rungStories, waitedWorkingDays } from '#domain/case-story.ts';
import type { Instant } from '#domain/time.ts';
import { LocalDate } from '#domain/time.ts';
import { aBlocker, aCalendar, aCase, aLadder, anOffice, ask, asked, at, officeId, only } from './builders.ts';
import { argsFor, onRung } from './deciding.ts';

const ladder = aLadder();
const calendar = aCalendar();
const by = officeId('city-chairman');

function stories(record: Case, approvals: readonly Approval[], now: Instant, comes?: Instant) {
  const next = comes === undefined ? null : { act: 'climb' as const, at: comes };
  return rungStories({ case: record, ladder, approvals, calendar, next, now });
}

const first = asked(ask(aCase()));

describe('the rungs of a case', () => {
  test('before anybody is asked: all to come, none of them next', () => {
    const all = stories(aCase(), [], at('2024-10-08'));
    expect(all.map(({ number, state }) => [number, state])).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [number, 'later']),
    );
    expect(all[3]).toMatchObject({ office: 'department-planning', officeName: null, usedWorkingDays: null });
  });

  test('where it stands, who is next and when silence leads there', () => {
    const expiresAt = first.approval.expiresAt;
    const all = stories(first.record, [first.approval], at('2024-10-10'), expiresAt);
    expect(all.map(({ state }) => state)).toEqual(['now', 'next', 'later', 'later', 'later', 'later']);
    expect(all[0]).toMatchObject({
      office: 'owner-tcip',
      from: first.approval.askedAt,
      to: null,
      usedWorkingDays: 2,
      ended: null,
      comesAt: null,
    });
    expect(all[1]?.comesAt).toBe(expiresAt);
    expect(stories(first.record, [first.approval], at('2024-10-10'))[1]?.comesAt).toBeNull();
  });

  test('what became of those that were left: an outcome, silence, or an act of leadership', () => {
    const now = at('2024-10-09');
    const referred = decide(argsFor(first, { outcome: 'refer' }));
    const second = asked(ask(only(referred.cases), { number: 2, now }));
    const silent = expire({
      approval: second.approval,
      case: second.record,
      ladder,
      calendar,
      now: second.approval.expiresAt,
    });
    const third = asked(ask(only(silent.cases), { number: 3, now: second.approval.expiresAt }));
    const lifted = escalateCase({
      case: third.record,
      approval: third.approval,
      ladder,
      reason: 'Lý do',
      now: at('2024-10-22'),
      by,
    });
    const ended = [referred, silent, lifted].flatMap(({ approvals }) => approvals);
    const all = stories(only(lifted.cases), ended, at('2024-10-22'));
    expect(all.map(({ state, ended: how }) => [state, how]).slice(0, 4)).toEqual([
      ['done', 'refer'],
      ['done', 'expired'],
      ['done', 'escalated'],
      ['now', null],
    ]);
    expect(all[0]?.usedWorkingDays).toBe(1);
    expect(all[1]?.to).toBe(second.approval.expiresAt);
  });

  test('an ask that was given to somebody else, or taken back for another reason, or did not arrive', () => {
    const now = at('2024-10-09');
    const office = anOffice('other-office');
    const given = reassignCase({ case: first.record, approval: first.approval, office, now, by });
    expect(stories(only(given.cases), given.approvals, now)[0]).toMatchObject({
      state: 'now',
      ended: 'reassigned',
      office: 'owner-tcip',
    });
    const taken = given.approvals.map((each) => Approval.parse({ ...each, reason: 'operator' }));
    expect(stories(first.record, taken, now)[0]?.ended).toBe('withdrawn');
  });

  test('the rung of the office that reported is passed over; a closed case has left them all', () => {
    const blocker = aBlocker({ reportedBy: 'owner-tcip' });
    const own = asked(ask(aCase({ blocker }), { blocker }));
    expect(stories(own.record, [own.approval], at('2024-10-08')).map(({ state }) => state)).toEqual([
      'passedOver',
      'now',
      'next',
      'later',
      'later',
      'later',
    ]);
    const closed: Case = {
      ...CaseBase.parse(first.record),
      status: 'cleared',
      closedAt: at('2024-10-11'),
      confirmedBy: by,
    };
    expect(stories(closed, [first.approval], at('2024-10-11'))[0]?.state).toBe('done');
  });
});

describe('questions', () => {
  const returned = decide(argsFor(first, { outcome: 'return', comment: 'Còn mấy hộ?' }));
  const question = asked(ask(only(returned.cases), { number: 2, now: at('2024-10-09') }));
  const before = returned.approvals;

  test('are open while they are asked, also before the reporter has the mail', () => {
    expect(questionsOf(before)).toMatchObject([{ question: 'Còn mấy hộ?', state: 'open', approvalId: null }]);
    expect(questionsOf([...before, question.approval])).toMatchObject([
      { state: 'open', office: 'reporter-776', dueAt: question.approval.deadline.at, answer: null },
    ]);
  });

  test('are answered, or stay without an answer', () => {
    const answered = decide(argsFor(question, { comment: 'Còn 412 hộ' }));
    const again = asked(ask(only(answered.cases), { number: 3, now: at('2024-10-10') }));
    expect(questionsOf([...before, ...answered.approvals, again.approval])).toMatchObject([
      { state: 'answered', answer: 'Còn 412 hộ' },
    ]);
    const now = question.approval.expiresAt;
    const silent = expire({ approval: question.approval, case: question.record, ladder, calendar, now });
    expect(questionsOf([...before, ...silent.approvals])).toMatchObject([
      { state: 'unanswered', answer: null, answeredAt: null },
    ]);
  });
});

describe('days', () => {
  test('of a deadline: each has its number, or the reason why it does not count', () => {
    const thursday = asked(ask(aCase(), { now: at('2024-10-10') }));
    expect(
      daysOf(thursday.approval.deadline).map(({ date, number, reason }) => [date, number ?? reason?.en]),
    ).toEqual([
      ['2024-10-11', 1],
      ['2024-10-12', expect.stringMatching(/weekend/i)],
      ['2024-10-13', expect.stringMatching(/weekend/i)],
      ['2024-10-14', 2],
      ['2024-10-15', 3],
    ]);
  });

  test('waited: since it is held, stands still or was opened; none once it is over', () => {
    const now = at('2024-10-11');
    expect(waitedWorkingDays(aCase(), calendar, now)).toBe(3);
    expect(waitedWorkingDays(onRung(2), calendar, now)).toBe(3);
    const paused = pauseCase({
      case: first.record,
      openApprovals: [first.approval],
      reason: 'court',
      note: '',
      reviewOn: LocalDate.parse('2024-11-01'),
      calendar,
      now: at('2024-10-10'),
      by,
    });
    expect(waitedWorkingDays(only(paused.cases), calendar, now)).toBe(1);
    const closed: Case = {
      ...CaseBase.parse(first.record),
      status: 'cleared',
      closedAt: now,
      confirmedBy: by,
    };
    expect(waitedWorkingDays(closed, calendar, now)).toBeNull();
  });
});
