import { beforeEach, describe, expect, test } from 'vitest';
import type { Registry } from '#adapters/dynamo/verbs.ts';
import { figuresOf } from '#domain/report/kept-week.ts';
import { IsoWeek } from '#domain/report/week.ts';
import { at } from '#test/domain/builders.ts';
import { project } from '#test/domain/capital-samples.ts';
import { makeTestBed } from './bed.ts';

/** Figures of weeks: kept whole, and once. */
export function weeksSuite(endpoint: () => string): void {
  let registry: Registry;
  beforeEach(async () => {
    ({ registry } = await makeTestBed(endpoint()));
  });

  describe('the figures of a week', () => {
    const monday = at('2024-10-14', '06:30');
    const week = IsoWeek.parse('2024-W42');

    test('are kept once: of many who keep them at once one does, and what it kept stays', async () => {
      const tries = [1, 2, 3, 4, 5].map((disbursed) =>
        figuresOf(2024, [project('A', { disbursed })], monday),
      );
      const done = await Promise.all(tries.map((figures) => registry.keepWeek(figures)));
      expect(done.filter(Boolean)).toHaveLength(1);
      expect(await registry.isWeekKept(week)).toBe(true);
      const kept = await registry.findWeek(week);
      expect(kept).toEqual(tries[done.indexOf(true)]);
      expect(await registry.keepWeek(figuresOf(2024, [], monday))).toBe(false);
      expect(await registry.findWeek(week)).toEqual(kept);
    });

    test('of more projects than one item holds come back whole and in order', async () => {
      const many = Array.from({ length: 2001 }, (_, index) => project(`P${index}`, { planned: index }));
      const figures = figuresOf(2024, many, monday);
      expect(await registry.keepWeek(figures)).toBe(true);
      expect(await registry.findWeek(week)).toEqual(figures);
    });

    test('are found by week, the latest first', async () => {
      const days = ['2024-10-14', '2024-10-08', '2024-12-30'];
      for (const day of days) await registry.keepWeek(figuresOf(2024, [], at(day)));
      const { items } = await registry.keptWeeks({ limit: 2 });
      expect(items.map((head) => head.week)).toEqual(['2025-W01', '2024-W42']);
      expect(await registry.isWeekKept(IsoWeek.parse('2024-W43'))).toBe(false);
      expect(await registry.findWeek(IsoWeek.parse('2024-W43'))).toBeNull();
      expect(await registry.findWeek(IsoWeek.parse('2024-W41'))).toMatchObject({ projects: [] });
    });
  });
}
