import { expect, test } from 'vitest';
import { drill } from '#local/drill/drill.ts';
import { parseDrillFlags } from '#local/drill/flags.ts';

const silent = (): void => undefined;

/** Flood control comes first in every size of the portfolio, so the largest move is always in it. */
const SMALL = '6';

test('a rehearsal ends every case through the mailed links, and its sums are right', async () => {
  const flags = parseDrillFlags(['--seed', '7', '--projects', SMALL]);
  const { outcome, faults } = await drill(flags, silent);
  expect(faults).toEqual([]);
  expect(outcome).toMatchObject({
    projects: 6,
    cases: { opened: 6, open: 0 },
    capital: { conserved: true },
    decisions: { lost: 0, doubled: 0 },
  });
  expect(outcome.capital.moved).toBeGreaterThanOrEqual(6_800_000_000_000);
  expect(outcome.decisions.effective).toBe(outcome.approvals.decided);
  expect(outcome.mails.clicked).toBeGreaterThan(0);
});

test('killing the host with -9 in the midst of it loses nothing and doubles nothing', async () => {
  const flags = parseDrillFlags(['--seed', '11', '--projects', SMALL, '--crashes', '4']);
  const { outcome, faults, crashes } = await drill(flags, silent);
  expect(crashes).toBeGreaterThan(0);
  expect(faults).toEqual([]);
  expect(outcome.cases).toMatchObject({ opened: 6, open: 0 });
  expect(outcome.decisions).toMatchObject({ lost: 0, doubled: 0 });
});
