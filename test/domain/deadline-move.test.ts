import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Approval } from '#domain/approval.ts';
import { planWait } from '#domain/approval-wait.ts';
import type { Calendar } from '#domain/calendar.ts';
import { CalendarChange, changeCalendar } from '#domain/calendar-change.ts';
import { isWorkingDay, workingDaysBetween } from '#domain/calendar-count.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { countedBy, moveDeadline, movedDeadline } from '#domain/deadline-move.ts';
import { LocalDate, localDateOf, plusDays } from '#domain/time.ts';
import {
  aCalendar,
  aCase,
  aLadder,
  aMove,
  anApproval,
  ask,
  asked,
  assertOpenStatus,
  at,
  moveId,
  officeId,
  only,
} from './builders.ts';

const NAME = { vi: 'Nghỉ bão', en: 'Storm' };
const BEFORE = aCalendar();
const off = (...dates: string[]) => changed(BEFORE, dates);
function changed(calendar: Calendar, dates: readonly string[], unset: readonly string[] = []): Calendar {
  const set = dates.map((date) => ({
    date,
    as: isWorkingDay(calendar, LocalDate.parse(date)) ? ('off' as const) : ('worked' as const),
    name: NAME,
  }));
  return changeCalendar(calendar, CalendarChange.parse({ set, unset: [...unset], source: 'Công điện 01' }));
}

/** Asked Tuesday 8 October: due Friday 11, silent after Tuesday 15. */
const { record, approval } = asked(ask(aCase()));
const NOW = at('2024-10-09');
const move = (to: Calendar, now = NOW, of = approval) =>
  moveDeadline({ approval: of, case: record, from: BEFORE, to, now });

describe('a day off that is added', () => {
  it('gives the office the working day that it was promised: due time, silence, page, case and receipt move', () => {
    const change = move(off('2024-10-10'));
    if (change === null) throw new Error('expected the deadline to move');
    const next = assertOpenStatus(only(change.approvals));
    expect(next).toMatchObject({
      deadline: { at: at('2024-10-14', '17:00'), calendarVersion: 'test-1+001' },
      expiresAt: at('2024-10-16', '17:00'),
      planAgain: true,
      generation: approval.generation,
      version: approval.version + 1,
    });
    expect(Approval.parse(next)).toEqual(next);
    expect(JSON.stringify(next.shown)).toContain('14/10/2024');
    expect(next.shownHash).not.toBe(approval.shownHash);
    expect(only(change.cases)).toMatchObject({ deadline: { at: at('2024-10-14', '17:00') } });
    expect(only(change.receipts)).toMatchObject({
      type: 'deadlineMoved',
      details: {
        dueFrom: at('2024-10-11', '17:00'),
        dueTo: at('2024-10-14', '17:00'),
        calendarVersion: 'test-1+001',
      },
    });
  });

  it('wakes the wait, which is planned by the new times', () => {
    const waiting = { ...approval, waiting: { token: 'token-1', generation: 1 } };
    const calendar = off('2024-10-10');
    const change = move(calendar, NOW, waiting);
    expect(change?.effects).toMatchObject([{ type: 'answerToken', token: 'token-1' }]);
    const next = assertOpenStatus(only(change?.approvals ?? []));
    expect(next.waiting).toBeUndefined();
    expect(next.planAgain).toBeUndefined();
    const plan = planWait({ approval: next, case: record, ladder: aLadder(), calendar, now: NOW });
    expect(plan).toMatchObject({ plan: 'wait', change: null });
  });

  it('behind the due day moves the end of silence alone', () => {
    const change = move(off('2024-10-14'));
    expect(only(change?.approvals ?? [])).toMatchObject({
      deadline: approval.deadline,
      expiresAt: at('2024-10-16', '17:00'),
      expiresBy: 'test-1+001',
    });
  });

  it('far away moves nothing', () => {
    expect(move(off('2024-12-16'))).toBeNull();
  });

  it('moves nothing to a time that has passed', () => {
    expect(move(off('2024-10-10'), at('2024-10-17'))).toBeNull();
    // The due time has passed for good; the silence that follows has not.
    const late = only(move(off('2024-10-10'), at('2024-10-15'))?.approvals ?? []);
    expect(late).toMatchObject({ deadline: approval.deadline, expiresAt: at('2024-10-16', '17:00') });
  });
});

describe('a day that is worked after all', () => {
  it('never takes back a day that was announced', () => {
    expect(move(changed(BEFORE, ['2024-10-12']))).toBeNull();
    const holiday = off('2024-10-10');
    const moved = assertOpenStatus(only(move(holiday)?.approvals ?? []));
    const back = changed(holiday, [], ['2024-10-10']);
    expect(movedDeadline({ approval: moved, from: holiday, to: back, now: NOW })).toBeNull();
  });
});

describe('whose clock', () => {
  it('stands is counted afresh when the case goes on', () => {
    const calendar = BEFORE;
    const paused = pauseCase({
      case: record,
      openApprovals: [approval],
      reason: 'inspection',
      note: '',
      reviewOn: LocalDate.parse('2024-11-01'),
      calendar,
      now: NOW,
      by: officeId('city-chairman'),
    });
    const stopped = assertOpenStatus(only(paused.approvals));
    expect(move(off('2024-10-10'), NOW, stopped)).toBeNull();
    const counted = { ...stopped, expiresBy: 'test-1+009' };
    const resumed = resumeCase({ case: only(paused.cases), openApprovals: [counted], calendar, now: NOW });
    expect(only(resumed.approvals).expiresBy).toBeUndefined();
  });

  it('belongs to a move, or to an ask that the case does not wait for, leaves the case’s time alone', () => {
    const ofMove = anApproval({ kind: 'appraiseMove', moveId: moveId(), caseId: undefined });
    const change = moveDeadline({
      approval: ofMove,
      move: aMove(),
      from: BEFORE,
      to: off('2024-10-10'),
      now: NOW,
    });
    expect(change?.cases).toEqual([]);
    expect(only(change?.receipts ?? [])).toMatchObject({ chain: 'DC-2024-0001', type: 'deadlineMoved' });
    const other = anApproval({ id: 'YK0000000009' });
    const beside = moveDeadline({
      approval: other,
      case: record,
      from: BEFORE,
      to: off('2024-10-10'),
      now: NOW,
    });
    expect(only(beside?.cases ?? [])).toMatchObject({ deadline: approval.deadline });
  });
});

it('after any changes, in any order and repeated, is never earlier, never past, and the promised days are there', () => {
  const day = fc
    .integer({ min: 0, max: 14 })
    .map((offset) => plusDays(LocalDate.parse('2024-10-07'), offset));
  const steps = fc.array(fc.record({ day, hours: fc.integer({ min: 0, max: 30 }) }), { maxLength: 6 });
  fc.assert(
    fc.property(steps, (changes) => {
      const calendars = new Map([[BEFORE.version, BEFORE]]);
      let calendar = BEFORE;
      let present = approval;
      for (const [index, step] of changes.entries()) {
        const named = calendar.years.flatMap((year) => [...year.off, ...year.worked]);
        const listed = named.some(({ date }) => date === step.day);
        calendar = listed ? changed(calendar, [], [step.day]) : changed(calendar, [step.day]);
        calendars.set(calendar.version, calendar);
        const now = at(plusDays(LocalDate.parse('2024-10-08'), index), `${10 + (step.hours % 9)}:00`);
        for (const repeat of [1, 2]) {
          const from = calendars.get(countedBy(present)) ?? BEFORE;
          const change = moveDeadline({ approval: present, case: record, from, to: calendar, now });
          if (repeat === 2) expect(change).toBeNull();
          const next = assertOpenStatus(change?.approvals[0] ?? present);
          expect(next.deadline.at >= present.deadline.at).toBe(true);
          expect(next.expiresAt >= present.expiresAt).toBe(true);
          expect(next.expiresAt >= next.deadline.at).toBe(true);
          if (next.deadline.at !== present.deadline.at) expect(next.deadline.at > now).toBe(true);
          const due = localDateOf(next.deadline.at);
          const days = workingDaysBetween(calendar, localDateOf(next.deadline.from), due);
          if (next.deadline.at > now) expect(days).toBeGreaterThanOrEqual(next.deadline.workingDays);
          present = next;
        }
      }
    }),
  );
});
