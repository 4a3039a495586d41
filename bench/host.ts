/**
 * The local host as its users feel it: the time to ready on a new and on a used data folder, and how long a click on
 * "agree" takes when 20 officials press at once. Prints a table; asserts nothing.
 *
 *   npm run bench -- host
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HostProcess } from '#local/drill/host-process.ts';
import { type DrillMail, DrillMailbox } from '#local/drill/mailbox.ts';
import { openPage, press, read } from '#local/drill/page.ts';

const OFFICIALS = 20;
const PROJECTS = 57;

type Click = { readonly milliseconds: number; readonly recorded: boolean };

async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly milliseconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - began };
}

/** Opens the mail's page, as an official who reads first, and presses "agree"; only the press is timed. */
async function clickAgree({ link = '', code = '' }: DrillMail): Promise<() => Promise<Click>> {
  const page = openPage((await read(link)).html);
  const doBy = '2024-10-21';
  const fields = { ...page?.hidden, outcome: 'agree', comment: 'Thống nhất.', doBy, code };
  return async () => {
    const { result, milliseconds } = await timed(async () => press(link, fields));
    return { milliseconds, recorded: result.status === 200 && openPage(result.html) === null };
  };
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function show(label: string, value: string): void {
  console.log(`${label.padEnd(44)} ${value}`);
}

async function clicks(host: HostProcess): Promise<void> {
  const mails = (await new DrillMailbox(host.url).unread()).filter(({ link }) => link !== undefined);
  const [first, ...others] = await Promise.all(mails.slice(0, 2 * OFFICIALS + 1).map(clickAgree));
  await first?.();
  const all: Click[] = [];
  for (let index = 0; index < others.length; index += OFFICIALS) {
    all.push(...(await Promise.all(others.slice(index, index + OFFICIALS).map(async (click) => click()))));
    await host.advanceTo(0);
  }
  const sorted = all.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  const recorded = all.filter((click) => click.recorded).length;
  show(`${OFFICIALS} officials press "agree" at once`, `${recorded} of ${all.length} recorded`);
  show(
    '  p50 / p99',
    `${percentile(sorted, 0.5).toFixed(0)} / ${percentile(sorted, 0.99).toFixed(0)} ms (aim: p99 150 ms)`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'bench-host-'));
try {
  const options = { dataDir: join(folder, 'data'), projects: PROJECTS, seed: 1, fresh: false };
  const fresh = await timed(async () => HostProcess.start(options));
  show('new data folder to ready, first mails sent', `${(fresh.milliseconds / 1000).toFixed(1)} s`);
  await clicks(fresh.result);
  await fresh.result.stop();
  const second = await timed(async () => HostProcess.start(options));
  show('used data folder to ready', `${(second.milliseconds / 1000).toFixed(1)} s (aim: 6 s)`);
  await second.result.crash();
  const killed = await timed(async () => second.result.crash());
  show('killed with -9 to ready again', `${(killed.milliseconds / 1000).toFixed(1)} s`);
  await second.result.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
