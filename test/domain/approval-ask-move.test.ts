import { describe, expect, test } from 'vitest';
import { Approval } from '#domain/approval.ts';
import { type AskForMoveArgs, askForMove, neededMoveAsk } from '#domain/approval-ask-move.ts';
import { linesHashOf, shortHash } from '#domain/move-lines.ts';
import {
  aCalendar,
  aDocument,
  aLadder,
  aMove,
  anOffice,
  aProject,
  approvalId,
  assertOpenStatus,
  at,
  officeId,
  only,
  sha,
} from './builders.ts';
import { thrownCode } from './refusals.ts';

const now = at('2024-10-08');

describe('asking about a move', () => {
  const offices = [
    'appraiser-1',
    'appraiser-2',
    'appraiser-3',
    'city-chairman',
    'council-office',
    'committee-office',
  ];
  const signed = { submittedAt: now, resolution: aDocument() };
  const askMove = (overrides: Partial<AskForMoveArgs> = {}) =>
    askForMove({
      ids: [approvalId(1), approvalId(2), approvalId(3)],
      move: aMove(),
      ladder: aLadder(),
      calendar: aCalendar(),
      offices: offices.map((id) => anOffice(id)),
      open: [],
      now,
      ...overrides,
    });

  test('every appraiser is asked in one ballot of two out of three', () => {
    const change = askMove();
    expect(change.approvals.map(({ office }) => office)).toEqual(offices.slice(0, 3));
    expect(change.approvals.map((each) => Approval.parse(each).policy)).toEqual(
      Array.from({ length: 3 }, () => ({ type: 'kOfN', k: 2, n: 3, ballot: 'DC-2024-0001/appraisal/1' })),
    );
    expect(only(change.moves)).toMatchObject({ version: 1, chain: { count: 3 } });
    expect(change.effects).toHaveLength(3);
  });

  test('the page lists every line and both sums in exact đồng', () => {
    const [first] = askMove().approvals;
    const facts = (first?.shown.facts ?? []).map(({ label, value }) => `${label.vi} ${value.vi}`);
    const exact = '6.800.000.000.000\u00a0đồng';
    expect(facts).toEqual(
      expect.arrayContaining([
        `Giảm: DA-CHONGNGAP ${exact}`,
        `Tăng: DA-XUYENTAM ${exact}`,
        `Tổng giảm ${exact}`,
        `Tổng tăng ${exact}`,
      ]),
    );
  });

  test.each([
    ['appraised', {}, 'submitMove', 'city-chairman'],
    ['submitted', { submittedAt: now }, 'resolveMove', 'council-office'],
    ['resolvedByCouncil', signed, 'decideMove', 'committee-office'],
  ])('an %s move is asked of one office', (status, more, kind, office) => {
    const approval = only(askMove({ move: aMove({ status, ...more }) }).approvals);
    expect(approval).toMatchObject({ kind, office, policy: { type: 'single' }, excluded: ['finance'] });
  });

  test('who voted, or has an open ask, is not asked again', () => {
    const first = askMove().approvals.slice(0, 1).map(assertOpenStatus);
    const vote = {
      office: 'appraiser-2',
      approvalId: approvalId(2),
      outcome: 'agree',
      at: now,
      linesHash: sha('a'),
    };
    const again = askMove({ move: aMove({ appraisals: [vote] }), open: first });
    expect(again.approvals.map(({ office }) => office)).toEqual(['appraiser-3']);
    expect(askMove({ open: askMove().approvals.map(assertOpenStatus) }).moves).toEqual([]);
  });

  test('owners are asked first, each shown the figures that it answers for and the check code of the lines', () => {
    const owners = ['owner-tcip', 'owner-bqlht'];
    const move = aMove({ owners });
    const change = askMove({
      move,
      offices: owners.map((id) => anOffice(id)),
      projects: [aProject(), aProject({ id: 'DA-XUYENTAM', owner: 'owner-bqlht' })],
    });
    expect(change.approvals).toMatchObject([
      { kind: 'confirmMove', office: 'owner-tcip', excluded: ['finance'], stepUp: ['agree', 'decline'] },
      {
        kind: 'confirmMove',
        office: 'owner-bqlht',
        policy: { k: 2, n: 2, ballot: 'DC-2024-0001/figures/1' },
      },
    ]);
    const facts = (change.approvals[0]?.shown.facts ?? []).map(
      ({ label, value }) => `${label.vi}: ${value.vi}`,
    );
    expect(facts).toContain(`Dấu kiểm tra các dòng: ${shortHash(linesHashOf(move))}`);
    expect(facts.filter((fact) => fact.startsWith('Số liệu: '))).toEqual([
      expect.stringContaining('Giải quyết ngập do triều: kế hoạch 10.000\u00a0tỷ'),
    ]);
    const confirmed = owners.map((office) => ({
      office: officeId(office),
      approvalId: approvalId(1),
      linesHash: linesHashOf(move),
      at: now,
    }));
    const next = askMove({ move: { ...move, confirmations: confirmed } });
    expect(next.approvals[0]).toMatchObject({ kind: 'appraiseMove', excluded: ['finance', ...owners] });
    expect(askMove({ move, offices: owners.map((id) => anOffice(id)) }).approvals).toHaveLength(2);
  });

  test('a move without a case is asked without one', () => {
    const { approvals } = askMove({ move: aMove({ caseId: undefined }) });
    expect(approvals.map((approval) => approval.caseId)).toEqual([undefined, undefined, undefined]);
  });

  test.each<[string, Partial<AskForMoveArgs>, string]>([
    ['a move that cools off', { move: coolingOff() }, 'move.wrongStatus'],
    ['an office without its record', { offices: [] }, 'office.unknown'],
    ['too few ids', { ids: [] }, 'office.unknown'],
  ])('%s is refused', (_, overrides, code) => {
    expect(thrownCode(() => askMove(overrides))).toBe(code);
  });

  function coolingOff() {
    const committee = { committeeDecision: aDocument('12/QĐ-UBND'), decidedAt: now };
    return aMove({ status: 'coolingOff', ...signed, ...committee, until: at('2024-10-11') });
  }

  test('what is needed can be asked beforehand', () => {
    const needed = neededMoveAsk({ move: aMove(), ladder: aLadder(), open: [], now });
    expect(needed).toMatchObject({ kind: 'appraiseMove', offices: offices.slice(0, 3) });
  });
});
