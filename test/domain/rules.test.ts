import { describe, expect, test } from 'vitest';
import { REFUSALS } from '#domain/errors.ts';
import { MonthDay, MoveCondition, rulesInForce } from '#domain/rules.ts';
import { LocalDate } from '#domain/time.ts';
import { rules } from '#seeds/rules.ts';

describe('the rules in force', () => {
  test.each([
    ['2020-04-05', undefined],
    ['2024-10-08', '39-2019'],
    ['2024-12-31', '39-2019'],
    ['2025-01-01', '58-2024'],
    ['2025-04-07', '58-2024'],
    ['2025-04-08', '58-2024-85-2025'],
    ['2025-10-18', '58-2024-275-2025'],
    ['2030-01-01', '58-2024-275-2025'],
  ])('on %s are %s', (date, version) => {
    expect(rulesInForce(rules, LocalDate.parse(date))?.version).toBe(version);
  });
});

test('every condition of a move is a refusal that the product knows', () => {
  expect(MoveCondition.options.filter((code) => !(code in REFUSALS))).toEqual([]);
});

test.each([
  ['11-15', true],
  ['01-31', true],
  ['13-01', false],
  ['00-10', false],
  ['1-5', false],
  ['12-32', false],
])('%s as a day of the year: %s', (day, valid) => {
  expect(MonthDay.safeParse(day).success).toBe(valid);
});
