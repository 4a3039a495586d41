import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MipAnswer, Solve } from '#domain/mip.ts';
import { expectedOfAllotment, isSound } from '#domain/plan-allot.ts';
import { greedyPlans } from '#domain/plan-greedy.ts';
import { planMoves } from '#domain/plan-moves.ts';
import type { Problem } from '#domain/plan-problem.ts';
import { ty } from './capital-samples.ts';
import { assertPlan, giver, LIMITS, lines, type Part, plan, problem, solve, taker } from './plan-samples.ts';

const part = (key: string, spare: readonly number[], more: object = {}): Part => ({
  project: taker(key, Math.max(...spare), more),
  spare,
});
const a = part('A', [96, 72]);
const b = part('B', [60, 0]);
const site = part('S', [50, 50], { group: 'siteClearance', units: ['769'] });
const flood = giver('FLOOD', 120);

function allotted(result: Awaited<ReturnType<typeof plan>>) {
  const map = (side: typeof result.donors) =>
    new Map(side.map(({ projectId, amount }) => [projectId, amount] as const));
  return { given: map(result.donors), taken: map(result.recipients) };
}

describe('a plan', () => {
  test('goes where most is expected to be spent, then by the legal order, in few whole lines', async () => {
    const of = problem([flood], [a, b, site]);
    const result = await plan(of);
    expect(lines(result.donors)).toEqual(['FLOOD 120']);
    expect(lines(result.recipients)).toEqual(['A 72', 'S 48']);
    expect(result).toMatchObject({ moved: ty(120), expected: ty(120), units: 2 });
    expect(result.risk).toEqual({ p10: ty(120), p50: ty(120), p90: ty(120) });
    expect(result.quality).toMatchObject({ status: 'optimal', wantedGap: 0.005, timeLimit: 60 });
    expect(result.quality.gap).toBeLessThanOrEqual(0.005);
    expect(result.expected).toBeGreaterThan(result.quality.greedyExpected);
  });

  test('says why of each line, and joins donors and recipients for a picture', async () => {
    const small = giver('SMALL', 26, { units: ['765'] });
    const result = await plan(problem([flood, small], [a, site], { amount: 'all' }));
    expect(result.donors.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([['idle'], ['idle']]);
    expect(result.recipients.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ['chance', 'rank', 'headroom'],
      ['chance', 'rank', 'headroom'],
    ]);
    expect(result.recipients[0]?.reasons[0]?.text.vi).toBe('Dự kiến giải ngân được 87,5% của số tăng.');
    expect(result.flows.map(({ from, to, amount }) => [from, to, amount / 1e9])).toEqual([
      ['DA-FLOOD', 'DA-A', 96],
      ['DA-FLOOD', 'DA-S', 24],
      ['DA-SMALL', 'DA-S', 26],
    ]);
  });

  test('keeps lines that are fixed, and names the cap that binds', async () => {
    const wishes = {
      fixedDonors: [{ projectId: 'DA-FLOOD', amount: ty(90) }],
      fixedRecipients: [{ projectId: 'DA-B', amount: ty(20) }],
      unitCaps: [{ unit: '769', most: ty(30) }],
      groupCaps: [{ group: 'newStart', most: 0 }],
    };
    const result = await plan(problem([flood], [a, b, site], wishes));
    expect(lines(result.donors)).toEqual(['FLOOD 90']);
    const taken = new Map(result.recipients.map((line) => [line.projectId.slice(3), line]));
    expect(taken.get('B')).toMatchObject({ amount: ty(20), expected: ty(10) });
    expect(taken.get('B')?.reasons.map(({ code }) => code)).toContain('fixed');
    expect(result.donors[0]?.reasons[0]?.code).toBe('fixed');
    expect(taken.get('S')?.amount ?? 0).toBeLessThanOrEqual(ty(30));
    const capped = await plan(problem([flood], [site], { unitCaps: [{ unit: '769', most: ty(30) }] }));
    expect(lines(capped.recipients)).toEqual(['S 30']);
    expect(capped.recipients[0]?.reasons.map(({ code }) => code)).toContain('unitCap');
    expect(capped.donors[0]?.reasons[0]?.code).toBe('partOfIdle');
  });

  test('moves no more than the caps of a group allow, and no more lines than are wished', async () => {
    const wishes = { groupCaps: [{ group: 'siteClearance', most: ty(10) }], maxRecipients: 1 };
    const result = await plan(problem([flood], [a, b, site], wishes));
    expect(lines(result.recipients)).toEqual(['A 96']);
  });

  test('places an odd amount to the last đồng', async () => {
    const odd = giver('ODD', 50.25);
    const result = await plan(problem([odd], [a, site], { amount: 'all' }));
    expect(result.moved).toBe(ty(50.25));
    expect(result.recipients.filter(({ amount }) => amount % ty(1) !== 0)).toHaveLength(1);
    const few = await plan(problem([giver('FEW', 20.5)], [part('T', [20.5])], { amount: 'all' }));
    expect(lines(few.recipients)).toEqual(['T 20.5']);
  });

  test('says that there is nothing to give, or nobody to take', async () => {
    expect(await planMoves(problem([], [a]), solve, LIMITS)).toMatchObject({
      type: 'nothing',
      why: 'noDonor',
    });
    expect(await planMoves(problem([flood], []), solve, LIMITS)).toMatchObject({
      type: 'nothing',
      why: 'noRecipient',
    });
  });

  test('says that it is the least amount of a line that nobody can take', async () => {
    const result = await planMoves(
      problem([flood], [a], { amount: 'all', leastLine: ty(5000) }),
      solve,
      LIMITS,
    );
    if (result.type !== 'nothing') throw new Error(`not nothing: ${result.type}`);
    expect(result.text.vi.replaceAll('\u00a0', ' ')).toMatch(
      /^Không dự án nào nhận được một dòng 5\.000 tỷ đồng; nhiều nhất là [\d.,]+ tỷ đồng\. Giảm/,
    );
    expect(result.text.en).toMatch(/Lower the least amount of a line\.$/);
  });

  test('counts a recipient with fewer runs as spending nothing in the others', async () => {
    const result = await plan(problem([flood], [part('A', [96, 96]), part('S', [50])], { amount: 'all' }));
    expect(result.risk).toMatchObject({ p10: ty(96), p90: ty(120) });
  });

  test('is marked where a recipient has little data', async () => {
    const of = problem([flood], [a]);
    const thin = { ...of, takers: of.takers.map((each) => ({ ...each, thin: true })) };
    expect((await plan(thin)).recipients[0]?.reasons.map(({ code }) => code)).toContain('thinData');
  });

  test('of nothing expected anywhere still has a gap of nothing', async () => {
    const result = await plan(
      problem([flood], [{ project: taker('Z', 200), spare: [0] }], { amount: 'all' }),
    );
    expect([result.expected, result.quality.gap]).toEqual([0, 0]);
  });
});

describe('the time', () => {
  /** Answers what is given in turn, then finds nothing. */
  const scripted = (...answers: readonly (MipAnswer | Solve)[]): Solve => {
    const queue = [...answers];
    return async (mip, limits) => {
      const next = queue.shift() ?? { type: 'nothingInTime' as const, seconds: 1 };
      return typeof next === 'function' ? next(mip, limits) : next;
    };
  };
  const nothing: MipAnswer = { type: 'nothingInTime', seconds: 1 };

  test('that ends before anything is found leaves the simple plan', async () => {
    const result = assertPlan(await planMoves(problem([flood], [a, site]), scripted(nothing), LIMITS));
    expect(result.quality).toMatchObject({ status: 'greedy', gap: null });
    expect(result.moved).toBe(ty(120));
  });

  test('of nothing is no time at all', async () => {
    const result = assertPlan(await planMoves(problem([flood], [a]), solve, { seconds: 0, gap: 0.005 }));
    expect(result.quality.status).toBe('greedy');
  });

  test('is refused when not even the simple plan keeps the conditions', async () => {
    const impossible = problem([flood], [a], { amount: 'all' });
    await expect(planMoves(impossible, scripted(nothing), LIMITS)).rejects.toThrow('plan.nothingInTime');
  });

  test('that ends between the stages keeps what is found', async () => {
    const one = assertPlan(await planMoves(problem([flood], [a, site]), scripted(solve), LIMITS));
    const two = assertPlan(await planMoves(problem([flood], [a, site]), scripted(solve, solve), LIMITS));
    expect([one.expected, two.expected]).toEqual([ty(120), ty(120)]);
  });

  test('is said when the bound is far, and so is the work when that ended the search', async () => {
    for (const [ended, status] of [
      ['time', 'timeLimit'],
      ['work', 'workLimit'],
    ] as const) {
      const far: Solve = async (mip, limits) => {
        const answer = await solve(mip, limits);
        return answer.type === 'found' ? { ...answer, bound: answer.bound * 2, ended } : answer;
      };
      const result = assertPlan(await planMoves(problem([flood], [a, site]), far, LIMITS));
      expect(result.quality).toMatchObject({ status, gap: 0.5 });
    }
  });

  test('does not change a plan, nor does the order in which projects are read', async () => {
    const givers = [flood, giver('OTHER', 120)];
    const takers = [a, b, site, part('A2', [96, 72]), part('A3', [96, 72])];
    const { quality: _, ...one } = await plan(problem(givers, takers));
    const { quality: __, ...other } = await plan(problem(givers.toReversed(), takers.toReversed()), {
      ...LIMITS,
      seconds: 30,
    });
    expect(other).toEqual(one);
  });

  test('never brings less than the simple plan, nor what breaks a condition', async () => {
    const of = problem([flood], [a, site]);
    const empty = scripted((mip) =>
      Promise.resolve({
        type: 'found',
        values: mip.columns.map(() => 0),
        objective: 0,
        bound: 200,
        seconds: 1,
        ended: 'proved',
      }),
    );
    expect(assertPlan(await planMoves(of, empty, LIMITS)).expected).toBe(ty(120));
    const full = scripted((mip) => {
      const values = mip.columns.map(({ upper }) => upper);
      return Promise.resolve({
        type: 'found',
        values,
        objective: 300,
        bound: 300,
        seconds: 1,
        ended: 'proved',
      });
    });
    const bound = problem([flood], [a], { amount: 'all' });
    await expect(planMoves(bound, full, LIMITS)).rejects.toThrow('plan.nothingInTime');
  });
});

/** Every way to give whole tỷ to the takers, one after the other. */
function* ways(of: Problem, index: number, left: number): Generator<readonly number[]> {
  const taker = of.takers[index];
  if (taker === undefined) {
    yield [];
    return;
  }
  for (let amount = 0; amount <= Math.min(left, taker.headroom / 1e9); amount += 1) {
    for (const rest of ways(of, index + 1, left - amount)) yield [amount, ...rest];
  }
}

function bruteForce(of: Problem): number {
  const idle = of.givers.reduce((sum, each) => sum + each.idle, 0);
  let best = -1;
  for (const way of ways(of, 0, idle / 1e9)) {
    const taken = new Map(
      way.flatMap((amount, index) => {
        const id = of.takers[index]?.project.id;
        return amount === 0 || id === undefined ? [] : [[id, amount * 1e9] as const];
      }),
    );
    let left = way.reduce((sum, each) => sum + each, 0) * 1e9;
    const given = new Map(
      of.givers.flatMap(({ project, idle: most }) => {
        const amount = Math.min(most, left);
        left -= amount;
        return amount === 0 ? [] : [[project.id, amount] as const];
      }),
    );
    const allotment = { given, taken };
    if (isSound(of, allotment)) best = Math.max(best, expectedOfAllotment(of, allotment));
  }
  return best;
}

const portfolio = fc.record({
  idle: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 2 }),
  spare: fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 2 }), {
    minLength: 1,
    maxLength: 4,
  }),
  groups: fc.array(fc.constantFrom('siteClearance', 'newStart', 'ongoing', 'metro'), {
    minLength: 4,
    maxLength: 4,
  }),
  maxRecipients: fc.integer({ min: 1, max: 4 }),
  leastLine: fc.integer({ min: 1, max: 3 }),
  cap: fc.integer({ min: 0, max: 6 }),
});

describe('one move holds a plan', () => {
  const owned = (key: string, idle: number, owner: number) => giver(key, idle, { owner: `owner-${owner}` });

  test('of so many owners, lines and donors, by the solver and by the simple order', async () => {
    const givers = Array.from({ length: 34 }, (_, index) => owned(`G${index}`, 2 + (index % 3), index % 14));
    const takers = Array.from({ length: 14 }, (_, index) =>
      part(`T${index}`, [6, 6], { owner: `owner-t${index % 8}` }),
    );
    const of = problem(givers, takers, { maxRecipients: 14 });
    const result = await plan(of);
    const count = (side: readonly { readonly projectId: string }[]) =>
      new Set(
        side.map(
          ({ projectId }) =>
            [...givers, ...takers.map((each) => each.project)].find(({ id }) => id === projectId)?.owner,
        ),
      );
    expect(count([...result.donors, ...result.recipients]).size).toBeLessThanOrEqual(10);
    expect(result.donors.length + result.recipients.length).toBeLessThanOrEqual(40);
    expect(result.donors.length).toBeLessThanOrEqual(30);
    const { best } = greedyPlans(of);
    expect(best === null ? false : isSound(of, best)).toBe(true);
    const all = problem(givers, takers, { amount: 'all', maxRecipients: 14 });
    expect(greedyPlans(all).best).toBeNull();
  });
});

describe('on small random portfolios', () => {
  test('nothing that brute force finds brings more, the simple plan never does, and every condition holds', async () => {
    await fc.assert(
      fc.asyncProperty(portfolio, async ({ idle, spare, groups, maxRecipients, leastLine, cap }) => {
        const givers = idle.map((each, index) => giver(`G${index}`, each));
        const takers = spare.map((runs, index) => {
          const more = { group: groups[index], units: [index % 2 === 0 ? '769' : '776'] };
          return { project: taker(`T${index}`, Math.max(1, ...runs), more), spare: runs };
        });
        const unitCaps = [{ unit: '769', most: ty(cap) }];
        const of = problem(givers, takers, { maxRecipients, leastLine: ty(leastLine), unitCaps });
        if (of.takers.length === 0) return;
        const result = await plan(of, { seconds: 60, gap: 0.0001 });
        const allotment = allotted(result);
        const reached = expectedOfAllotment(of, allotment);
        expect(isSound(of, allotment)).toBe(true);
        expect(reached).toBeGreaterThanOrEqual(bruteForce(of) * (1 - 0.0001) - 1);
        const { best } = greedyPlans(of);
        if (best !== null) expect(reached).toBeGreaterThanOrEqual(expectedOfAllotment(of, best) - 1);
        const { quality: _, ...again } = await plan(of, { seconds: 60, gap: 0.0001 });
        expect(again).toEqual({ ...result, quality: undefined, ...again });
        expect(lines(again.recipients)).toEqual(lines(result.recipients));
      }),
      { numRuns: 60, seed: 42 },
    );
  });
});
