import { describe, expect, test } from 'vitest';
import { Refusal } from '#domain/errors.ts';
import { OfficeId, ProjectId, UnitCode } from '#domain/ids.ts';
import { Plan, type PlanResult, Wishes } from '#domain/plan.ts';
import { readAllotment } from '#domain/plan-allot.ts';
import { greedyPlans } from '#domain/plan-greedy.ts';
import { boundsIn, freshPlan, inputOf, linesToDraft, portfolioHashOf } from '#domain/plan-input.ts';
import { modelOf } from '#domain/plan-model.ts';
import { piecesOf, problemOf } from '#domain/plan-problem.ts';
import { LocalDate } from '#domain/time.ts';
import { sha } from './builders.ts';
import { line, NOW, TODAY, ty } from './capital-samples.ts';
import { giver, problem, prospect, rules, taker } from './plan-samples.ts';

const flood = giver('FLOOD', 100);
const on = { project: taker('ON', 50), spare: [50] };

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('who gives and takes', () => {
  test('is decided by idle capital, headroom, source and group; what is excluded or closed does neither', () => {
    const owing = giver('OWES', 20, { owes: { debt: ty(13), advances: ty(2) } });
    const of = problem(
      [flood, owing, giver('ODA', 30, { budgetSource: 'oda' }), giver('CLOSED', 30, { closed: true })],
      [
        on,
        { project: taker('OUT', 50), spare: [50] },
        { project: taker('PLANLESS', 50, { inMediumTermPlan: false }), spare: [50] },
        { project: taker('HALF', 50, { proceduresComplete: false }), spare: [50] },
        { project: taker('GROUP', 50, { group: 'procedural' }), spare: [50] },
        { project: taker('TINY', 0.5), spare: [0.5] },
      ],
      { exclude: ['DA-OUT'] },
    );
    expect(of.givers.map(({ project: { id }, idle }) => [id, idle / 1e9])).toEqual([
      ['DA-FLOOD', 100],
      ['DA-OWES', 5],
    ]);
    expect(of.takers.map(({ project: { id } }) => id)).toEqual(['DA-ON']);
  });

  test('leaves out what open moves take and promise already', () => {
    const giving = { ...flood, reserved: { out: ty(30), in: ty(0) } };
    const taking = { ...on.project, reserved: { out: ty(0), in: ty(30) } };
    const of = problem([giving], [{ ...on, project: taking }]);
    expect([of.givers[0]?.idle, of.takers[0]?.headroom]).toEqual([ty(70), ty(20)]);
    const owing = { ...giving, owes: { debt: ty(40), advances: ty(0) } };
    expect(problem([owing], [on]).givers[0]?.idle).toBe(ty(30));
    expect(Math.max(...(of.takers[0]?.spare ?? []))).toBe(ty(20));
  });

  test('may be wished: these donors only, this line for a group that takes nothing by itself', () => {
    const other = giver('OTHER', 40);
    const group = { project: taker('GROUP', 50, { group: 'procedural' }), spare: [50] };
    const wishes = { donors: ['DA-OTHER'], fixedRecipients: [{ projectId: 'DA-GROUP', amount: ty(5) }] };
    const of = problem([flood, other], [on, group], wishes);
    expect(of.givers.map(({ project: { id } }) => id)).toEqual(['DA-OTHER']);
    expect(of.takers.map(({ project: { id }, rank }) => [id, rank])).toEqual([
      ['DA-ON', 2],
      ['DA-GROUP', 9],
    ]);
  });

  test('is in the legal order, the largest headroom and then the id first', () => {
    const same = ['B', 'A', 'C'].map((key) => ({ project: taker(key, 20), spare: [20] }));
    const of = problem([giver('Y', 5), giver('X', 5)], [...same, on]);
    expect(of.takers.map(({ project: { id } }) => id)).toEqual(['DA-ON', 'DA-A', 'DA-B', 'DA-C']);
    expect(of.givers.map(({ project: { id } }) => id)).toEqual(['DA-X', 'DA-Y']);
  });

  test('counts a project without a forecast as spending nothing more', () => {
    const of = problemOf({
      projects: [flood, on.project],
      rules,
      wishes: Wishes.parse({}),
      planYear: 2024,
      today: TODAY,
      prospects: new Map(),
    });
    expect(of.takers[0]).toMatchObject({ thin: true, spare: new Float64Array() });
    expect(of.takers[0]?.pieces.every(({ slope }) => slope === 0)).toBe(true);
    expect(prospect(on.project, [1]).forecast.confidence).toBe('fair');
  });

  test('its curve falls, its pieces are whole steps and end where the headroom ends', () => {
    const pieces = piecesOf(Float64Array.from([5, 9, 20]), 25, 2);
    expect(pieces.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4, 4, 1]);
    const slopes = pieces.map(({ slope }) => slope);
    expect(slopes).toEqual(slopes.toSorted((one, other) => other - one));
  });

  test('a project has at least one unit', () => {
    const of = problem([flood], [{ ...on, project: { ...on.project, units: [] } }], {
      unitCaps: [{ unit: '769', most: 0 }],
    });
    expect(() => modelOf(of)).toThrow();
    expect(UnitCode.parse('769')).toBe('769');
  });
});

describe('amounts of the solver', () => {
  test('that no recipient holds are taken back from the last donor, in part', () => {
    const of = problem([flood, giver('LAST', 50)], [on]);
    const model = modelOf(of);
    const values = model.mip.columns.map(() => 0);
    for (const { amount, giver: each } of model.givers) values[amount] = each.idle / 1e9;
    for (const { pieces } of model.takers)
      for (const { column, length } of pieces) values[column] = length / 1e9;
    const { given, taken } = readAllotment(of, model, values, 1);
    expect([...given]).toEqual([['DA-FLOOD', ty(50)]]);
    expect([...taken]).toEqual([['DA-ON', ty(50)]]);
  });

  test('smaller than a whole step are placed to the đồng by the simple plan', () => {
    const half = { project: taker('HALF', 0.5), spare: [0.5] };
    const { legal } = greedyPlans(problem([flood], [half], { leastLine: ty(0.5) }));
    expect([...(legal?.taken ?? [])]).toEqual([['DA-HALF', ty(0.5)]]);
  });
});

describe('a wish is refused, with the rule behind it', () => {
  const fixed = (side: 'fixedDonors' | 'fixedRecipients', id: string, amount: number) => ({
    [side]: [{ projectId: id, amount: ty(amount) }],
  });
  test.each<[string, object, string, string]>([
    [
      'that gives more than is idle',
      fixed('fixedDonors', 'DA-FLOOD', 101),
      'move.aboveIdle',
      'fixedDonors.0.amount',
    ],
    [
      'that takes too much',
      fixed('fixedRecipients', 'DA-ON', 51),
      'move.aboveAbsorbable',
      'fixedRecipients.0.amount',
    ],
    [
      'for a closed project',
      fixed('fixedRecipients', 'DA-CLOSED', 1),
      'project.closed',
      'fixedRecipients.0.projectId',
    ],
    [
      'for one project twice',
      { fixedDonors: [1, 2].map((amount) => ({ projectId: 'DA-FLOOD', amount: ty(amount) })) },
      'move.duplicateLine',
      'fixedDonors.1.projectId',
    ],
    [
      'that gives and takes at once',
      { ...fixed('fixedDonors', 'DA-FLOOD', 1), ...fixed('fixedRecipients', 'DA-FLOOD', 1) },
      'move.donorIsRecipient',
      'fixedRecipients.0.projectId',
    ],
  ])('%s', (_name, wishes, code, path) => {
    const closed = { project: taker('CLOSED', 9, { closed: true }), spare: [9] };
    const refusal = refusalOf(() => problem([flood], [on, closed], wishes));
    expect(refusal.code).toBe(code);
    expect(refusal.fields[0]).toMatchObject({ path, code });
    expect(refusal.citations[0]).toMatchObject({ code, rulesVersion: '39-2019' });
    expect(refusal.citations[0]?.reference).not.toBe('');
  });

  test.each([
    { projectId: 'DA-FLOOD', amount: -5 },
    { projectId: 'DA-FLOOD', amount: 1.5 },
    { projectId: 'DA-FLOOD', amount: 0 },
  ])('of no whole amount above nothing: $amount', (wrong) => {
    const parsed = Wishes.safeParse({ fixedDonors: [wrong] });
    expect(parsed.error?.issues[0]?.message).toBe('move.amountNotPositive');
    const cap = { unit: '769', most: wrong.amount === 0 ? -1 : wrong.amount };
    expect(Wishes.safeParse({ unitCaps: [cap] }).error?.issues[0]?.message).toBe('move.amountNotPositive');
  });

  test('for projects that are not there, among donors or excluded', () => {
    for (const wishes of [{ donors: ['DA-X'] }, { exclude: ['DA-X'] }]) {
      expect(refusalOf(() => problem([flood], [on], wishes)).message).toBe(
        'project.unknown {"project":"DA-X"}',
      );
    }
  });

  test.each<[string, object, string, string]>([
    [
      'is left out at the same time',
      { fixedRecipients: [{ projectId: 'DA-ON', amount: ty(1) }], exclude: ['DA-ON'] },
      'plan.fixedExcluded',
      'fixedRecipients.0.projectId',
    ],
  ])('for a line that is fixed and %s: it is never passed over', (_what, wishes, code, path) => {
    const refusal = refusalOf(() => problem([flood], [on], wishes));
    expect([refusal.code, refusal.fields[0]?.path]).toEqual([code, path]);
  });

  test.each<[string, object]>([
    ['plan year', { capital: { ...on.project.capital, planYear: 2023 } }],
    ['source of capital', { budgetSource: 'oda' }],
  ])('for a line that is fixed and of another %s', (_what, more) => {
    const outside = { ...on, project: { ...on.project, ...more } };
    const wishes = { fixedRecipients: [{ projectId: 'DA-ON', amount: ty(1) }] };
    expect(refusalOf(() => problem([flood], [outside], wishes)).code).toBe('plan.fixedOutside');
  });

  test('for capital that a higher level decides about', () => {
    const refusal = refusalOf(() => problem([flood], [on], { source: 'central' }));
    expect(refusal.code).toBe('move.decidedElsewhere');
    expect(refusal.citations[0]?.title.en).toContain('Prime Minister');
  });

  test('after the legal day', () => {
    const late = () =>
      problemOf({
        projects: [flood],
        rules,
        wishes: Wishes.parse({}),
        planYear: 2024,
        today: LocalDate.parse('2024-11-16'),
        prospects: new Map(),
      });
    expect(refusalOf(late).message).toBe('move.afterDeadline {"deadline":"2024-11-15"}');
  });

  test.each([
    ['2024-10-09', true],
    ['2025-12-31', true],
    ['2024-10-08', false],
    ['2026-01-01', false],
  ])('for a day that no spending of the year can count to: %s is in: %s', (by, fits) => {
    const run = () => boundsIn({ rules, planYear: 2024, today: TODAY }, LocalDate.parse(by));
    if (fits) expect(run()).toBe(by);
    else expect(refusalOf(run).message).toBe('plan.dateOutside {"until":"2025-12-31"}');
  });
});

describe('a plan is kept', () => {
  const projects = [flood, on.project];
  const hash = portfolioHashOf({ projects, rules });

  test('with the hash of its figures, which nothing but figures changes', () => {
    const hashWith = (changed: object) =>
      portfolioHashOf({ projects: [{ ...flood, ...changed }, on.project], rules });
    expect(hashWith({ version: 99 })).toBe(hash);
    expect(hashWith({ capital: { ...flood.capital, disbursed: ty(11) } })).not.toBe(hash);
    expect(hashWith({ reserved: { out: ty(1), in: ty(0) } })).not.toBe(hash);
  });

  test('under an id that is the whole question', () => {
    const question = {
      portfolioHash: hash,
      wishes: Wishes.parse({}),
      by: LocalDate.parse('2025-01-31'),
      today: TODAY,
      calendar: 'c-1',
      takers: [on.project],
      cases: new Map(),
    };
    const { id, inputHash } = inputOf(question);
    expect(id).toBe(`PA-${inputHash.slice(0, 20)}`);
    expect(inputOf({ ...question, wishes: Wishes.parse({ amount: 'all' }) }).id).not.toBe(id);
    expect(inputOf({ ...question, today: LocalDate.parse('2024-10-09') }).id).not.toBe(id);
  });

  const result: PlanResult = {
    type: 'plan',
    donors: [],
    recipients: [],
    flows: [],
    moved: ty(0),
    expected: ty(0),
    risk: { p10: ty(0), p50: ty(0), p90: ty(0) },
    units: 0,
    quality: { status: 'optimal', gap: 0, wantedGap: 0, seconds: 0, timeLimit: 1, greedyExpected: ty(0) },
  };
  const head = {
    id: Plan.shape.id.parse(`PA-${'0'.repeat(20)}`),
    inputHash: sha('a'),
    portfolioHash: hash,
    rulesVersion: rules.version,
    planYear: 2024,
    wishes: Wishes.parse({}),
    by: LocalDate.parse('2025-01-31'),
    asOf: TODAY,
    madeAt: NOW,
    madeBy: OfficeId.parse('finance'),
  };
  const entry = (projectId: string) => ({
    projectId: ProjectId.parse(projectId),
    projectName: on.project.name,
    unit: UnitCode.parse('776'),
    group: 'ongoing' as const,
    amount: line(on.project, 5).amount,
    expected: ty(1),
    reasons: [],
  });

  test('with what can be drafted of it', () => {
    const full = { ...result, donors: [entry('DA-FLOOD')], recipients: [entry('DA-ON')] };
    const forecasts = [prospect(on.project, [1]).forecast, prospect(flood, [1]).forecast];
    const plan = freshPlan(head, problem([flood], [on]), full, forecasts);
    expect(Plan.parse(plan)).toMatchObject({ idle: ty(100), version: 0 });
    expect(plan.forecasts.map(({ projectId }) => projectId)).toEqual(['DA-ON']);
    expect(linesToDraft(plan, hash)).toEqual({
      donors: [{ projectId: 'DA-FLOOD', amount: ty(5) }],
      recipients: [{ projectId: 'DA-ON', amount: ty(5) }],
    });
    expect(() => linesToDraft(plan, sha('b'))).toThrow('plan.figuresChanged');
  });

  test('also when there is nothing to draft', () => {
    const of = problem([flood], [on]);
    const empty = freshPlan(head, of, result, []);
    const nothing = freshPlan(head, of, { type: 'nothing', why: 'noDonor', text: flood.name }, []);
    for (const plan of [empty, nothing])
      expect(() => linesToDraft(plan, hash)).toThrow('plan.nothingToDraft');
  });
});
