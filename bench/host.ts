/**
 * The local host as its users feel it: the time to ready on a new and on a used data folder, and how long a click on
 * "agree" takes when 20 officials press at the same instant: the first 40 clicks after a start, while the code is cold, and
 * then those of a host that has been at work. Prints a table; asserts nothing.
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
/** A portfolio in which so many asks go out at once that there are clicks left when the code is warm. */
const MANY_PROJECTS = 300;
const COLD_CLICKS = 2 * OFFICIALS;
const WARM_CLICKS = 5 * OFFICIALS;

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

function showClicks(label: string, all: readonly Click[]): void {
  const sorted = all.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other);
  const recorded = all.filter((click) => click.recorded).length;
  const [p50, p99] = [0.5, 0.99].map((part) => percentile(sorted, part).toFixed(0));
  show(label, `${recorded} of ${all.length} recorded, p50 / p99 ${p50} / ${p99} ms`);
}

async function clicks(host: HostProcess): Promise<void> {
  const mails = (await new DrillMailbox(host.url).unread()).filter(({ link }) => link !== undefined);
  const [first, ...others] = await Promise.all(mails.map(clickAgree));
  await first?.();
  const all: Click[] = [];
  for (let index = 0; index + OFFICIALS <= others.length; index += OFFICIALS) {
    all.push(...(await Promise.all(others.slice(index, index + OFFICIALS).map(async (click) => click()))));
    await host.advanceTo(0);
  }
  console.log(`${OFFICIALS} officials press "agree" at the same instant (aim: p99 150 ms)`);
  showClicks('  after a start, code cold', all.slice(0, COLD_CLICKS));
  if (all.length >= COLD_CLICKS + WARM_CLICKS) showClicks('  later, code warm', all.slice(-WARM_CLICKS));
}

/** Does it with a host on a data folder of its own. */
async function withHost(
  folder: string,
  projects: number,
  work: (host: HostProcess, milliseconds: number) => Promise<void>,
): Promise<void> {
  const options = { dataDir: join(folder, `${projects}`), projects, seed: 1, fresh: false };
  const { result: host, milliseconds } = await timed(async () => HostProcess.start(options));
  try {
    await work(host, milliseconds);
  } finally {
    await host.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-host-'));
try {
  await withHost(folder, PROJECTS, async (host, milliseconds) => {
    show('new data folder to ready, first mails sent', `${(milliseconds / 1000).toFixed(1)} s`);
    await clicks(host);
  });
  await withHost(folder, PROJECTS, async (host, milliseconds) => {
    show('used data folder to ready', `${(milliseconds / 1000).toFixed(1)} s (aim: 6 s)`);
    await host.crash();
    const killed = await timed(async () => host.crash());
    show('killed with -9 to ready again', `${(killed.milliseconds / 1000).toFixed(1)} s`);
  });
  await withHost(folder, MANY_PROJECTS, async (host) => {
    console.log(`${MANY_PROJECTS} projects`);
    await clicks(host);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
