import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deadlineAfter,
  explainDeadline,
  isWorkingDay,
  lastWorkingDayUpTo,
  likelyWorkingDaysBetween,
  workingDayAt,
  workingDaysBetween,
} from '#domain/calendar-count.ts';
import { Refusal } from '#domain/errors.ts';
import { epochMs, Instant, instantAt, instantOf, LocalDate, localDateOf, plusDays } from '#domain/time.ts';
import { calendar } from '#seeds/calendar.ts';

const day = (date: string) => LocalDate.parse(date);
const at = (instant: string) => Instant.parse(instant);
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const SEED = day('2024-10-08');
const HOUR_MS = 3_600_000;
const SEED_MORNING = at('2024-10-08T01:00:00.000Z');

describe('a working day', () => {
  test.each([
    ['2024-10-08', true, 'an ordinary Tuesday'],
    ['2024-10-12', false, 'a Saturday'],
    ['2024-10-13', false, 'a Sunday'],
    ['2024-09-02', false, 'National Day'],
    ['2024-04-29', false, 'a swapped Monday'],
    ['2024-05-04', true, 'the Saturday worked for it'],
    ['2025-05-02', false, 'a swapped Friday'],
    ['2025-04-26', true, 'the Saturday worked for it'],
    ['2026-01-02', false, 'a swapped Friday'],
    ['2026-01-10', true, 'the Saturday worked for it'],
    ['2026-08-31', false, 'a swapped Monday'],
    ['2026-08-22', true, 'the Saturday worked for it'],
    ['2026-04-27', false, 'the Monday after a commemoration on Sunday'],
    ['2026-11-24', true, 'not yet law as a day off'],
  ])('%s: %s (%s)', (date, working) => {
    expect(isWorkingDay(calendar, day(date))).toBe(working);
  });

  test('of a year without data is refused, not guessed', () => {
    const ask = () => isWorkingDay(calendar, day('2027-01-04'));
    expect(ask).toThrow(Refusal);
    expect(ask).toThrow('calendar.yearMissing {"year":2027}');
    expect(() => deadlineAfter(calendar, at('2026-12-31T01:00:00.000Z'), 1)).toThrow('calendar.yearMissing');
  });
});

describe('counting working days', () => {
  test.each([
    ['2024-11-15', 28, 'the plan-adjustment deadline'],
    ['2024-12-31', 60, 'the end of the year'],
    ['2025-01-24', 77, 'the last working day of disbursement'],
    ['2025-01-31', 77, 'the legal end of disbursement, in the Tết break'],
    ['2024-10-08', 0, 'the day itself'],
    ['2024-10-07', 0, 'a day before'],
    ['2024-10-09', 1, 'the next day'],
  ])('from 8 October 2024 to %s gives %d (%s)', (to, expected) => {
    expect(workingDaysBetween(calendar, SEED, day(to))).toBe(expected);
  });

  test('the last working day up to 31 January 2025 is Friday 24 January', () => {
    expect(lastWorkingDayUpTo(calendar, day('2025-01-31'))).toBe('2025-01-24');
    expect(lastWorkingDayUpTo(calendar, day('2024-10-08'))).toBe('2024-10-08');
  });

  test('what is only expected goes on from Monday to Friday beyond the calendar, holidays or not', () => {
    const year = calendar.years.at(-1)?.year ?? 0;
    const [eve, weekLater] = [day(`${year}-12-31`), plusDays(day(`${year}-12-31`), 7)];
    expect(likelyWorkingDaysBetween(calendar, eve, weekLater)).toBe(5);
    expect(likelyWorkingDaysBetween(calendar, SEED, eve)).toBe(workingDaysBetween(calendar, SEED, eve));
    expect(() => workingDaysBetween(calendar, eve, weekLater)).toThrow('calendar.yearMissing');
  });

  test('the n-th working day carries the time that is asked for', () => {
    expect(workingDayAt(calendar, SEED_MORNING, 3, '08:00')).toBe('2024-10-11T01:00:00.000Z');
    expect(workingDayAt(calendar, SEED_MORNING, 0, '08:00')).toBe('2024-10-08T01:00:00.000Z');
  });
});

const anyDay = fc.integer({ min: 1, max: 1000 }).map((n) => plusDays(day('2024-01-01'), n));
const anyHour = fc
  .tuple(anyDay, fc.integer({ min: 0, max: 23 }))
  .map(([date, hour]) => instantOf(epochMs(instantAt(date, '00:30')) + hour * HOUR_MS));

describe('for every day and every count', () => {
  test('adding working days and counting them gives the same number', () => {
    fc.assert(
      fc.property(anyHour, fc.integer({ min: 0, max: 60 }), (from, n) => {
        const deadline = deadlineAfter(calendar, from, n);
        expect(workingDaysBetween(calendar, localDateOf(from), localDateOf(deadline.at))).toBe(n);
        expect(workingDayAt(calendar, from, n, '17:00')).toBe(deadline.at);
      }),
    );
  });

  test('a deadline falls on a working day at 17:00 and lists exactly the days that did not count', () => {
    fc.assert(
      fc.property(anyHour, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const { at: due, skipped } = deadlineAfter(calendar, from, n);
        const last = localDateOf(due);
        expect(due).toBe(instantAt(last, '17:00'));
        expect(isWorkingDay(calendar, last)).toBe(true);
        expect(skipped.every(({ date }) => !isWorkingDay(calendar, date) && date < last)).toBe(true);
        const days = Math.round((Date.parse(last) - Date.parse(localDateOf(from))) / 86_400_000);
        expect(skipped.length + n).toBe(days);
      }),
    );
  });

  test('intervals are half-open: they join without counting a day twice', () => {
    fc.assert(
      fc.property(fc.tuple(anyDay, anyDay, anyDay), (days) => {
        const [a = SEED, b = SEED, c = SEED] = days.toSorted();
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBe(
          workingDaysBetween(calendar, a, c),
        );
      }),
    );
  });

  test('more working days never end sooner, and a later start never ends sooner', () => {
    fc.assert(
      fc.property(anyHour, anyHour, fc.integer({ min: 0, max: 40 }), (one, other, n) => {
        const [early, late] = one <= other ? [one, other] : [other, one];
        expect(deadlineAfter(calendar, early, n).at <= deadlineAfter(calendar, early, n + 1).at).toBe(true);
        expect(deadlineAfter(calendar, early, n).at <= deadlineAfter(calendar, late, n).at).toBe(true);
      }),
    );
  });

  test('the last working day up to a day is that day or has only days off after it', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const last = lastWorkingDayUpTo(calendar, date);
        expect(isWorkingDay(calendar, last)).toBe(true);
        expect(workingDaysBetween(calendar, last, date)).toBe(0);
      }),
    );
  });
});

describe('a deadline explains itself', () => {
  const explained = (from: string, n: number) => {
    const { vi, en } = explainDeadline(deadlineAfter(calendar, at(from), n));
    return [plain(vi), plain(en)];
  };

  test.each([
    [
      'one weekend',
      '2024-10-08T01:00:00.000Z',
      5,
      '5 ngày làm việc kể từ 08/10/2024, không tính cuối tuần 12–13/10; hạn 17:00, thứ Ba 15/10/2024',
      '5 working days after 8 October 2024, not counting weekend 12–13 October; due 17:00, Tuesday 15 October 2024',
    ],
    [
      'nothing skipped',
      '2024-10-08T01:00:00.000Z',
      1,
      '1 ngày làm việc kể từ 08/10/2024; hạn 17:00, thứ Tư 09/10/2024',
      '1 working day after 8 October 2024; due 17:00, Wednesday 9 October 2024',
    ],
    [
      'weekends over the end of a month',
      '2024-11-27T01:00:00.000Z',
      9,
      '9 ngày làm việc kể từ 27/11/2024, không tính cuối tuần 30/11–01/12, 07–08/12; hạn 17:00, thứ Ba 10/12/2024',
      '9 working days after 27 November 2024, not counting weekend 30 November–1 December, 7–8 December; due 17:00, Tuesday 10 December 2024',
    ],
    [
      'many weekends, a holiday and the next year',
      '2024-12-10T01:00:00.000Z',
      20,
      '20 ngày làm việc kể từ 10/12/2024, không tính 4 kỳ cuối tuần từ 14/12 đến 05/01/2025, Tết Dương lịch (01/01/2025); hạn 17:00, thứ Tư 08/01/2025',
      "20 working days after 10 December 2024, not counting 4 weekends from 14 December to 5 January 2025, New Year's Day (1 January 2025); due 17:00, Wednesday 8 January 2025",
    ],
    [
      'a holiday in the week',
      '2024-04-17T01:00:00.000Z',
      1,
      '1 ngày làm việc kể từ 17/04/2024, không tính Giỗ Tổ Hùng Vương (18/04); hạn 17:00, thứ Sáu 19/04/2024',
      "1 working day after 17 April 2024, not counting Hùng Kings' Commemoration Day (18 April); due 17:00, Friday 19 April 2024",
    ],
    [
      'a swap: the Monday off is named, the Saturday worked counts',
      '2024-04-26T01:00:00.000Z',
      3,
      '3 ngày làm việc kể từ 26/04/2024, không tính cuối tuần 27–28/04, nghỉ hoán đổi, làm bù ngày 04/05/2024 (29/04), Ngày Chiến thắng (30/04), Ngày Quốc tế lao động (01/05); hạn 17:00, thứ Bảy 04/05/2024',
      '3 working days after 26 April 2024, not counting weekend 27–28 April, swapped day off, worked on 4 May 2024 (29 April), Reunification Day (30 April), International Labour Day (1 May); due 17:00, Saturday 4 May 2024',
    ],
  ])('%s', (_name, from, n, ...words) => {
    expect(explained(from, n)).toEqual(words);
  });

  test('the longest count of a rung stays short enough for a mail', () => {
    const { vi, en } = explainDeadline(deadlineAfter(calendar, SEED_MORNING, 90));
    expect(Math.max(vi.length, en.length)).toBeLessThan(400);
  });
});
