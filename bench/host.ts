/**
 * The local host as its users feel it: the time to ready on a new and on a used data folder, and how long a click on
 * "agree" takes with 20 officials: at work at once, each of whom opens a mail's page, reads for two seconds and presses,
 * while the workflows go on behind them; and, what no office does, all in the same instant. Both tell the first 40 clicks
 * after a start, while the code is cold, from those of a host that has been at work. Prints a table; asserts nothing.
 *
 *   npm run bench -- host
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HostProcess } from '#local/drill/host-process.ts';
import { type DrillMail, DrillMailbox } from '#local/drill/mailbox.ts';
import { openPage, press, read } from '#local/drill/page.ts';

const OFFICIALS = 20;
const PROJECTS = 57;
/** A portfolio in which so many asks go out at once that there are clicks left when the code is warm. */
const MANY_PROJECTS = 300;
const COLD_CLICKS = 2 * OFFICIALS;
const WARM_CLICKS = 5 * OFFICIALS;
/** How long an official looks at a page before pressing (ms): much shorter than anybody who decides on money. */
const READS_MS = 2000;

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

function showColdAndWarm(all: readonly Click[]): void {
  showClicks('  after a start, code cold', all.slice(0, COLD_CLICKS));
  if (all.length >= COLD_CLICKS + WARM_CLICKS) showClicks('  later, code warm', all.slice(-WARM_CLICKS));
}

async function mailsOf(host: HostProcess): Promise<readonly DrillMail[]> {
  return (await new DrillMailbox(host.url).unread()).filter(({ link }) => link !== undefined);
}

/** 20 officials at work until the mails are answered: each opens the next one, reads it and presses. */
async function atWork(host: HostProcess): Promise<void> {
  const mails = (await mailsOf(host)).values();
  const all: Click[] = [];
  const official = async (_: unknown, index: number): Promise<void> => {
    await pause((READS_MS * index) / OFFICIALS);
    for (const mail of mails) {
      const click = await clickAgree(mail);
      await pause(READS_MS);
      all.push(await click());
    }
  };
  await Promise.all(Array.from({ length: OFFICIALS }, official));
  console.log(
    `${OFFICIALS} officials at work, each reads ${READS_MS / 1000} s and presses (aim: p99 150 ms)`,
  );
  showColdAndWarm(all);
}

async function sameInstant(host: HostProcess): Promise<void> {
  const [first, ...others] = await Promise.all((await mailsOf(host)).map(clickAgree));
  await first?.();
  const all: Click[] = [];
  for (let index = 0; index + OFFICIALS <= others.length; index += OFFICIALS) {
    all.push(...(await Promise.all(others.slice(index, index + OFFICIALS).map(async (click) => click()))));
    await host.advanceTo(0);
  }
  console.log(`${OFFICIALS} officials press in the same instant (aim: p99 150 ms)`);
  showColdAndWarm(all);
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
    await sameInstant(host);
  });
  await withHost(folder, PROJECTS, async (host, milliseconds) => {
    show('used data folder to ready', `${(milliseconds / 1000).toFixed(1)} s (aim: 6 s)`);
    await host.crash();
    const killed = await timed(async () => host.crash());
    show('killed with -9 to ready again', `${(killed.milliseconds / 1000).toFixed(1)} s`);
  });
  for (const clicks of [atWork, sameInstant]) {
    const fresh = mkdtempSync(join(folder, 'many-'));
    await withHost(fresh, MANY_PROJECTS, async (host) => {
      console.log(`${MANY_PROJECTS} projects`);
      await clicks(host);
    });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
