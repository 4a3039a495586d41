import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPITAL_SUMS, changeOfSums, sumOfGroups } from '#domain/capital-sums.ts';
import { aProject } from './builders.ts';
import { project, ty } from './capital-samples.ts';

describe('the sums of capital over projects', () => {
  test('count a project with all its figures when it comes', () => {
    expect(changeOfSums([], [aProject()])).toEqual({
      projects: 1,
      planned: ty(10_000),
      disbursed: ty(1200),
      absorbable: ty(2000),
      idle: ty(6800),
      headroom: 0,
      reserved: 0,
      idleProjects: 1,
      absorbingProjects: 0,
    });
  });

  test('count what a project could take only while it is not closed', () => {
    const open = project('A', { planned: 100, disbursed: 40, absorbable: 200 });
    const closed = { ...open, closed: true };
    expect(changeOfSums([], [open])).toMatchObject({
      headroom: ty(140),
      absorbingProjects: 1,
      idleProjects: 0,
    });
    expect(changeOfSums([open], [closed])).toMatchObject({
      projects: 0,
      headroom: 0 - ty(140),
      absorbingProjects: -1,
    });
  });

  test('add up to the same whether projects come one by one or together', () => {
    const amount = fc.integer({ min: 0, max: 20_000 });
    const figures = fc.record({ planned: amount, disbursed: amount, absorbable: amount });
    fc.assert(
      fc.property(fc.array(figures, { maxLength: 6 }), (all) => {
        const projects = all.map((each, index) => project(`P${index}`, each));
        const together = changeOfSums([], projects);
        const steps = projects.map((each, index) =>
          changeOfSums(projects.slice(0, index), [...projects.slice(0, index), each]),
        );
        for (const sum of CAPITAL_SUMS) {
          expect(steps.reduce((total, step) => total + step[sum], 0)).toBe(together[sum]);
        }
      }),
    );
  });

  test('of no groups are nothing', () => {
    expect(Object.values(sumOfGroups([])).every((sum) => sum === 0)).toBe(true);
  });
});
