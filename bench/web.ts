/**
 * How soon the first page is useful, on a phone's processor: a cold browser, sign-in done, four times slower. Prints time
 * to the finding of the overview, the slowest interaction, requests and bytes of a first visit.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launch } from '#test/web/browser.ts';
import { TestHost } from '#test/web/host.ts';
import { openPage, signIn } from '#test/web/pages.ts';
import { buildSite } from '#web/build.ts';
import { slowestInteraction } from './browser/interaction.ts';

const AIM_MS = 1500;
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, slow: { type: 'string', default: '4' } },
});
const runs = Number(values.runs);

type Visit = { readonly useful: number; readonly requests: number; readonly kilobytes: number };

/** A first visit in the same session: nothing is cached, the processor is slowed down. */
async function visit(page: Page): Promise<Visit> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Emulation.setCPUThrottlingRate', { rate: Number(values.slow) });
  let bytes = 0;
  let requests = 0;
  session.on('Network.requestWillBeSent', () => {
    requests += 1;
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const begun = performance.now();
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1, name: /hồ sơ/ }).waitFor();
  const useful = performance.now() - begun;
  await page.waitForLoadState('networkidle');
  await session.detach();
  return { useful, requests, kilobytes: bytes / 1024 };
}

/** Milliseconds of its own processor time that the page's main thread takes for a first visit, at full speed: what a shared machine can say. */
async function work(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
  await page.goto('about:blank');
  const before = await busy();
  await page.goto('/', { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1, name: /hồ sơ/ }).waitFor();
  const after = await busy();
  await session.detach();
  return after < before ? after : after - before;
}

/** Somebody searches from the keyboard. */
async function search(page: Page): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('kenh tham luong', { delay: 60 });
  await page.getByRole('option').first().waitFor();
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function measure(browser: Browser, url: string): Promise<void> {
  const { page } = await openPage(browser, url, { locale: 'vi', colorScheme: 'light', width: 360 });
  await signIn(page, 'chu-tich-thanh-pho');
  const visits: Visit[] = [];
  for (let run = 0; run < runs; run += 1) visits.push(await visit(page));
  const useful = visits.map((each) => each.useful);
  const [last] = visits.slice(-1);
  console.log(`${runs} cold visits, processor ${values.slow} times slower (aim: ${AIM_MS} ms)`);
  console.log(
    `first page useful      median ${median(useful).toFixed(0)} ms, slowest ${Math.max(...useful).toFixed(0)} ms`,
  );
  const worked = [await work(page), await work(page), await work(page)];
  console.log(
    `its processor time     median ${median(worked).toFixed(0)} ms at full speed, so ${(median(worked) * Number(values.slow)).toFixed(0)} ms on the slow one`,
  );
  console.log(
    `interaction, slowest   ${(await slowestInteraction(page, async () => search(page)))?.toFixed(0)} ms`,
  );
  console.log(`requests               ${last?.requests}`);
  console.log(`transferred            ${last?.kilobytes.toFixed(0)} KiB`);
}

const folder = mkdtempSync(join(tmpdir(), 'bench-web-'));
const host = await TestHost.open();
const browser = await launch();
try {
  const { files } = await buildSite({ outDir: join(folder, 'site') });
  console.log(`files of the site      ${files.length}`);
  await measure(browser, host.url);
} finally {
  await browser.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
}
