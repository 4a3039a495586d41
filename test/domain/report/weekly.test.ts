import { describe, expect, it } from 'vitest';
import type { Project } from '#domain/project.ts';
import { figuresOf } from '#domain/report/kept-week.ts';
import { IsoWeek } from '#domain/report/week.ts';
import { type WeeklyArgs, weeklyReport } from '#domain/report/weekly.ts';
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
const figures = figuresOf(2024, projects, NOW);
const before = figuresOf(2024, [project('A', { planned: 100, disbursed: 5 })], at('2024-10-14', '06:30'));
function args(overrides: Partial<WeeklyArgs> = {}): WeeklyArgs {
  const names = new Map([
    ['760', 'Quận 1'],
    ['owner-maur', 'Ban Quản lý Đường sắt đô thị'],
  ]);
  const week = IsoWeek.parse('2024-W42');
  return { week, figures, before, names, calendar: aCalendar(), until: day('2024-10-30'), ...overrides };
}
const of = (some: readonly Project[]) => ({ figures: figuresOf(2024, some, NOW) });

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

  it('says what the week has brought, of the projects that had figures when it began', () => {
    const report = weeklyReport(args());
    expect([report.total.change, report.groups.map(({ change }) => change)]).toEqual([
      ty(15),
      [ty(15), null],
    ]);
    expect(report.before).toEqual({ on: '2024-10-14', compared: 1 });
    expect([report.week, report.monday]).toEqual(['2024-W42', '2024-10-14']);
    const none = weeklyReport(args({ before: null }));
    expect([none.total.change, none.before]).toEqual([null, null]);
  });

  it('counts a project where it stands now, and less where figures were put right', () => {
    const moved = project('A', { planned: 100, disbursed: 5 }, { group: 'metro' });
    const then = figuresOf(2024, [project('A', { planned: 100, disbursed: 8 })], NOW);
    const { groups } = weeklyReport(args({ ...of([moved]), before: then }));
    expect(groups.map(({ key, change }) => [key, change])).toEqual([['group:metro', -3e9]]);
  });

  it('compares no figures of another year’s plan', () => {
    const { total, before: compared } = weeklyReport(args({ before: { ...before, planYear: 2023 } }));
    expect([total.change, compared]).toEqual([null, null]);
  });

  it('is empty in a city without projects, and divides by nothing', () => {
    const { total, groups, illustrative } = weeklyReport(args(of([])));
    expect([total.planned, total.rate, groups, illustrative]).toEqual([0, null, [], false]);
  });

  it('knows figures that are made up', () => {
    const made = { kind: 'illustrative' } as const;
    const real = { kind: 'source', source: 'x' } as const;
    const [first] = projects;
    if (first === undefined) throw new Error('no project');
    const sourced = { ...first, provenance: real, capital: { ...first.capital, provenance: real } };
    expect(weeklyReport(args(of([sourced]))).illustrative).toBe(false);
    expect(
      weeklyReport(args(of([{ ...sourced, capital: { ...sourced.capital, provenance: made } }])))
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
    expect(text).toContain(
      'Tăng so với số liệu đầu tuần (ngày 14/10/2024): 15.000.000.000 đồng, tính trên 1 dự án',
    );
    expect(text).toContain('tuần 42 (từ 14/10/2024 đến 20/10/2024)');
    expect(text).toContain('/BC-SKHĐT');
    expect(text).toContain('minh họa');
  });

  it('says where it has no figure, and when the time is over', () => {
    const text = words({ before: null, until: day('2024-10-10') });
    expect(text).toContain(`Tăng trong tuần: ${NO_FIGURE} đầu tuần để so sánh.`);
    const others = { before: figuresOf(2024, [], NOW) };
    expect(words(others)).toContain(`${NO_FIGURE}, tính trên 0 dự án`);
    expect(text).toContain('Thời hạn giải ngân đã hết.');
    expect(words(of([]))).toContain('đạt – kế hoạch');
    expect(weeklyPaper(weeklyReport(args(of([])))).warning).toBeNull();
  });
});
