import { describe, expect, it } from 'vitest';
import {
  figuresOf,
  mondayOf,
  type WeekFigures,
  type WeeklyArgs,
  weeklyReport,
} from '#domain/report/weekly.ts';
import { NO_FIGURE, weeklyPaper } from '#domain/report/weekly-paper.ts';
import { LocalDate } from '#domain/time.ts';
import { aCalendar, at } from '#test/domain/builders.ts';
import { project, ty } from '#test/domain/capital-samples.ts';

const NOW = at('2024-10-16');
const day = (date: string) => LocalDate.parse(date);
const projects = [
  project('A', { planned: 100, disbursed: 20, absorbable: 30 }),
  project(
    'B',
    { planned: 50, disbursed: 10, absorbable: 40 },
    { group: 'metro', units: ['760', '776'], owner: 'owner-maur' },
  ),
];
const before: WeekFigures = {
  planYear: 2024,
  monday: day('2024-10-07'),
  asOf: day('2024-10-07'),
  lines: figuresOf([project('A', { planned: 100, disbursed: 5 })]),
};
function args(overrides: Partial<WeeklyArgs> = {}): WeeklyArgs {
  const names = new Map([
    ['760', 'Quận 1'],
    ['owner-maur', 'Ban Quản lý Đường sắt đô thị'],
  ]);
  const until = day('2024-10-30');
  return { planYear: 2024, projects, names, before, calendar: aCalendar(), until, now: NOW, ...overrides };
}

describe('the week', () => {
  it('begins on Monday', () => {
    expect(['2024-10-14', '2024-10-16', '2024-10-20'].map((date) => mondayOf(day(date)))).toEqual(
      Array.from({ length: 3 }, () => '2024-10-14'),
    );
  });
});

describe('the weekly report', () => {
  it('sums by group, by first unit and by owner, and each way comes to the total', () => {
    const { groups, units, owners, total } = weeklyReport(args());
    expect(total).toMatchObject({
      projects: 2,
      planned: ty(150),
      disbursed: ty(30),
      remaining: ty(120),
      idle: ty(50),
    });
    for (const lines of [groups, units, owners]) {
      expect(lines.reduce((sum, { planned }) => sum + planned, 0)).toBe(total.planned);
      expect(lines.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(total.remaining);
    }
    expect(groups.map(({ name }) => name)).toEqual(['Dự án chuyển tiếp', 'Đường sắt đô thị']);
    expect(units.map(({ name }) => name)).toEqual(['776', 'Quận 1']);
    expect(owners.map(({ name }) => name)).toEqual(['owner-tcip', 'Ban Quản lý Đường sắt đô thị']);
  });

  it('says how fast it has to go: what is left over the working days that are left, rounded up', () => {
    const { total, workingDaysLeft } = weeklyReport(args());
    expect([workingDaysLeft, total.pace, total.rate]).toEqual([10, ty(12), 0.2]);
    expect(weeklyReport(args({ until: day('2024-10-16') })).total.pace).toBeNull();
  });

  it('compares with the week before, where there is one', () => {
    const { total, groups } = weeklyReport(args());
    expect([total.change, groups[0]?.change, groups[1]?.change]).toEqual([ty(25), ty(15), null]);
    expect(weeklyReport(args({ before: null })).total.change).toBeNull();
  });

  it('is empty in a city without projects, and divides by nothing', () => {
    const { total, groups, illustrative } = weeklyReport(args({ projects: [] }));
    expect([total.planned, total.rate, groups, illustrative]).toEqual([0, null, [], false]);
  });

  it('knows figures that are made up', () => {
    const made = { kind: 'illustrative' } as const;
    const real = { kind: 'source', source: 'x' } as const;
    const [first] = projects;
    if (first === undefined) throw new Error('no project');
    const sourced = { ...first, provenance: real, capital: { ...first.capital, provenance: real } };
    expect(weeklyReport(args({ projects: [sourced] })).illustrative).toBe(false);
    expect(
      weeklyReport(args({ projects: [{ ...sourced, capital: { ...sourced.capital, provenance: made } }] }))
        .illustrative,
    ).toBe(true);
  });
});

describe('the weekly report on paper', () => {
  const words = (overrides: Partial<WeeklyArgs> = {}) =>
    JSON.stringify(weeklyPaper(weeklyReport(args(overrides))));

  it('states totals in figures and words, the pace, and the change', () => {
    const text = words();
    expect(text).toContain(
      '2 dự án đã giải ngân 30.000.000.000\u00a0đồng (bằng chữ: ba mươi tỷ đồng chẵn), đạt 20,0%',
    );
    expect(text).toContain('Còn 10 ngày làm việc đến hết ngày 30/10/2024');
    expect(text).toContain('So với số liệu ngày 07/10/2024: 25.000.000.000 đồng');
    expect(text).toContain('tuần từ 14/10/2024 đến 18/10/2024');
    expect(text).toContain('/BC-SKHĐT');
    expect(text).toContain('minh họa');
  });

  it('says where it has no figure, and when the time is over', () => {
    const text = words({ before: null, until: day('2024-10-10') });
    expect(text).toContain(`So với tuần trước: ${NO_FIGURE}.`);
    expect(text).toContain('Thời hạn giải ngân đã hết.');
    expect(words({ projects: [] })).toContain('đạt – kế hoạch');
    expect(weeklyPaper(weeklyReport(args({ projects: [] }))).warning).toBeNull();
  });
});
