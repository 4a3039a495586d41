import { describe, expect, it } from 'vitest';
import { ensureBrowser, findBrowser, type Machine } from './browser.ts';
import { stepsFor } from './steps.ts';
import { closing, sum, tallyOf } from './tally.ts';

/** A machine on which only these files exist; what apt installs exists afterwards. */
function machine(files: readonly string[], more: Partial<Machine> = {}) {
  const there = new Set(files);
  const ran: string[] = [];
  const built: Machine = {
    env: { PATH: '/opt/bin:/usr/bin' },
    exists: (path) => there.has(path),
    isRoot: true,
    run: (command, args) => {
      ran.push([command, ...args].join(' '));
      if (args.includes('chromium')) there.add('/usr/bin/chromium');
      return true;
    },
    ...more,
  };
  return { machine: built, ran };
}

describe('the browser', () => {
  it.each([
    [['/usr/bin/chromium', '/opt/bin/google-chrome'], '/usr/bin/chromium'],
    [['/opt/bin/google-chrome', '/usr/bin/chromium-browser'], '/usr/bin/chromium-browser'],
    [['/opt/bin/google-chrome'], '/opt/bin/google-chrome'],
  ])('of %j is %s', (files, path) => {
    const { machine: here, ran } = machine(files);
    expect(ensureBrowser(here)).toEqual({ path });
    expect(ran).toEqual([]);
  });

  it('is the one that CHROMIUM_PATH names, or none', () => {
    const env = { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' };
    expect(findBrowser(machine(['/opt/mine', '/usr/bin/chromium'], { env }).machine)).toEqual({
      path: '/opt/mine',
    });
    const { machine: here, ran } = machine(['/usr/bin/chromium', '/usr/bin/apt-get'], { env });
    expect(ensureBrowser(here)).toEqual({ missing: 'CHROMIUM_PATH names /opt/mine, which is not there' });
    expect(ran).toEqual([]);
  });

  it('is installed where that is allowed', () => {
    const { machine: here, ran } = machine(['/usr/bin/apt-get']);
    expect(ensureBrowser(here)).toEqual({ path: '/usr/bin/chromium' });
    expect(ran).toEqual(['apt-get update -qq', 'apt-get install -y -qq --no-install-recommends chromium']);
  });

  it.each([
    ['somebody is not root', machine(['/usr/bin/apt-get'], { isRoot: false })],
    ['there is no apt', machine([])],
    ['apt fails', machine(['/usr/bin/apt-get'], { run: () => false })],
    ['PATH is empty', machine(['/usr/bin/apt-get'], { env: {} })],
  ])('is missing, with one line that says what to install, when %s', (_, { machine: here }) => {
    const browser = ensureBrowser(here);
    expect('missing' in browser ? browser.missing : '').toMatch(
      /^[^\n]*apt-get install chromium\) or set CHROMIUM_PATH$/,
    );
  });
});

describe('the steps', () => {
  it('are all checks and all suites, checks first', () => {
    const steps = stepsFor([]);
    expect(steps.map(({ command }) => command)).toEqual(
      'tsc biome knip oxlint vitest vitest vitest'.split(' '),
    );
    expect(steps.filter(({ suites }) => suites)).toHaveLength(3);
  });

  it('are the matching suites when a pattern is given', () => {
    expect(stepsFor(['money', 'time'])).toMatchObject([{ args: ['run', 'money', 'time'], suites: true }]);
  });
});

describe('the closing line', () => {
  const report = (
    numbers: readonly [number, number, number, number],
    testResults: readonly object[] = [],
  ) => {
    const [numPassedTests, numFailedTests, numPendingTests, numTodoTests] = numbers;
    return JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults });
  };

  it('adds up what ran, with to-do tests among the skipped', () => {
    const tallies = [tallyOf(report([3, 1, 2, 1])), tallyOf(report([4, 0, 0, 0]))];
    expect(closing(sum(tallies))).toBe('Tests: 7 passed, 1 failed, 3 skipped');
  });

  it('counts a file that fails before its first test as a failed test', () => {
    const broken = { status: 'failed', assertionResults: [] };
    const judged = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(tallyOf(report([0, 1, 0, 0], [broken, judged])).failed).toBe(2);
  });

  it('is refused for a report of another shape', () => {
    expect(() => tallyOf('{}')).toThrow();
  });
});
