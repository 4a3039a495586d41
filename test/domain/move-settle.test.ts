import { describe, expect, test } from 'vitest';
import { type Case, CaseBase } from '#domain/case.ts';
import { Move } from '#domain/move.ts';
import { type SettleArgs, settleMove } from '#domain/move-settle.ts';
import type { Project } from '#domain/project.ts';
import { aCalendar, aCase, aDocument, aLadder, aMove, aProject, at, moveId, only } from './builders.ts';
import { rulesOf } from './capital-samples.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-22');
const UNTIL = at('2024-10-21', '17:00');
const donor = aProject();
const waiting: Case = {
  ...CaseBase.parse(aCase()),
  status: 'reallocating',
  since: at('2024-10-14'),
  moveId: moveId(),
};

const signed = {
  submittedAt: at('2024-10-15'),
  resolution: aDocument(),
  committeeDecision: aDocument('12/QĐ-UBND', '2024-10-16'),
  decidedAt: at('2024-10-16'),
};
const decided = aMove({ status: 'decidedByCommittee', ...signed });
const cooling = aMove({ status: 'coolingOff', ...signed, until: UNTIL });
const stop = { by: 'Chủ tịch', at: at('2024-10-17'), reason: 'Chưa có ý kiến của tôi' };
const stopped = aMove({ status: 'coolingOff', ...signed, until: UNTIL, stopped: stop });

/** The recipient of the sample move, which can spend 7,000 tỷ beyond its plan. */
function recipient(figures: { planned?: number; disbursed?: number; absorbable?: number } = {}): Project {
  const capital = { ...donor.capital, planned: 0, disbursed: 0, absorbable: 7000e9, ...figures };
  return aProject({ id: 'DA-XUYENTAM', group: 'siteClearance', owner: 'owner-bqlht', capital });
}

function settle(overrides: Partial<SettleArgs> = {}) {
  return settleMove({
    move: cooling,
    case: waiting,
    projects: [donor, recipient()],
    rules: rulesOf('2024-10-14'),
    ladder: aLadder(),
    calendar: aCalendar(),
    now,
    ...overrides,
  });
}

const told = (about: string) =>
  ['finance', 'owner-tcip', 'owner-bqlht'].map((office) => ({
    type: 'sendNotice',
    subject: 'DC-2024-0001',
    office,
    about,
  }));

test('a decided move begins its cooling-off of three working days, and everybody concerned is told once', () => {
  const change = settle({ move: decided, now: at('2024-10-16') });
  const move = only(change.moves);
  expect(Move.parse(move)).toEqual(move);
  expect(move).toMatchObject({ status: 'coolingOff', until: UNTIL, version: 1, chain: { count: 1 } });
  expect(change).toMatchObject({ cases: [], projects: [], entries: [], effects: told('coolingOff') });
  expect(change.receipts.map(({ type }) => type)).toEqual(['coolingOffStarted']);
});

test.each<[string, Partial<SettleArgs>]>([
  ['still asks somebody', { move: aMove() }],
  ['still cools off', { now: at('2024-10-21', '16:59') }],
  ['has ended', { move: aMove({ status: 'committed', ...signed, committedAt: now }) }],
])('nothing changes when the move %s', (_, overrides) => {
  const change = settle(overrides);
  expect(Object.values(change).flat()).toEqual([]);
});

describe('when the cooling-off is over', () => {
  test('ledger, projects, move and case are one change that sums to zero', () => {
    const change = settle();
    expect(only(change.moves)).toMatchObject({ status: 'committed', committedAt: now, version: 1 });
    expect(change.entries).toMatchObject([
      { projectId: donor.id, side: 'debit', amount: 6800e9, balance: 3200e9, sequence: 1 },
      { projectId: 'DA-XUYENTAM', side: 'credit', amount: 6800e9, balance: 6800e9, sequence: 1 },
    ]);
    expect(change.projects.map(({ capital }) => capital.planned)).toEqual([3200e9, 6800e9]);
    expect(only(change.cases)).toMatchObject({ status: 'reallocated', moveId: moveId(), closedAt: now });
    expect(change.effects).toEqual(expect.arrayContaining(told('moveCommitted')));
    expect(change.receipts.map(({ type }) => type)).toEqual(['caseReallocated', 'moveCommitted']);
  });

  test('a move that staff drafted without a case closes none', () => {
    const move = aMove({ status: 'coolingOff', ...signed, until: UNTIL, caseId: undefined });
    expect(settle({ move, case: undefined })).toMatchObject({ cases: [], moves: [{ status: 'committed' }] });
  });

  test('the deadline of the law is held against the day of the resolution, not against today', () => {
    expect(only(settle({ now: at('2024-11-20') }).moves).status).toBe('committed');
  });

  test('a stopped move is rejected with the reason, and its case goes back to the chairman', () => {
    const change = settle({ move: stopped });
    expect(only(change.moves)).toMatchObject({ status: 'rejected', rejectedIn: 'coolingOff' });
    expect(only(change.moves)).toHaveProperty('cause', { why: 'stopped', reason: stop.reason });
    expect(only(change.cases)).toMatchObject({ status: 'escalated', rung: 5, holder: 'city-chairman' });
    expect(change).toMatchObject({ entries: [], projects: [] });
    expect(change.effects).toEqual(expect.arrayContaining(told('moveRejected')));
  });

  test('a stopped move without a case frees none', () => {
    const move = aMove({ ...stopped, caseId: undefined });
    expect(settle({ move, case: undefined })).toMatchObject({ cases: [], moves: [{ status: 'rejected' }] });
  });

  test('what has become impossible since is rejected, and says why', () => {
    const change = settle({ projects: [donor, recipient({ absorbable: 1000e9 })] });
    expect(only(change.moves)).toMatchObject({ status: 'rejected', rejectedIn: 'coolingOff' });
    expect(only(change.moves)).toMatchObject({
      cause: { why: 'refused', code: 'move.aboveAbsorbable', details: { limit: 1000e9 } },
    });
    expect(change.entries).toEqual([]);
  });

  test('a case that does not wait for this move stops everything', () => {
    expect(thrownCode(() => settle({ case: aCase() }))).toBe('case.wrongStatus');
  });

  test('an error that is no refusal is not taken for an answer', () => {
    const planned = Number.MAX_SAFE_INTEGER - 1000e9;
    const figures = { planned, disbursed: planned };
    const projects = [donor, recipient(figures)];
    expect(() => settle({ projects })).toThrow(expect.objectContaining({ name: 'ZodError' }));
  });
});
