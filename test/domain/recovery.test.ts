import { describe, expect, it } from 'vitest';
import { Case } from '#domain/case.ts';
import { pauseCase } from '#domain/case-pause.ts';
import { before, causeKindOf, nameAgain, nextSweep, recoveryOf } from '#domain/recovery.ts';
import { LocalDate } from '#domain/time.ts';
import { aCalendar, aCase, ask, asked, at, moveId, officeId, only } from './builders.ts';

const NOW = at('2024-10-08');
const { record, approval } = asked(ask(aCase()));

describe('when an execution goes on', () => {
  it('a case that was not opened is opened; one that nobody is asked about is asked', () => {
    expect(recoveryOf(undefined, undefined, NOW)).toEqual({ next: 'opens' });
    expect(recoveryOf(aCase(), undefined, NOW)).toEqual({ next: 'asks' });
  });

  it('nobody is asked twice: it waits for the ask that is open', () => {
    expect(recoveryOf(record, approval, NOW)).toEqual({
      next: 'waits',
      officeName: approval.officeName,
      dueAt: approval.deadline.at,
    });
  });

  it('it pauses, goes on with its move, or ends, as the case says', () => {
    const paused = pauseCase({
      case: record,
      openApprovals: [],
      reason: 'inspection',
      note: '',
      reviewOn: LocalDate.parse('2024-11-01'),
      calendar: aCalendar(),
      now: NOW,
      by: officeId('city-chairman'),
    });
    expect(recoveryOf(only(paused.cases), undefined, NOW)).toEqual({
      next: 'pauses',
      until: at('2024-11-01', '08:00'),
    });
    const moving = { ...aCase(), status: 'reallocating', since: NOW };
    expect(recoveryOf(Case.parse(moving), undefined, NOW)).toEqual({ next: 'moves', moveId: null });
    const named = Case.parse({ ...moving, moveId: moveId() });
    expect(recoveryOf(named, undefined, NOW)).toEqual({ next: 'moves', moveId: moveId() });
    const closed = Case.parse({ ...aCase(), status: 'cleared', closedAt: NOW, confirmedBy: 'reporter-776' });
    expect(recoveryOf(closed, undefined, NOW)).toEqual({ next: 'ends' });
  });
});

it.each([
  ['case.wrongStatus', '', 'refused'],
  ['AccessDeniedException', '', 'denied'],
  ['Error', 'User is not authorized to perform: dynamodb:GetItem', 'denied'],
  ['States.Timeout', '', 'timeout'],
  ['States.QueryEvaluationError', '', 'definition'],
  ['Lambda.TooManyRequestsException', '', 'service'],
  ['CorruptItem', 'registry item is not what the schema says', 'unknown'],
])('%s %s is a cause of the kind %3$s', (error, cause, kind) => {
  expect(causeKindOf(error, cause)).toBe(kind);
});

it('names the next run the same every time, and counts on', () => {
  expect(nameAgain('VM-CHONGNGAP-1')).toBe('VM-CHONGNGAP-1-again-1');
  expect(nameAgain(nameAgain('VM-CHONGNGAP-1'))).toBe('VM-CHONGNGAP-1-again-2');
});

it('sweeps at half past six on weekdays', () => {
  expect(nextSweep(at('2024-10-08', '06:00'))).toBe(at('2024-10-08', '06:30'));
  expect(nextSweep(at('2024-10-11', '06:30'))).toBe(at('2024-10-14', '06:30'));
});

it('looks back by a span', () => {
  expect(before(at('2024-10-08', '09:00'), 3_600_000)).toBe(at('2024-10-08', '08:00'));
});
