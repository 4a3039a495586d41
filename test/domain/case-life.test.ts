import { describe, expect, test } from 'vitest';
import type { Case, HeldCase } from '#domain/case.ts';
import { CaseBase } from '#domain/case.ts';
import {
  attachMove,
  closeReallocated,
  nextStep,
  openCase,
  pauseIsOver,
  returnToLadder,
} from '#domain/case-life.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { seatFrom } from '#domain/case-rung.ts';
import { onSeat } from '#domain/case-steps.ts';
import { LocalDate } from '#domain/time.ts';
import {
  aBlocker,
  aCalendar,
  aCase,
  aLadder,
  anOffice,
  aProject,
  approvalId,
  ask,
  asked,
  at,
  caseId,
  moveId,
  officeId,
  only,
} from './builders.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-08');
const calendar = aCalendar();

function onRung(number: number): HeldCase {
  const base = CaseBase.parse(aCase());
  return onSeat(base, seatFrom(base, aLadder(), number), now);
}

function reallocating(): Case {
  return { ...CaseBase.parse(aCase()), status: 'reallocating', since: now };
}

function closedAs(status: 'cleared' | 'outOfScope' | 'reallocated'): Case {
  const base = { ...CaseBase.parse(aCase()), closedAt: now };
  if (status === 'cleared') return { ...base, status, confirmedBy: officeId('reporter-776') };
  if (status === 'reallocated') return { ...base, status, moveId: moveId() };
  return { ...base, status, decidedBy: officeId('city-chairman'), reason: 'Tòa án' };
}

function paused(record: Case = aCase()) {
  const change = pauseCase({
    case: record,
    openApprovals: [],
    reason: 'court',
    note: '',
    calendar,
    now,
    by: officeId('finance'),
    reviewOn: LocalDate.parse('2024-10-21'),
  });
  return only(change.cases);
}

describe('opening a case', () => {
  test('it is reported, knows its offices and what is at risk, and has its first receipt', () => {
    const change = openCase({
      caseId: caseId(),
      project: aProject(),
      blocker: aBlocker(),
      reporter: anOffice('reporter-776'),
      ladder: aLadder(),
      now,
    });
    const record = only(change.cases);
    expect(record).toMatchObject({
      status: 'reported',
      atRisk: 8800e9,
      idle: 6800e9,
      owner: 'owner-tcip',
      reporter: 'reporter-776',
      reporterName: anOffice('reporter-776').name,
      version: 0,
      chain: { count: 1 },
    });
    expect(only(change.receipts)).toMatchObject({
      type: 'caseOpened',
      sequence: 1,
      hash: record.chain.lastHash,
    });
  });

  test('a closed project has no cases', () => {
    expect(thrownCode(() => aCase({ project: aProject({ closed: true }) }))).toBe('project.closed');
  });
});

describe('where a case stands', () => {
  const withAsk = asked(ask(aCase())).record;

  test.each<[string, Case, object]>([
    ['reported: somebody is to be asked', aCase(), { step: 'climb', ask: 'new' }],
    ['held and asked: the ask is open', withAsk, { step: 'climb', ask: 'open', approvalId: approvalId(1) }],
    ['held, not asked: a new ask', onRung(3), { step: 'climb', ask: 'new' }],
    [
      'paused: until offices open on the review date',
      paused(),
      { step: 'pause', until: at('2024-10-21', '08:00') },
    ],
    ['reallocating without a move', reallocating(), { step: 'reallocate' }],
    ['cleared', closedAs('cleared'), { step: 'done', status: 'cleared' }],
    ['out of scope', closedAs('outOfScope'), { step: 'done', status: 'outOfScope' }],
    ['reallocated', closedAs('reallocated'), { step: 'done', status: 'reallocated' }],
  ])('%s', (_, record, expected) => {
    expect(nextStep(record, now)).toEqual(expected);
  });

  test('on its review date a paused case stands where it stood', () => {
    const morning = at('2024-10-21', '08:00');
    expect(nextStep(paused(withAsk), morning)).toEqual(nextStep(withAsk, now));
    expect([
      pauseIsOver(paused(), now),
      pauseIsOver(paused(), morning),
      pauseIsOver(aCase(), morning),
    ]).toEqual([false, true, false]);
  });

  test('a reallocating case names its move once it has one', () => {
    const record = only(attachMove({ case: reallocating(), moveId: moveId(), now }).cases);
    expect(nextStep(record, now)).toEqual({ step: 'reallocate', moveId: 'DC-2024-0001' });
  });
});

describe('the end of a reallocation', () => {
  const withMove = only(attachMove({ case: reallocating(), moveId: moveId(), now }).cases);

  test('a committed move ends the case and tells owner and reporter once each', () => {
    const change = closeReallocated({ case: withMove, moveId: moveId(), now });
    expect(only(change.cases)).toMatchObject({ status: 'reallocated', moveId: 'DC-2024-0001', version: 2 });
    expect(change.effects.map((effect) => 'office' in effect && effect.office)).toEqual([
      'owner-tcip',
      'reporter-776',
    ]);
  });

  test('a rejected move gives the case back to the chairman', () => {
    const ladder = aLadder();
    const change = returnToLadder({ case: withMove, moveId: moveId(), ladder, now });
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung: 5, holder: 'city-chairman' });
    expect(only(change.receipts)).toMatchObject({
      type: 'caseEscalated',
      details: { cause: 'moveRejected' },
    });
  });

  test('without a chairman on the ladder, the top rung decides', () => {
    const ladder = aLadder({ rungs: aLadder().rungs.slice(0, 4) });
    const change = returnToLadder({ case: withMove, moveId: moveId(), ladder, now });
    expect(only(change.cases)).toMatchObject({ rung: 4 });
  });

  test('a paused case stays paused and goes back to the chairman afterwards', () => {
    const change = returnToLadder({ case: paused(withMove), moveId: moveId(), ladder: aLadder(), now });
    expect(only(change.cases)).toMatchObject({ status: 'paused', before: { holder: 'city-chairman' } });
  });

  test('a case that has not named its move yet accepts the move that names it', () => {
    const change = closeReallocated({ case: reallocating(), moveId: moveId(), now });
    expect(only(change.cases).status).toBe('reallocated');
  });

  test.each<[string, () => unknown]>([
    [
      'a move of another case',
      () => closeReallocated({ case: withMove, moveId: moveId('DC-2024-0002'), now }),
    ],
    [
      'a case that waits for no move',
      () => returnToLadder({ case: aCase(), moveId: moveId(), ladder: aLadder(), now }),
    ],
    ['attaching a move to such a case', () => attachMove({ case: aCase(), moveId: moveId(), now })],
  ])('%s is refused', (_, act) => {
    expect(thrownCode(act)).toBe('case.wrongStatus');
  });
});

describe('a pause', () => {
  const { record, approval } = asked(ask(aCase()));
  const waiting = { ...approval, waiting: { token: 't', generation: 1 } };
  const stopAt = at('2024-10-09');
  const reviewOn = LocalDate.parse('2024-10-21');
  const by = officeId('finance');
  const pause = (openApprovals = [approval], from = stopAt) =>
    pauseCase({
      case: record,
      openApprovals,
      reason: 'court',
      note: '',
      reviewOn,
      calendar,
      now: from,
      by,
    });

  test('it stops the clock, keeps the days left and wakes the wait', () => {
    const change = pause([waiting]);
    expect(only(change.approvals)).toMatchObject({
      stopped: { at: stopAt, workingDaysLeft: 2, until: at('2024-10-21', '08:00') },
      version: 1,
    });
    expect(only(change.approvals)).not.toHaveProperty('waiting');
    expect(change.effects).toEqual([
      { type: 'answerToken', approvalId: approval.id, generation: 1, token: 't' },
    ]);
  });

  test('a wait that is being planned meanwhile must be planned again', () => {
    expect(only(pause().approvals)).toMatchObject({ planAgain: true });
  });

  test('after it the days left are counted from the day it ended, for answer, silence and points alike', () => {
    const stopped = pause([waiting]);
    const open = stopped.approvals.flatMap((each) => (each.status === 'open' ? [each] : []));
    const later = at('2024-10-14');
    const change = resumeCase({ case: only(stopped.cases), openApprovals: open, calendar, now: later, by });
    const resumed = only(change.approvals);
    expect(resumed).toMatchObject({
      deadline: { from: later, at: at('2024-10-16', '17:00'), workingDays: 2 },
      expiresAt: at('2024-10-18', '17:00'),
      points: [{ afterWorkingDays: 1 }, { afterWorkingDays: 2 }, { afterWorkingDays: 3 }],
      pointsDone: 0,
      planAgain: true,
    });
    expect(resumed).not.toHaveProperty('stopped');
    expect(resumed.shownHash).not.toBe(approval.shownHash);
    expect(JSON.stringify(resumed.shown)).toContain('18/10/2024');
    expect(only(change.cases)).toMatchObject({ status: 'inReview', deadline: resumed.deadline, version: 3 });
    expect(only(change.receipts)).toMatchObject({
      type: 'caseResumed',
      office: by,
      details: { by: 'command' },
    });
  });

  test('a wait that was registered meanwhile wakes when it ends', () => {
    const stopped = pause();
    const open = stopped.approvals.flatMap((each) => (each.status === 'open' ? [each] : []));
    const again = open.map((each) => ({ ...each, waiting: { token: 'again', generation: 1 } }));
    const change = resumeCase({ case: only(stopped.cases), openApprovals: again, calendar, now: stopAt });
    expect(change.effects).toMatchObject([{ type: 'answerToken', token: 'again' }]);
  });

  test('it may end without anything that was asked, and by itself', () => {
    for (const before of [aCase(), reallocating(), record]) {
      const change = resumeCase({ case: paused(before), openApprovals: [], calendar, now });
      expect(only(change.cases).status).toBe(before.status);
      expect(only(change.receipts)).toMatchObject({ details: { by: 'reviewDate' } });
    }
  });

  test('a clock that was not stopped goes on as it was, and the operator’s never stops', () => {
    const operators = { ...approval, kind: 'recoverCase' as const };
    expect(pause([operators]).approvals).toEqual([]);
    const change = resumeCase({ case: paused(record), openApprovals: [approval], calendar, now });
    expect(only(change.approvals)).toEqual({ ...approval, version: 1 });
  });

  test.each<[string, () => unknown, string]>([
    ['a closed case', () => paused(closedAs('cleared')), 'case.closed'],
    ['a case out of scope', () => paused(closedAs('outOfScope')), 'case.closed'],
    ['a reallocated case', () => paused(closedAs('reallocated')), 'case.closed'],
    ['a paused case', () => paused(paused()), 'case.wrongStatus'],
    ['a review today', () => pause([], at('2024-10-21')), 'case.reviewDateNotAhead'],
    [
      'a review more than a year ahead, by which a case would be forgotten',
      () => pause([], at('2023-10-20')),
      'case.reviewDateTooFar',
    ],
    [
      'resuming what runs',
      () => resumeCase({ case: aCase(), openApprovals: [], calendar, now }),
      'case.notPaused',
    ],
  ])('%s is refused', (_, act, code) => {
    expect(thrownCode(act)).toBe(code);
  });
});
