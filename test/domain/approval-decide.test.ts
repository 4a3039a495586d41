import { describe, expect, test } from 'vitest';
import type { Outcome } from '#domain/approval.ts';
import { decide } from '#domain/approval-decide.ts';
import { planWait } from '#domain/approval-wait.ts';
import type { Case } from '#domain/case.ts';
import { hashOf } from '#domain/receipt-chain.ts';
import {
  aCalendar,
  aCase,
  aDecider,
  aDocument,
  aForm,
  aLadder,
  aLink,
  aProject,
  ask,
  asked,
  at,
  officeId,
  only,
} from './builders.ts';
import { argsFor, onRung } from './deciding.ts';
import { thrownCode } from './refusals.ts';

const ladder = aLadder();
const calendar = aCalendar();
const start = at('2024-10-08');
const now = at('2024-10-09');

const first = asked(ask(aCase()));
const decideOn = (rung: number, outcome: Outcome) => decide(argsFor(asked(ask(onRung(rung))), { outcome }));

describe('what an outcome of a rung leads to', () => {
  test('agree: a promise, which the reporter is to confirm', () => {
    const change = decide(argsFor(first));
    const record = only(change.cases);
    expect(record).toMatchObject({
      status: 'inReview',
      rung: 1,
      holder: 'reporter-776',
      commitment: { office: 'owner-tcip', doBy: '2024-10-31', madeAt: now },
      version: 2,
    });
    expect(record).not.toHaveProperty('approvalId');
    expect(change.receipts.map(({ type }) => type)).toEqual(['decisionRecorded', 'commitmentMade']);
  });

  test('return: the question goes to the reporter, and the asker’s clock stands with the days left', () => {
    expect(only(decideOn(3, 'return').cases)).toMatchObject({
      status: 'returned',
      askedBy: 'district-secretary-776',
      holder: 'reporter-776',
      question: 'Lý do',
      workingDaysLeft: 2,
    });
  });

  test.each([
    [1, 'refer', 2, 'district-chair-776'],
    [2, 'decline', 3, 'district-secretary-776'],
    [3, 'refer', 4, 'department-planning'],
    [4, 'decline', 5, 'city-chairman'],
  ] as const)('rung %i, %s: rung %i, %s', (from, outcome, rung, holder) => {
    const change = decideOn(from, outcome);
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung, holder, since: now, rounds: 0 });
    expect(change.receipts[1]).toMatchObject({
      type: 'caseEscalated',
      details: { from, to: rung, cause: outcome },
    });
  });

  test('decline at the top asks the top again, in a new round', () => {
    const change = decideOn(6, 'decline');
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung: 6, rounds: 1, since: start });
    expect(change.receipts.map(({ type }) => type)).toEqual(['decisionRecorded']);
  });

  test('reallocate: the idle capital is to move', () => {
    const change = decideOn(5, 'reallocate');
    expect(only(change.cases)).toMatchObject({ status: 'reallocating', since: now });
    expect(change.receipts[1]).toMatchObject({ type: 'caseReallocating', details: { idle: 6800e9 } });
  });

  test('out of scope: the case ends, with the reason, and who is concerned is told', () => {
    const change = decideOn(4, 'outOfScope');
    expect(only(change.cases)).toMatchObject({
      status: 'outOfScope',
      decidedBy: 'department-planning',
      reason: 'Lý do',
    });
    expect(change.effects.filter(({ type }) => type === 'sendNotice')).toHaveLength(2);
  });
});

describe('what follows every decision', () => {
  test('it is recorded with who, for which office, how sure and seeing what; the receipt names no person', () => {
    const change = decide(argsFor(first));
    const [decided] = change.approvals;
    expect(decided).toMatchObject({
      status: 'decided',
      decision: { outcome: 'agree', by: { standing: 'holder' }, auth: 'linkAndCode', decidedAt: now },
    });
    const [recorded] = change.receipts;
    expect(recorded).toMatchObject({
      type: 'decisionRecorded',
      office: 'owner-tcip',
      details: {
        outcome: 'agree',
        standing: 'holder',
        shownHash: first.approval.shownHash,
        doBy: '2024-10-31',
      },
    });
    expect(recorded?.details['decisionHash']).toBe(decided?.status === 'decided' && hashOf(decided.decision));
    expect(JSON.stringify(recorded)).not.toContain('@');
  });

  test('the decider gets a receipt, others who were asked hear of it, the workflow wakes', () => {
    const links = [aLink(first.approval), aLink(first.approval, { email: 'deputy.owner-tcip@city.example' })];
    const waiting = { token: 'token', generation: 1 };
    const change = decide(argsFor({ ...first, approval: { ...first.approval, links, waiting } }));
    expect(change.effects).toMatchObject([
      { type: 'sendMail', template: 'receipt', email: 'holder.owner-tcip@city.example' },
      { type: 'sendMail', template: 'movedOn', email: 'deputy.owner-tcip@city.example' },
      { type: 'answerToken', token: 'token' },
    ]);
    expect(change.approvals[0]).not.toHaveProperty('waiting');
  });

  test('the duty office may stand in, and the receipt says so', () => {
    const decider = aDecider(first.approval, { office: officeId('duty'), standing: 'duty' });
    expect(decide(argsFor(first, { decider })).receipts[0]?.details).toMatchObject({ actedFrom: 'duty' });
  });
});

describe('question and answer', () => {
  const returned = only(decideOn(3, 'return').cases);
  const question = asked(ask(returned, { now }));

  test('the answer goes to the same office with the days it had left', () => {
    const change = decide(argsFor(question, { comment: 'Còn 12 hộ' }));
    expect(only(change.cases)).toMatchObject({
      status: 'escalated',
      rung: 3,
      holder: 'district-secretary-776',
      answered: { question: 'Lý do', answer: 'Còn 12 hộ', workingDaysLeft: 2 },
    });
    const again = asked(ask(only(change.cases), { now }));
    expect(again.approval.deadline.workingDays).toBe(2);
  });

  test('a question on the last day leaves the asker one day', () => {
    const late = { ...asReturned(question.record), workingDaysLeft: 0 };
    expect(only(decide(argsFor({ ...question, record: late })).cases)).toMatchObject({
      answered: { workingDaysLeft: 1 },
    });
  });

  test('the reporter does not answer itself: whoever reported the blocker does', () => {
    const project = aProject({ reporter: 'owner-tcip' });
    const target = asked(ask(aCase({ project }), { project }));
    expect(only(decide(argsFor(target, { outcome: 'return' })).cases)).toMatchObject({
      holder: 'reporter-776',
    });
  });

  test('an answer that nobody waits for is refused', () => {
    const stray = { ...asReturned(question.record), status: 'inReview' as const };
    expect(thrownCode(() => decide(argsFor({ ...question, record: stray })))).toBe('case.wrongStatus');
  });

  test('silence sends the case up', () => {
    const planned = planWait({
      ...question,
      case: question.record,
      ladder,
      calendar,
      now: question.approval.expiresAt,
    });
    expect(planned.change?.cases[0]).toMatchObject({ status: 'escalated', rung: 4 });
  });
});

function asReturned(record: Case) {
  if (record.status !== 'returned') throw new Error(record.status);
  return record;
}

describe('confirmation', () => {
  const promised = only(decide(argsFor(first)).cases);
  const confirming = asked(ask(promised, { now }));

  test('yes: the case is cleared, and owner, reporter and whoever promised are told', () => {
    const change = decide(argsFor(confirming));
    expect(only(change.cases)).toMatchObject({
      status: 'cleared',
      confirmedBy: 'reporter-776',
      closedAt: now,
    });
    expect(change.effects.filter(({ type }) => type === 'sendNotice')).toHaveLength(2);
  });

  test('no: the next rung, without the promise', () => {
    const record = only(decide(argsFor(confirming, { outcome: 'decline' })).cases);
    expect(record).toMatchObject({ status: 'escalated', rung: 2 });
    expect(record).not.toHaveProperty('commitment');
  });

  test('no, at the top: the top office is asked again, in a new round', () => {
    const top = asked(ask(only(decideOn(6, 'agree').cases), { now }));
    const record = only(decide(argsFor(top, { outcome: 'decline' })).cases);
    expect(record).toMatchObject({ rung: 6, holder: 'standing-committee', rounds: 1 });
    expect(record).not.toHaveProperty('commitment');
  });

  test('a case without a promise can be confirmed too', () => {
    const { approval, record } = confirming;
    const { commitment: _none, ...bare } = asHeld(record);
    expect(only(decide(argsFor({ approval, record: bare })).cases).status).toBe('cleared');
  });
});

function asHeld(record: Case) {
  if (record.status !== 'inReview') throw new Error(record.status);
  return record;
}

test('documents belong to steps of a move only', () => {
  const form = { ...aForm(first.approval), document: aDocument() };
  expect(decide(argsFor(first, { form })).documents).toEqual([]);
});
