import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fullJitter } from '#adapters/backoff.ts';

const waited: number[] = [];

vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number) => {
    waited.push(ms);
    return Promise.resolve();
  },
}));

beforeEach(() => {
  waited.length = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('the longest wait doubles with every attempt up to 800 ms, and any shorter one may come', async () => {
  for (const attempt of [0, 1, 2, 5, 6, 20]) await fullJitter(() => 1)(attempt);
  expect(waited).toEqual([20, 40, 80, 640, 800, 800]);
  await fullJitter(() => 0)(3);
  expect(waited.at(-1)).toBe(0);
});
