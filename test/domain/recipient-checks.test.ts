import { expect, test } from 'vitest';
import { OfficeId } from '#domain/ids.ts';
import { Move } from '#domain/move.ts';
import { confirmMove } from '#domain/move-path.ts';
import { draftMove } from '#domain/move-propose.ts';
import { Project } from '#domain/project.ts';
import { checkRecipients, problemsToday } from '#domain/recipient-checks.ts';
import { aDocument, approvalId, at, moveId, officeId } from './builders.ts';
import { line, NOW, project, rulesOf, TODAY } from './capital-samples.ts';

const rules = rulesOf('2024-10-08');
const donor = project('CHO', { planned: 100 });
const taker = project('NHAN', { planned: 0, absorbable: 60 }, { owner: 'owner-b' });
const { move, projects } = draftMove({
  id: moveId(),
  planYear: 2024,
  donors: [line(donor, 60)],
  recipients: [line(taker, 60)],
  reason: 'Vốn nằm chờ',
  draftedBy: officeId('finance'),
  offices: { appraisers: [officeId('v-1')], quorum: 1 },
  projects: [donor, taker],
  rules,
  now: NOW,
});

function states(of: Move, figures: readonly Project[], today = TODAY) {
  const problems = problemsToday({ move: of, projects: figures, rules, today });
  return checkRecipients({ move: of, projects: figures, problems }).map(({ checks }) =>
    checks.map(({ check, state, reason }) => [check, state, reason?.vi]),
  );
}

test('what its owner has not answered for yet is pending, then met', () => {
  expect(states(move, projects)).toEqual([
    [
      ['mediumTerm', 'met', undefined],
      ['procedures', 'met', undefined],
      ['inTime', 'pending', undefined],
      ['withinTotal', 'met', undefined],
    ],
  ]);
  const owner = OfficeId.parse('owner-b');
  const confirmed = confirmMove({ move, office: owner, approvalId: approvalId(1), now: NOW }).move;
  expect(states(confirmed, projects)[0]?.[2]).toEqual(['inTime', 'met', undefined]);
});

test('what the data says no to is not met, with the reason', () => {
  const worse = projects.map((each) =>
    each.id === taker.id
      ? Project.parse({ ...each, inMediumTermPlan: false, capital: { ...each.capital, absorbable: 0 } })
      : each,
  );
  expect(states(move, worse)[0]).toEqual([
    ['mediumTerm', 'notMet', expect.stringContaining('trung hạn')],
    ['procedures', 'met', undefined],
    ['inTime', 'notMet', expect.stringContaining('khả năng giải ngân')],
    ['withinTotal', 'met', undefined],
  ]);
});

test('a move is held against today until it is resolved, then against the day of the resolution; never when it is over', () => {
  const late = at('2024-11-20').slice(0, 10);
  const codes = (of: Move) =>
    problemsToday({ move: of, projects, rules, today: Project.shape.capital.shape.asOf.parse(late) }).map(
      ({ code }) => code,
    );
  expect(codes(move)).toEqual(['move.afterDeadline']);
  const resolved = Move.parse({
    ...move,
    status: 'resolvedByCouncil',
    submittedAt: NOW,
    resolution: aDocument('45/NQ-HĐND', '2024-11-14'),
  });
  expect(codes(resolved)).toEqual([]);
  const over = Move.parse({
    ...move,
    status: 'rejected',
    rejectedAt: NOW,
    rejectedIn: 'drafted',
    cause: 'x',
  });
  expect(codes(over)).toEqual([]);
  expect(states(over, projects)[0]?.[2]).toEqual(['inTime', 'met', undefined]);
});
