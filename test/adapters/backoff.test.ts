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

test('whoever met others waits, up to 800 ms unless more want the same record', async () => {
  for (const attempt of [0, 5, 20]) await fullJitter(() => 1)(attempt);
  await fullJitter(() => 1, 5000)(20);
  expect(waited).toEqual([20, 640, 800, 5000]);
});
