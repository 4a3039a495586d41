import { describe, expect, test } from 'vitest';
import { Forecast, type OpenBlocker } from '#domain/forecast.ts';
import { openBlockerOf } from '#domain/forecast-cases.ts';
import { chanceOf, meanOf, quantile } from '#domain/forecast-chance.ts';
import { drawSpending, forecastOf, sharedShocks } from '#domain/forecast-project.ts';
import { backTest } from '#domain/forecast-proof.ts';
import { CaseId } from '#domain/ids.ts';
import type { Project } from '#domain/project.ts';
import { LocalDate } from '#domain/time.ts';
import { aBlocker, aCalendar, aCase, aLadder } from './builders.ts';
import { project, TODAY, ty } from './capital-samples.ts';

const calendar = aCalendar();
const span = { calendar, today: TODAY, by: LocalDate.parse('2025-01-31') };
const RUNS = { seed: 7, count: 2000 };

/** A project of 1,000 tỷ that spent so much (tỷ) in the months of 2024 up to September. */
function spending(months: readonly number[], absorbable = 600): Project {
  const disbursed = months.reduce((sum, each) => sum + each, 0);
  const from = 10 - months.length;
  return project(
    'P',
    { planned: 1000, disbursed, absorbable },
    {
      spending: {
        months: months.map((amount, index) => ({ month: `2024-0${from + index}`, amount: ty(amount) })),
        provenance: { kind: 'illustrative' },
      },
    },
  );
}

function forecast(
  of: Project,
  cases: readonly OpenBlocker[] = [],
  more: Partial<typeof span> = {},
): Forecast {
  const at = { ...span, ...more };
  const samples = drawSpending({ project: of, cases }, at, { ...RUNS, shocks: sharedShocks(RUNS) });
  return Forecast.parse(forecastOf({ project: of, cases }, at, samples));
}

const blocked = (endsIn: number, households: number | null = null): OpenBlocker => ({
  caseId: CaseId.parse('HS-2024-0001'),
  endsIn,
  households,
});
const steady = spending([20, 20, 20, 20, 20, 20]);

describe('chance', () => {
  test('is the same for the same name and seed, and another for another', () => {
    const draw = (name: string, seed: number) => {
      const chance = chanceOf(name, seed);
      return [chance.next(), chance.normal(), chance.triangle([0, 1, 4])];
    };
    expect(draw('DA-A', 1)).toEqual(draw('DA-A', 1));
    expect(draw('DA-A', 2)).not.toEqual(draw('DA-A', 1));
    expect(draw('DA-B', 1)).not.toEqual(draw('DA-A', 1));
  });

  test('has the mean and the spread that it should', () => {
    const chance = chanceOf('DA-A', 1);
    const many = (draw: () => number) => Float64Array.from({ length: 20_000 }, draw);
    expect(meanOf(many(chance.next))).toBeCloseTo(0.5, 1);
    expect(meanOf(many(chance.normal))).toBeCloseTo(0, 1);
    const triangle = many(() => chance.triangle([1, 2, 6]));
    expect(meanOf(triangle)).toBeCloseTo(3, 1);
    expect(Math.min(...triangle)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...triangle)).toBeLessThanOrEqual(6);
  });

  test('has no quantile of nothing', () => {
    expect([quantile(new Float64Array(), 0.5), meanOf(new Float64Array())]).toEqual([0, 0]);
  });
});

describe('the forecast of a project', () => {
  test('is in order, never above what the owner declares, and the same every time', () => {
    const { p10, p50, p90, mean, remaining, absorbable } = forecast(steady);
    expect([remaining, absorbable]).toEqual([ty(880), ty(600)]);
    expect(p10).toBeGreaterThan(0);
    expect(p50).toBeGreaterThan(p10);
    expect(p90).toBeGreaterThan(p50);
    expect(p90).toBeLessThanOrEqual(ty(600));
    expect(mean).toBeGreaterThan(p10);
    expect(forecast(steady)).toEqual(forecast(steady));
  });

  test('rises with the pace, falls with open cases and households, and with fewer days', () => {
    const at = forecast(steady).p50;
    expect(forecast(spending([60, 60, 60, 60, 60, 60])).p50).toBeGreaterThan(at);
    const once = forecast(steady, [blocked(20)]).p50;
    expect(once).toBeLessThan(at);
    expect(forecast(steady, [blocked(20, 100)]).p50).toBeLessThan(once);
    expect(forecast(steady, [blocked(5), blocked(20)]).p50).toBe(once);
    expect(forecast(steady, [], { by: LocalDate.parse('2024-11-29') }).p50).toBeLessThanOrEqual(at);
    expect(forecast(steady, [], { by: TODAY })).toMatchObject({ p10: 0, p50: 0, p90: 0 });
  });

  test('says plainly when the data is too thin', () => {
    const thin = forecast(spending([30, 30]));
    expect(thin.confidence).toBe('thin');
    expect(thin.reasons[0]).toMatchObject({ code: 'thinHistory' });
    expect(thin.reasons[0]?.text.vi).toContain('chưa đủ số liệu');
    expect(forecast(project('NEW', { planned: 100, absorbable: 90 })).confidence).toBe('thin');
    expect(forecast(spending([0, 0, 0, 30, 30])).confidence).toBe('thin');
    expect(forecast(spending([30, 30, 30, 30])).confidence).toBe('fair');
  });

  test('gives its reasons: pace, what is declared, cases, households, the time of the year', () => {
    const codes = forecast(steady, [blocked(20, 12)]).reasons.map(({ code }) => code);
    expect(codes).toEqual(['history', 'declared', 'openCase', 'households', 'yearEnd']);
    const none = forecast(spending([10, 10, 10], 0), [blocked(3)]);
    expect(none.reasons.map(({ code }) => code)).toEqual([
      'history',
      'nothingDeclared',
      'openCase',
      'yearEnd',
    ]);
    expect(none).toMatchObject({ p10: 0, p90: 0 });
  });

  test('reaches over the turn of the year, and knows no season before the plan year', () => {
    const old = project(
      'OLD',
      { planned: 100, disbursed: 10, absorbable: 50 },
      {
        spending: { months: [{ month: '2024-01', amount: ty(10) }], provenance: { kind: 'illustrative' } },
      },
    );
    const next = { ...old, capital: { ...old.capital, planYear: 2025 } };
    expect(forecast(next).p50).toBeGreaterThan(0);
    expect(forecast(old, [], { by: LocalDate.parse('2025-06-30') }).p50).toBeGreaterThan(0);
  });
});

describe('the end of a case is expected', () => {
  const ladder = aLadder();
  const at = { ladder, calendar, today: TODAY };
  const days = (record: Parameters<typeof openBlockerOf>[0]) => openBlockerOf(record, null, at)?.endsIn;
  const confirm = ladder.steps.confirmCleared.answerWithin;
  const common = aCase();

  test('by the whole ladder when nobody has been asked', () => {
    // 3 × (1/2 + 1/4 + … + 1/64), rounded, and the confirmation.
    expect(days(common)).toBe(3 + confirm);
  });

  test('by what is left of the present ask, and half of what stands above', () => {
    const held = {
      ...common,
      status: 'escalated' as const,
      rung: 5,
      holder: common.owner,
      holderName: common.projectName,
      since: common.openedAt,
      undeliverable: false,
    };
    expect(days(held)).toBe(2 + confirm);
    const deadline = {
      from: common.openedAt,
      at: common.openedAt,
      workingDays: 3,
      skipped: [],
      calendarVersion: 'test-1',
    };
    expect(days({ ...held, deadline })).toBe(2 + confirm);
    const commitment = { office: common.owner, doBy: LocalDate.parse('2024-10-22'), madeAt: common.openedAt };
    expect(days({ ...held, commitment })).toBe(10 + confirm);
    const paused = {
      ...common,
      status: 'paused' as const,
      reason: 'court' as const,
      note: '',
      since: common.openedAt,
      reviewOn: LocalDate.parse('2024-10-15'),
      before: { ...held, commitment },
    };
    expect(days(paused)).toBe(15 + confirm);
    const beyond = LocalDate.parse(`${(calendar.years.at(-1)?.year ?? 0) + 1}-02-01`);
    // Whoever looks ahead needs no calendar of every year that a case waits for.
    expect(days({ ...paused, reviewOn: beyond })).toBeGreaterThan(15 + confirm);
    expect(days({ ...common, status: 'reallocating', since: common.openedAt })).toBe(3 + confirm);
  });

  test('never again once it has ended; households are those of its blocker', () => {
    const closed = {
      ...common,
      status: 'cleared' as const,
      closedAt: common.openedAt,
      confirmedBy: common.owner,
    };
    expect(openBlockerOf(closed, null, at)).toBeNull();
    const blocker = aBlocker({ householdsLeft: 42 });
    expect(openBlockerOf(common, blocker, at)).toMatchObject({ households: 42, caseId: common.id });
  });
});

describe('the forecast is tried on months that are known', () => {
  const args = { calendar, cut: '2024-07', runs: { seed: 3, count: 500 } };
  const steady = spending([5, 5, 10, 10, 10, 13, 13, 13, 16]);

  test('counts who could be tried, how many fell between P10 and P90, and on which side it errs', () => {
    const found = backTest({ ...args, projects: [steady, spending([30, 30]), project('NEW')] });
    expect(found).toMatchObject({ tried: 1, tooThin: 2, within: 1, below: 0, above: 0, share: 1 });
    expect(found).toMatchObject({ cut: '2024-07', until: '2024-09', monthsSeen: 6, monthsHeld: 3 });
    expect(found).toMatchObject({ spent: ty(42), illustrative: true });
    expect(found.bias).toBe(found.expected / ty(42));
    expect(found.bias).toBeGreaterThan(0.5);
    expect(found.bias).toBeLessThan(2);
  });

  test('finds a project that broke off, and one that rushed', () => {
    const broken = spending([50, 50, 50, 50, 50, 50, 0, 0, 1]);
    const rushed = spending([1, 1, 1, 1, 1, 1, 90, 90, 90]);
    expect(backTest({ ...args, projects: [broken, rushed] })).toMatchObject({
      tried: 2,
      below: 1,
      within: 0,
      above: 1,
      share: 0,
    });
  });

  test('holds back the last three months unless told, and fewer where fewer are known', () => {
    expect(backTest({ ...args, cut: undefined, projects: [steady] })).toMatchObject({
      cut: '2024-07',
      monthsHeld: 3,
    });
    expect(backTest({ ...args, cut: undefined, projects: [spending([5, 5])] })).toMatchObject({
      cut: '2024-08',
      tried: 0,
    });
  });

  test('calls months from a source what they are, and answers no ratio to nothing spent', () => {
    const { spending: made } = spending([9, 9, 9, 9, 9, 9, 0, 0, 0]);
    const months = made?.months ?? [];
    const real = project(
      'R',
      { planned: 1000, disbursed: 54 },
      {
        spending: { months, provenance: { kind: 'source', source: 'Kho bạc Nhà nước' } },
      },
    );
    expect(backTest({ ...args, projects: [real] })).toMatchObject({
      illustrative: false,
      spent: 0,
      bias: null,
      below: 1,
    });
  });

  test('says that nothing could be tried', () => {
    expect(backTest({ ...args, cut: undefined, projects: [] })).toEqual({
      cut: null,
      until: null,
      monthsSeen: 0,
      monthsHeld: 0,
      tried: 0,
      tooThin: 0,
      below: 0,
      within: 0,
      above: 0,
      share: null,
      expected: 0,
      spent: 0,
      bias: null,
      illustrative: false,
    });
  });
});
