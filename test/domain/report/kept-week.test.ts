import { describe, expect, it } from 'vitest';
import { figuresOf, reportableWeeks, weekAmong } from '#domain/report/kept-week.ts';
import { IsoWeek, mondayOf, mondayOfWeek, plusWeeks, weekOf } from '#domain/report/week.ts';
import { LocalDate } from '#domain/time.ts';
import { at } from '#test/domain/builders.ts';
import { project, ty } from '#test/domain/capital-samples.ts';
import { thrown } from '#test/domain/refusals.ts';

const day = (date: string) => LocalDate.parse(date);
const week = (name: string) => IsoWeek.parse(name);

describe('a week', () => {
  it('begins on Monday and belongs to the year of its Thursday', () => {
    expect(['2024-10-14', '2024-10-16', '2024-10-20'].map((date) => mondayOf(day(date)))).toEqual(
      Array.from({ length: 3 }, () => '2024-10-14'),
    );
    expect(['2024-10-08', '2024-12-30', '2021-01-03', '2026-12-31'].map((date) => weekOf(day(date)))).toEqual(
      ['2024-W41', '2025-W01', '2020-W53', '2026-W53'],
    );
    expect(mondayOfWeek(week('2025-W01'))).toBe('2024-12-30');
    expect([plusWeeks(week('2024-W52'), 1), plusWeeks(week('2025-W01'), -1)]).toEqual([
      '2025-W01',
      '2024-W52',
    ]);
  });

  it('is written as ISO 8601 does, and is one that the year has', () => {
    const accepted = (name: string) => IsoWeek.safeParse(name).success;
    expect(['2024-W41', '2026-W53'].map(accepted)).toEqual([true, true]);
    expect(['2024-41', '2024-W00', '2024-W54', '2024-W53', '24-W01', ''].map(accepted)).toEqual(
      Array.from({ length: 6 }, () => false),
    );
  });
});

describe('the weeks of which there is a report', () => {
  const head = (name: string) => ({ week: week(name), planYear: 2024, asOf: at('2024-10-14') });

  it('are the present one, and those whose beginning and end were kept', () => {
    const kept = ['2024-W44', '2024-W41', '2024-W42'].map(head);
    expect(reportableWeeks(kept, week('2024-W44'))).toEqual(['2024-W44', '2024-W41']);
    expect(reportableWeeks([], week('2024-W44'))).toEqual(['2024-W44']);
  });

  it('are named when somebody asks for another', () => {
    const weeks = reportableWeeks(['2024-W41', '2024-W42'].map(head), week('2024-W42'));
    const asking = (asked: string) => () => weekAmong(weeks, week('2024-W42'), week(asked));
    expect(asking('2024-W41')()).toBe('2024-W41');
    expect(thrown(asking('2024-W40'))).toMatchObject({
      code: 'weekly.notKept',
      details: { first: '2024-W41', present: '2024-W42' },
    });
    expect(thrown(asking('2030-W01'))).toMatchObject({ code: 'weekly.ahead', status: 422 });
    const alone = () => weekAmong([], week('2024-W42'), week('2024-W41'));
    expect(thrown(alone)).toMatchObject({ details: { first: '2024-W42' } });
  });
});

describe('figures of a moment', () => {
  it('name the week, and each project with the first of its units', () => {
    const both = project('A', { planned: 9, disbursed: 2 }, { units: ['760', '776'] });
    const { week: name, projects } = figuresOf(2024, [both], at('2024-10-14', '06:30'));
    expect([name, projects]).toEqual([
      '2024-W42',
      [
        {
          id: 'DA-A',
          group: 'ongoing',
          unit: '760',
          owner: 'owner-tcip',
          planned: ty(9),
          disbursed: ty(2),
          absorbable: 0,
          illustrative: true,
        },
      ],
    ]);
  });
});
