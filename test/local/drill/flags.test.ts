import { expect, test } from 'vitest';
import { parseDrillFlags } from '#local/drill/flags.ts';

test('without flags it rehearses the 57 projects', () => {
  expect(parseDrillFlags([])).toEqual({ json: false, seed: 1, projects: 57, crashes: 0, dataDir: undefined });
});

test.each([
  [['--projects', '0'], /--projects must be a whole number from 1/],
  [['--projects', '5.5'], /--projects must be a whole number/],
  [['--seed=-3'], /--seed must be a whole number from 1/],
  [['--crashes', 'many'], /--crashes must be a whole number from 0/],
  [['--data', ''], /--data needs a folder/],
  [['--fast'], /--fast/],
])('%j is refused in one line that shows the usage', (args, message) => {
  expect(() => parseDrillFlags(args)).toThrow(message);
  expect(() => parseDrillFlags(args)).toThrow(/^[^\n]*usage: npm run drill[^\n]*$/);
});
