import { describe, expect, test } from 'vitest';
import { headroomLeftOf } from '#domain/capital-figures.ts';
import { Refusal } from '#domain/errors.ts';
import { ProjectId } from '#domain/ids.ts';
import {
  adjustmentDeadline,
  assertMove,
  type CheckArgs,
  checkMove,
  disbursementDeadline,
} from '#domain/move-rules.ts';
import { nameWithCode, Project } from '#domain/project.ts';
import { LocalDate } from '#domain/time.ts';
import { project, rulesOf, TODAY, ty } from './capital-samples.ts';

const rules = rulesOf('2024-10-08');
const flood = project('CHONG-NGAP', { planned: 6800 });
const one = project('XUYEN-TAM', { planned: 100, absorbable: 5100 });
const two = project('KENH-DOI', { planned: 100, absorbable: 5100, total: 3000 });

type Lines = [Project | string, number][];
const linesOf = (lines: Lines) =>
  lines.map(([of, amount]) => ({
    projectId: ProjectId.parse(typeof of === 'string' ? of : of.id),
    amount: Math.round(amount * 1e9),
  }));

function check(donors: Lines, recipients: Lines, more: Partial<CheckArgs> = {}): CheckArgs {
  const projects = [...donors, ...recipients].flatMap(([of]) => (typeof of === 'string' ? [] : [of]));
  return {
    move: { planYear: 2024, donors: linesOf(donors), recipients: linesOf(recipients) },
    projects,
    rules,
    today: TODAY,
    ...more,
  };
}

const found = (args: CheckArgs) => checkMove(args).map(({ code, path }) => `${code} at ${path}`);
const variant = (key: string, more: object, figures = {}) =>
  project(key, { planned: 100, absorbable: 5100, ...figures }, more);

test('the deadlines of a plan year come from the rules', () => {
  expect(adjustmentDeadline(rules, 2024)).toBe('2024-11-15');
  expect(disbursementDeadline(rules, 2024)).toBe('2025-01-31');
});

describe('a lawful move', () => {
  test('has no problem', () => {
    expect(
      found(
        check(
          [[flood, 6800]],
          [
            [one, 4000],
            [two, 2800],
          ],
        ),
      ),
    ).toEqual([]);
    expect(() =>
      assertMove(
        check(
          [[flood, 6800]],
          [
            [one, 4000],
            [two, 2800],
          ],
        ),
      ),
    ).not.toThrow();
  });

  test('may still be made on 15 November, and no later', () => {
    const on = (today: string) =>
      found(check([[flood, 100]], [[one, 100]], { today: LocalDate.parse(today) }));
    expect(on('2024-11-15')).toEqual([]);
    expect(on('2024-11-16')).toEqual(['move.afterDeadline at planYear']);
  });
});

describe('a move is refused', () => {
  test.each<[string, CheckArgs, string[]]>([
    [
      'when its lines do not sum to zero',
      check([[flood, 100]], [[one, 99]]),
      ['move.unbalanced at recipients'],
    ],
    [
      'for an amount of nothing',
      check([[flood, 0]], [[one, 0]]),
      ['move.amountNotPositive at donors.0.amount', 'move.amountNotPositive at recipients.0.amount'],
    ],
    [
      'for a negative amount',
      check([[flood, -5]], [[one, -5]]),
      ['move.amountNotPositive at donors.0.amount', 'move.amountNotPositive at recipients.0.amount'],
    ],
    [
      'for a fraction of a đồng',
      check([[flood, 1.5e-9]], [[one, 1.5e-9]], {
        move: {
          planYear: 2024,
          donors: [{ projectId: flood.id, amount: 1.5 }],
          recipients: [{ projectId: one.id, amount: 1.5 }],
        },
      }),
      ['move.amountNotPositive at donors.0.amount', 'move.amountNotPositive at recipients.0.amount'],
    ],
    [
      'when a project has two lines',
      check(
        [[flood, 20]],
        [
          [one, 10],
          [one, 10],
        ],
      ),
      ['move.duplicateLine at recipients.1.projectId'],
    ],
    [
      'when a donor takes too',
      check([[flood, 20]], [[flood, 20]]),
      ['move.donorIsRecipient at recipients.0.projectId', 'move.aboveAbsorbable at recipients.0.amount'],
    ],
    [
      'for a project that is not known',
      check([['DA-X', 20]], [[one, 20]]),
      ['project.unknown at donors.0.projectId'],
    ],
    [
      'when a donor gives what it can still spend',
      check([[variant('A', {}, { absorbable: 60 }), 50]], [[one, 50]]),
      ['move.aboveIdle at donors.0.amount'],
    ],
    [
      'when a donor would fall below what it has disbursed',
      check([[variant('A', {}, { disbursed: 70, absorbable: 0 }), 50]], [[one, 50]]),
      ['move.aboveIdle at donors.0.amount', 'move.belowDisbursed at donors.0.amount'],
    ],
    [
      'when a recipient cannot spend it in time',
      check([[flood, 5001]], [[one, 5001]]),
      ['move.aboveAbsorbable at recipients.0.amount'],
    ],
    [
      'when a recipient’s plan would exceed its total investment',
      check([[flood, 2901]], [[two, 2901]]),
      ['move.aboveTotalInvestment at recipients.0.amount'],
    ],
    [
      'for a recipient outside the medium-term plan',
      check([[flood, 10]], [[variant('A', { inMediumTermPlan: false }), 10]]),
      ['move.recipientNotInPlan at recipients.0.projectId'],
    ],
    [
      'for a recipient whose procedures are incomplete',
      check([[flood, 10]], [[variant('A', { proceduresComplete: false }), 10]]),
      ['move.recipientProceduresIncomplete at recipients.0.projectId'],
    ],
    [
      'when the budget sources differ',
      check([[flood, 10]], [[variant('A', { budgetSource: 'oda' }), 10]]),
      ['move.budgetSourceDiffers at recipients.0.projectId'],
    ],
    [
      'for closed projects on either side',
      check([[project('C', { planned: 10 }, { closed: true }), 10]], [[variant('A', { closed: true }), 10]]),
      ['project.closed at donors.0.projectId', 'project.closed at recipients.0.projectId'],
    ],
    [
      'for capital whose moves the city does not decide',
      check(
        [[project('ODA', { planned: 20 }, { budgetSource: 'oda' }), 10]],
        [[variant('A', { budgetSource: 'oda' }), 10]],
      ),
      ['move.decidedElsewhere at donors.0.projectId'],
    ],
    [
      'when a donor could not pay what it owes any more',
      check(
        [[project('OWES', { planned: 20 }, { owes: { debt: ty(8), advances: ty(4) } }), 10]],
        [[one, 10]],
      ),
      ['move.owesFirst at donors.0.amount'],
    ],
    [
      'when a donor could not pay what it owes any more once what open moves take is gone too',
      check(
        [
          [
            project(
              'OWES',
              { planned: 20 },
              { owes: { debt: ty(8), advances: ty(0) }, reserved: { out: ty(5), in: ty(0) } },
            ),
            10,
          ],
        ],
        [[one, 10]],
      ),
      ['move.owesFirst at donors.0.amount'],
    ],
    ['when nobody gives', check([], [[one, 10]]), ['move.unbalanced at recipients']],
  ])('%s', (_name, args, problems) => {
    expect(found(args)).toEqual(problems);
  });

  test('with every problem at once, each with its law, and the figures that a message names', () => {
    const closed = variant('A', { closed: true, inMediumTermPlan: false });
    const args = check([[flood, 7000]], [[closed, 10]]);
    const problems = checkMove(args);
    expect(problems.map(({ code }) => code)).toEqual([
      'move.unbalanced',
      'move.aboveIdle',
      'move.belowDisbursed',
      'project.closed',
      'move.recipientNotInPlan',
    ]);
    expect(problems[1]).toMatchObject({
      details: { project: nameWithCode(flood), amount: ty(7000), limit: ty(6800) },
    });
    expect(problems.every(({ source }) => source.title.vi.length > 0 && source.reference.length > 0)).toBe(
      true,
    );
    const refusal = (() => {
      try {
        assertMove(args);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: 'move.unbalanced',
      status: 422,
      details: { out: ty(7000), in: ty(10), difference: ty(6990) },
      fields: problems.map(({ code, path }) => ({ code, path })),
    });
  });
});

describe('what open moves promise', () => {
  const held = [flood, one, two].map((each) => {
    const reserved = { out: 0, in: each === one ? ty(4000) : each === two ? ty(2500) : 0 };
    return Project.parse({ ...each, reserved });
  });

  test('is headroom no more', () => {
    expect(held.map(headroomLeftOf)).toEqual([0, ty(1000), ty(400)]);
    expect(headroomLeftOf(Project.parse({ ...one, reserved: { out: 0, in: ty(9000) } }))).toBe(0);
  });

  test('counts against a new move', () => {
    const against = (amounts: [number, number]) =>
      found(
        check(
          [[flood, amounts[0] + amounts[1]]],
          [
            [one, amounts[0]],
            [two, amounts[1]],
          ],
          { projects: held },
        ),
      );
    expect(against([1000, 400])).toEqual([]);
    expect(against([1001, 401])).toEqual([
      'move.aboveAbsorbable at recipients.0.amount',
      'move.aboveTotalInvestment at recipients.1.amount',
    ]);
  });
});
