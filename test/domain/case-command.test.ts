import { describe, expect, test } from 'vitest';
import { decide, urge } from '#domain/approval-decide.ts';
import { type Case, CaseBase } from '#domain/case.ts';
import { presentAsk, reassignCase } from '#domain/case-command.ts';
import { NO_CHANGE } from '#domain/change.ts';
import { aCase, aLink, aMove, anOffice, ask, asked, at, moveId, officeId, only } from './builders.ts';
import { argsFor, onRung } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-09');
const by = officeId('finance');
const { record, approval } = asked(ask(aCase()));
const other = anOffice('other-office');

describe('giving a case to another office', () => {
  test('the open ask is withdrawn, its office is told, the new one is asked afresh', () => {
    const linked = { ...approval, links: [aLink(approval)], waiting: { token: 'token', generation: 1 } };
    const change = reassignCase({ case: record, approval: linked, office: other, now, by });
    expect(only(change.approvals)).toMatchObject({ status: 'withdrawn', reason: 'reassigned', version: 1 });
    expect(only(change.cases)).toMatchObject({ holder: 'other-office', rung: 1, since: now });
    expect(change.receipts.map(({ type }) => type)).toEqual(['approvalWithdrawn', 'caseReassigned']);
    expect(change.effects).toMatchObject([{ template: 'movedOn' }, { type: 'answerToken' }]);
    const again = asked(ask(only(change.cases), { number: 2, now }));
    expect(again.approval).toMatchObject({
      office: 'other-office',
      kind: 'clearBlocker',
      deadline: { workingDays: 3 },
    });
  });

  test('nobody needs to be asked yet', () => {
    expect(only(reassignCase({ case: onRung(3), office: other, now, by }).cases).version).toBe(1);
  });

  test('the same office again changes nothing', () => {
    expect(reassignCase({ case: record, approval, office: anOffice('owner-tcip'), now, by })).toEqual(
      NO_CHANGE,
    );
  });

  test('nobody decides, answers or confirms on his own matter', () => {
    const returned = only(decide(argsFor({ record, approval }, { outcome: 'return' })).cases);
    const promised = only(decide(argsFor({ record, approval })).cases);
    for (const [held, office] of [
      [record, 'reporter-776'],
      [returned, 'owner-tcip'],
      [promised, 'owner-tcip'],
    ] as const) {
      const open = held === record ? approval : undefined;
      const act = () => reassignCase({ case: held, approval: open, office: anOffice(office), now, by });
      expect(thrownCode(act)).toBe('approval.conflictOfInterest');
    }
  });

  const base = CaseBase.parse(aCase());
  test.each<[string, Case, string]>([
    ['another ask', { ...onRung(1), approvalId: approval.id }, 'case.changed'],
    ['a reported case', aCase(), 'case.wrongStatus'],
    ['a reallocating case', { ...base, status: 'reallocating', since: now }, 'case.wrongStatus'],
    ['a cleared case', { ...base, status: 'cleared', closedAt: now, confirmedBy: by }, 'case.closed'],
    [
      'a reallocated case',
      { ...base, status: 'reallocated', closedAt: now, moveId: moveId() },
      'case.closed',
    ],
  ])('%s is refused', (_, held, code) => {
    expect(thrownCode(() => reassignCase({ case: held, office: other, now, by }))).toBe(code);
  });
});

describe('urging', () => {
  const urged = urge({ approval, case: record, confirmed: false, by, now });

  test('one mail, one receipt, and the clock stays', () => {
    expect(only(urged.approvals)).toMatchObject({ urgedAt: now, deadline: approval.deadline, version: 1 });
    expect(urged.effects).toEqual([
      { type: 'sendMail', template: 'urge', approvalId: approval.id, generation: 1 },
    ]);
    expect(only(urged.receipts)).toMatchObject({ type: 'caseUrged', details: { by } });
  });

  test('twice on one day only when confirmed; the next day it is a first time again', () => {
    const again = { approval: only(urged.approvals), case: record, by };
    const later = at('2024-10-09', '16:00');
    expect(thrownCode(() => urge({ ...again, confirmed: false, now: later }))).toBe('approval.urgedToday');
    expect(urge({ ...again, confirmed: true, now: later }).effects).toHaveLength(1);
    expect(urge({ ...again, confirmed: false, now: at('2024-10-10') }).effects).toHaveLength(1);
  });

  test('of a move is noted on the move', () => {
    const voting = { ...approval, moveId: moveId() };
    const change = urge({ approval: voting, move: aMove(), confirmed: false, by, now });
    expect(only(change.receipts).chain).toBe('DC-2024-0001');
  });
});

describe('the present ask', () => {
  test('is the one that the case waits for', () => {
    expect(presentAsk(record)).toBe(approval.id);
  });

  test('is refused while none is open, and for a case that waits for nobody', () => {
    expect(thrownCode(() => presentAsk(onRung(2)))).toBe('case.changed');
    expect(thrownCode(() => presentAsk(aCase()))).toBe('case.wrongStatus');
  });
});
