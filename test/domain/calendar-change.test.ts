import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { Calendar } from '#domain/calendar.ts';
import { CalendarChange, changeCalendar, nextVersion } from '#domain/calendar-change.ts';
import { isWorkingDay } from '#domain/calendar-count.ts';
import { LocalDate } from '#domain/time.ts';
import { aCalendar } from './builders.ts';
import { thrown } from './refusals.ts';

const NAME = { vi: 'Nghỉ bão', en: 'Storm' };
const written = (change: Partial<z.input<typeof CalendarChange>>) =>
  CalendarChange.parse({ source: 'Công điện 01/CĐ-UBND', ...change });
const change = (part: Partial<z.input<typeof CalendarChange>>, calendar = aCalendar()) =>
  changeCalendar(calendar, written(part));
const set = (date: string, as: 'off' | 'worked') => ({ date, as, name: NAME });
const works = (calendar: Calendar, date: string) => isWorkingDay(calendar, LocalDate.parse(date));
const fieldsOf = (part: Partial<z.input<typeof CalendarChange>>) =>
  thrown(() => change(part)).fields.map(({ path, code }) => `${path} ${code}`);

describe('a change of the calendar', () => {
  it('is a new version with the days and their document; the one before stays', () => {
    const before = aCalendar();
    const after = change({ set: [set('2024-10-11', 'off'), set('2024-10-12', 'worked')] }, before);
    expect(works(after, '2024-10-11')).toBe(false);
    expect(works(after, '2024-10-12')).toBe(true);
    expect(before).toEqual(aCalendar());
    expect(after.version).toBe('test-1+001');
    expect(Calendar.parse(after)).toEqual(after);
    expect(after.years[0]?.off).toMatchObject([
      { date: '2024-09-02' },
      { date: '2024-10-11', name: NAME, source: 'Công điện 01/CĐ-UBND' },
    ]);
  });

  it('keeps the days of a year in order', () => {
    const after = change({ set: [set('2024-04-30', 'off'), set('2024-10-11', 'off')] });
    expect(after.years[0]?.off.map(({ date }) => date)).toEqual(['2024-04-30', '2024-09-02', '2024-10-11']);
  });

  it('takes a named day back to what its weekday says', () => {
    expect(works(change({ unset: ['2024-09-02'] }), '2024-09-02')).toBe(true);
    const worked = change({ set: [set('2024-10-12', 'worked')] });
    expect(works(change({ unset: ['2024-10-12'] }, worked), '2024-10-12')).toBe(false);
  });

  it('puts a day that is named otherwise now on the other list, and only there', () => {
    const holiday = change({ set: [set('2024-10-12', 'worked')] });
    const off = change({ set: [set('2024-10-12', 'off')] }, holiday);
    expect(works(off, '2024-10-12')).toBe(false);
    const again = change({ set: [set('2024-10-12', 'worked')] }, off);
    expect(works(again, '2024-10-12')).toBe(true);
    expect(again.years[0]?.off.map(({ date }) => date)).toEqual(['2024-09-02']);
    expect(again.years[0]?.worked.map(({ date }) => date)).toEqual(['2024-10-12']);
  });

  it.each([
    [{}, ['set required']],
    [{ set: [set('2024-09-02', 'off')] }, ['set.0.date day.offAlready']],
    [{ set: [set('2024-10-12', 'off')] }, ['set.0.date day.offAlready']],
    [{ set: [set('2024-10-11', 'worked')] }, ['set.0.date day.notWeekend']],
    [{ set: [set('2023-10-11', 'off')] }, ['set.0.date calendar.yearMissing']],
    [{ unset: ['2024-10-11'] }, ['unset.0 day.notListed']],
    [{ set: [set('2024-10-11', 'off'), set('2024-10-11', 'off')] }, ['set day.twice']],
  ] as const)('%j is refused', (part, fields) => {
    expect(
      fieldsOf({
        ...part,
        set: [...('set' in part ? part.set : [])],
        unset: [...('unset' in part ? part.unset : [])],
      }),
    ).toEqual(fields);
  });

  it('refuses a worked weekend day that is worked already', () => {
    const worked = change({ set: [set('2024-10-12', 'worked')] });
    expect(thrown(() => change({ set: [set('2024-10-12', 'worked')] }, worked)).fields).toEqual([
      { path: 'set.0.date', code: 'day.worksAlready' },
    ]);
  });
});

it('names versions so that each sorts behind the one before, and before those of the next year', () => {
  const versions = ['2026-01'];
  for (let index = 0; index < 12; index += 1) versions.push(nextVersion(versions.at(-1) ?? ''));
  versions.push('2027-01');
  expect(versions[12]).toBe('2026-01+012');
  // As the store orders them: by the version and itself, one behind the other.
  const keys = versions.map((version) => `FROM#${version}#${version}`);
  expect(keys.toSorted()).toEqual(keys);
});
