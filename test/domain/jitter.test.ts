import { expect, test } from 'vitest';
import { jitterMs } from '#domain/jitter.ts';

const steps = { firstMs: 20, longestMs: 800 };

test('the longest wait doubles with every attempt until it is as long as it may be', () => {
  const longest = (attempt: number) => jitterMs(attempt, { ...steps, random: () => 1 });
  expect([0, 1, 2, 5, 6, 20].map(longest)).toEqual([20, 40, 80, 640, 800, 800]);
});

test('any shorter wait may come', () => {
  expect(jitterMs(3, { ...steps, random: () => 0 })).toBe(0);
  expect(jitterMs(3, { ...steps, random: () => 0.25 })).toBe(40);
});
