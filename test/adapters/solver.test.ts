import { describe, expect, test } from 'vitest';
import { createSolver } from '#adapters/solver.ts';
import { type Mip, type MipAnswer, type MipLimits, nodesFor } from '#domain/mip.ts';

const solve = createSolver();
const LIMITS: MipLimits = { nodes: 5000, seconds: 60, gap: 0 };

/** Numbers that look like chance and are the same every time. */
function* numbers(): Generator<number> {
  for (let state = 7; ; state = (state * 48_271) % 2_147_483_647) yield state;
}

/** A knapsack in several dimensions whose items are worth about what they weigh: no search proves its best soon. */
function hard(items: number, dimensions: number): Mip {
  const chance = numbers();
  const draw = () => 100 + (chance.next().value % 900);
  const weights = Array.from({ length: dimensions }, () => Array.from({ length: items }, draw));
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  return {
    columns: Array.from({ length: items }, (_, item) => ({
      cost: sum(weights.map((row) => row[item] ?? 0)) / dimensions + (chance.next().value % 50),
      lower: 0,
      upper: 1,
      integer: true,
    })),
    rows: weights.map((row) => ({
      lower: Number.NEGATIVE_INFINITY,
      upper: Math.floor(sum(row) / 2),
      entries: row.map((weight, item) => [item, weight] as const),
    })),
  };
}

/** The answer without what the clock says. */
function timeless(answer: MipAnswer): MipAnswer {
  return { ...answer, seconds: 0 };
}

describe('the solver', () => {
  const mip = hard(60, 5);

  test('that is cut off by its work answers the same again, whatever else the machine does', async () => {
    const limits = { ...LIMITS, nodes: 40 };
    const alone = await solve(mip, limits);
    expect(alone).toMatchObject({ type: 'found', ended: 'work' });
    const others = [createSolver(), createSolver()].map((other) => other(hard(50, 4), limits));
    const [again] = await Promise.all([createSolver()(mip, { ...limits, seconds: 30 }), ...others]);
    expect(timeless(again)).toEqual(timeless(alone));
  });

  test('says that the clock ended it, and keeps the solution it began with', async () => {
    const start = mip.columns.map(() => 0);
    const answer = await solve(mip, { ...LIMITS, seconds: 0, start });
    expect(answer).toMatchObject({ type: 'found', ended: 'time', objective: 0 });
    expect(await solve(mip, { ...LIMITS, seconds: 0 })).toMatchObject({ type: 'nothingInTime' });
  });

  test('proves what is easy, and what cannot be', async () => {
    const easy = hard(4, 1);
    expect(await solve(easy, LIMITS)).toMatchObject({ type: 'found', ended: 'proved' });
    const rows = [{ lower: 5, upper: 5, entries: [[0, 1] as const] }];
    expect(await solve({ ...easy, rows }, LIMITS)).toMatchObject({ type: 'infeasible' });
  });

  test('ends a thread that overruns its time, and answers the next question by another', async () => {
    const impatient = createSolver(-1000);
    expect(await impatient(mip, { ...LIMITS, seconds: 1 })).toMatchObject({ type: 'nothingInTime' });
    expect(await impatient(hard(4, 1), LIMITS)).toMatchObject({ type: 'found', ended: 'proved' });
  });

  test('may look at more places of a small program than of a large one', () => {
    const column = { cost: 0, lower: 0, upper: 1, integer: true };
    const of = (columns: number) =>
      nodesFor({ columns: Array.from({ length: columns }, () => column), rows: [] });
    expect([0, 60, 1000, 100_000].map(of)).toEqual([5000, 5000, 1000, 100]);
  });
});
