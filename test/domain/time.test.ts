import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  epochMs,
  Instant,
  instantAt,
  instantOf,
  LocalDate,
  localDateOf,
  localTimeOf,
  msBetween,
  plusDays,
  weekdayOf,
} from '#domain/time.ts';

const anyInstant = fc.integer({ min: 0, max: 4_102_444_800_000 }).map(instantOf);
const day = (date: string) => LocalDate.parse(date);

test.each([
  ['2024-10-08T01:00:00.000Z', true],
  ['2024-10-08T01:00:00Z', false],
  ['2024-10-08T08:00:00.000+07:00', false],
  ['2024-13-08T01:00:00.000Z', false],
  ['08/10/2024', false],
])('%s as an instant: %s', (value, valid) => {
  expect(Instant.safeParse(value).success).toBe(valid);
});

test.each([
  ['1900-01-01', true],
  ['2999-12-31', true],
  ['0000-01-01', false],
  ['9999-12-31', false],
  ['2024-02-30', false],
])('%s as a day that somebody may mean: %s', (value, valid) => {
  expect(LocalDate.safeParse(value).success).toBe(valid);
});

test('a word where a day is wanted is one mistake, not two', () => {
  expect(LocalDate.safeParse('mai').error?.issues).toMatchObject([{ code: 'invalid_format' }]);
});

test('the neighbours of the first and the last day can be counted on', () => {
  expect(plusDays(day('1900-01-01'), -1)).toBe('1899-12-31');
  expect(plusDays(day('2999-12-31'), 1)).toBe('3000-01-01');
});

describe('in Vietnam', () => {
  test('a day begins at 17:00 UTC of the day before', () => {
    expect(localDateOf(Instant.parse('2024-10-08T16:59:59.999Z'))).toBe('2024-10-08');
    expect(localDateOf(Instant.parse('2024-10-08T17:00:00.000Z'))).toBe('2024-10-09');
    expect(instantAt(day('2024-10-09'), '00:00')).toBe('2024-10-08T17:00:00.000Z');
  });

  test('date and clock of an instant give the instant again, to the minute', () => {
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const again =
          epochMs(Instant.parse(`${localDateOf(instant)}T${localTimeOf(instant)}:00.000Z`)) - 25_200_000;
        expect(epochMs(instant) - again).toBeGreaterThanOrEqual(0);
        expect(epochMs(instant) - again).toBeLessThan(60_000);
      }),
    );
  });
});

test('text order of instants is their order in time', () => {
  fc.assert(
    fc.property(anyInstant, anyInstant, (one, other) => {
      expect(one < other).toBe(msBetween(one, other) > 0);
      expect(msBetween(one, other)).toBe(-msBetween(other, one) + 0);
    }),
  );
});

test.each([
  ['2024-02-28', 1, '2024-02-29'],
  ['2024-12-31', 1, '2025-01-01'],
  ['2025-03-01', -1, '2025-02-28'],
  ['2024-10-08', 0, '2024-10-08'],
])('%s plus %d days is %s', (from, days, to) => {
  expect(plusDays(day(from), days)).toBe(to);
});

test('Monday is 1 and Sunday is 7', () => {
  expect([7, 8, 12, 13].map((date) => weekdayOf(plusDays(day('2024-10-01'), date - 1)))).toEqual([
    1, 2, 6, 7,
  ]);
});
