import { describe, expect, test } from 'vitest';
import { backTest } from '#domain/forecast-proof.ts';
import { TY } from '#domain/money.ts';
import { calendar, figureOf, portfolio, report } from '#seeds/index.ts';
import { citySpending } from '#seeds/spending.ts';

const { projects } = portfolio();
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('what was disbursed by month', () => {
  test('is 16,000 tỷ in the city up to September 2024 and 16,800 up to 11 October, as the sources say', () => {
    const nineMonths = sum(citySpending.months.map(({ amount }) => amount));
    expect(citySpending.months.map(({ month }) => month).at(-1)).toBe('2024-09');
    expect(nineMonths).toBe(figureOf('disbursed'));
    expect(nineMonths).toBe(16_000 * TY);
    expect(nineMonths + citySpending.octoberTo11).toBe(figureOf('disbursedBy11October'));
    for (const { key, source } of citySpending.sourced) {
      expect(report.figures.find((figure) => figure.key === key)?.source).toBe(source);
    }
  });

  test('sums to what each project has disbursed, to the đồng, and is shown as illustrative', () => {
    for (const { spending, capital, id } of projects) {
      expect(sum(spending?.months.map(({ amount }) => amount) ?? [-1]), id).toBe(capital.disbursed);
      expect(spending?.provenance.kind).toBe('illustrative');
    }
  });

  test('is in no month more than the whole city disbursed', () => {
    for (const { month, amount } of citySpending.months) {
      const named = projects.map(({ spending }) => spending?.months.find((each) => each.month === month));
      expect(sum(named.map((each) => each?.amount ?? 0)), month).toBeLessThan(amount);
    }
  });

  test('lets the forecast be tried: most projects had enough months by July, and its median errs by less than a fifth', () => {
    const tried = backTest({ projects, calendar, cut: '2024-07', runs: { seed: 2024, count: 2000 } });
    expect(tried.tried + tried.tooThin).toBe(projects.length);
    expect(tried.tried).toBeGreaterThan(projects.length / 2);
    expect(tried.share).toBeGreaterThan(0.7);
    expect(tried.bias).toBeGreaterThan(0.8);
    expect(tried.bias).toBeLessThan(1.2);
  });
});
