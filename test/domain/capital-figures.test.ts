import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { headroomOf, idleOf, remainingOf, spareOf } from '#domain/capital-figures.ts';
import { project, ty } from './capital-samples.ts';

describe('the figures of a project, in tỷ', () => {
  test.each([
    ['flood control', { planned: 6800, disbursed: 0, absorbable: 0 }, [6800, 6800, 0]],
    ['one that spends exactly its plan', { planned: 100, disbursed: 40, absorbable: 60 }, [60, 0, 0]],
    ['one that could spend more', { planned: 100, disbursed: 40, absorbable: 200 }, [60, 0, 140]],
    [
      'one that could spend more, within its total',
      { planned: 100, disbursed: 40, absorbable: 200, total: 130 },
      [60, 0, 30],
    ],
    ['one whose total is used up', { planned: 100, disbursed: 40, absorbable: 200, total: 90 }, [60, 0, 0]],
    ['one that spent beyond its plan', { planned: 100, disbursed: 120, absorbable: 10 }, [0, 0, 10]],
    ['one without a plan', { planned: 0, disbursed: 0, absorbable: 5 }, [0, 0, 5]],
  ])('%s: remaining, idle, headroom', (_name, figures, [remaining = 0, idle = 0, headroom = 0]) => {
    const sample = project('A', figures);
    expect(remainingOf(sample.capital)).toBe(ty(remaining));
    expect(idleOf(sample.capital)).toBe(ty(idle));
    expect(headroomOf(sample)).toBe(ty(headroom));
  });

  test('never show a project that has idle capital and could take more', () => {
    const amount = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(amount, amount, amount, (planned, disbursed, absorbable) => {
        const { capital } = project('A', { planned, disbursed, absorbable });
        expect(Math.min(idleOf(capital), spareOf(capital))).toBe(0);
        expect(idleOf(capital)).toBeLessThanOrEqual(remainingOf(capital));
      }),
    );
  });
});
