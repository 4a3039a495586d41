import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Dong, dong, NO_DONG, PositiveDong, sumDong, TY } from '#domain/money.ts';

test.each([
  [0, true, false],
  [1, true, true],
  [63_000 * TY, true, true],
  [-1, false, false],
  [0.5, false, false],
  [Number.NaN, false, false],
  [Number.POSITIVE_INFINITY, false, false],
  [2 ** 53, false, false],
  ['6800', false, false],
])('%s is an amount: %s, and one greater than nothing: %s', (value, amount, positive) => {
  expect(Dong.safeParse(value).success).toBe(amount);
  expect(PositiveDong.safeParse(value).success).toBe(positive);
});

test('a sum is exact in any order, or refused when it can no longer be', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 100_000 * TY }).map(dong), { maxLength: 50 });
  fc.assert(
    fc.property(amounts, (list) => {
      expect(sumDong(list)).toBe(sumDong(list.toReversed()));
    }),
  );
  expect(sumDong([])).toBe(NO_DONG);
  expect(() => sumDong([dong(Number.MAX_SAFE_INTEGER), dong(1)])).toThrow();
});
