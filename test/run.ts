/**
 * `npm test`: everything that CI runs. `npm test -- PATTERN …` runs the suites whose path holds a pattern, and no checks.
 * At a terminal the first failed step ends the run; elsewhere (CI, a pipe) all steps run, so that one log tells everything.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, ensureBrowser, findBrowser, thisMachine } from './runner/browser.ts';
import { type Step, stepsFor } from './runner/steps.ts';
import { closing, NOTHING, sum, type Tally, tallyOf } from './runner/tally.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const patterns = process.argv.slice(2);
const isCi = process.env['CI'] === 'true';
const scratch = mkdtempSync(join(tmpdir(), 'khoi-thong-test-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

let child: ChildProcess | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    child?.kill(signal);
    process.exit(130);
  });
}

type Outcome = { readonly ok: boolean; readonly tally: Tally };

/** Runs a command to its end; what a check prints is shown only when it fails. */
async function run(step: Step, args: readonly string[]): Promise<boolean> {
  const started = spawn(join(root, 'node_modules', '.bin', step.command), args, {
    cwd: root,
    stdio: step.suites ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  child = started;
  const printed: Buffer[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream?.on('data', (chunk: Buffer) => printed.push(chunk));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    started.once('error', reject);
    started.once('close', resolve);
  });
  if (code !== 0) process.stdout.write(Buffer.concat(printed));
  return code === 0;
}

async function runSuites(step: Step, report: string): Promise<Outcome> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = await run(step, [...step.args, ...reporters]);
  const tally = existsSync(report) ? tallyOf(readFileSync(report, 'utf8')) : NOTHING;
  return { ok: ok && tally.failed === 0, tally };
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(8);
}

const begun = performance.now();
const lines: string[] = [];
function tell(ok: boolean, name: string, since: number): void {
  const line = `${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(42)}${seconds(since)}`;
  lines.push(line);
  console.log(line);
}

function openBrowser(): boolean {
  const browser: Browser = patterns.length === 0 ? ensureBrowser(thisMachine) : findBrowser(thisMachine);
  if ('path' in browser) {
    process.env['CHROMIUM_PATH'] = browser.path;
    return true;
  }
  console.log(
    isCi ? `No browser tests: ${browser.missing}` : `Browser tests are skipped: ${browser.missing}`,
  );
  return !isCi;
}

const outcomes: Outcome[] = [];
if (!openBrowser()) {
  outcomes.push({ ok: false, tally: NOTHING });
  tell(false, 'browser', begun);
}
for (const [index, step] of stepsFor(patterns).entries()) {
  const since = performance.now();
  const outcome = step.suites
    ? await runSuites(step, join(scratch, `${index}.json`))
    : { ok: await run(step, step.args), tally: NOTHING };
  outcomes.push(outcome);
  tell(outcome.ok, step.name, since);
  if (!outcome.ok && process.stdout.isTTY) break;
}

const tally = sum(outcomes.map((outcome) => outcome.tally));
const ok = outcomes.every((outcome) => outcome.ok) && tally.passed > 0;
console.log(
  ['', ...lines, `${ok ? 'ok    ' : 'FAILED'}  ${'in all'.padEnd(42)}${seconds(begun)}`].join('\n'),
);
console.log(closing(tally));
process.exitCode = ok ? 0 : 1;
