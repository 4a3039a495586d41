/**
 * The queue page in Chromium with 10,000 open cases behind it: how long from the address to the first rows, from a press to the
 * next page of rows, to the rows of another filter, of another tab and of a search, and how soon the page shows that it was
 * pressed (interaction to next paint, the browser's own timing).
 *
 *   npm run bench -- queue-page [--cases 10000] [--runs 7] [--pictures FOLDER]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import type { Locator, Page } from 'playwright-core';
import { createRegistry } from '#adapters/dynamo/registry.ts';
import { instantAt, LocalDate } from '#domain/time.ts';
import { startStore } from '#local/dynamodb/process.ts';
import { clientOf } from '#test/adapters/dynamo/server.ts';
import { aLadder } from '#test/domain/builders.ts';
import { fillWithCases } from '#test/functions/queue-query/many.ts';
import { launch } from '#test/web/browser.ts';
import { TestHost } from '#test/web/host.ts';
import { openPage, signIn } from '#test/web/pages.ts';
import { slowestInteraction } from './browser/interaction.ts';

/** Of one interaction to the next paint, and of an answer of the API. */
const AIM_MS = 200;
/** Before the host's day: what changes in its future is read anew with every answer. */
const CHANGED_AT = instantAt(LocalDate.parse('2024-10-01'), '07:00');
const PAGE = 50;
const PAGES = 10;
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '7' },
    pictures: { type: 'string' },
  },
});
const runs = Number(values.runs);

/** Writes the cases into the store of a data folder that no host uses. */
async function fill(dataDir: string): Promise<void> {
  const store = await startStore(join(dataDir, 'dynamodb'));
  const client = clientOf(`http://127.0.0.1:${store.port}`);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const named = (word: string): string => TableNames.find((name) => name.toLowerCase().includes(word)) ?? '';
  const tableNames = { registry: named('registry'), outbox: named('outbox') };
  // The ladder by which these cases climb; the host's own cases keep theirs.
  await createRegistry({ client, tableNames }).importRows({ ladders: [aLadder({ version: '1' })] });
  await fillWithCases({ client, tableNames }, Number(values.cases), CHANGED_AT);
  client.destroy();
  await store.stop();
}

type Timed = { readonly rows: number; readonly paint: number | undefined };

const rowsOf = (page: Page): Locator => page.locator('tr[data-case]');
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function show(label: string, times: readonly Timed[]): void {
  const rows = times.map((each) => each.rows);
  const paints = times.flatMap(({ paint }) => (paint === undefined ? [] : [paint]));
  const painted =
    paints.length === 0
      ? ''
      : `, next paint median ${median(paints).toFixed(0)} ms, slowest ${Math.max(...paints).toFixed(0)} ms`;
  console.log(
    `${label.padEnd(44)} rows median ${median(rows).toFixed(0)} ms, slowest ${Math.max(...rows).toFixed(0)} ms${painted}`,
  );
}

/** Does it, and waits until the page shows what came of it. */
async function timed(page: Page, act: () => Promise<void>, shown: () => Promise<void>): Promise<Timed> {
  let rows = 0;
  const paint = await slowestInteraction(page, async () => {
    const began = performance.now();
    await act();
    await shown();
    rows = performance.now() - began;
  });
  return { rows, paint };
}

/** Until the rows are those of an answer that comes from now on, and are drawn. */
async function nextRows(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse((answer) => answer.url().includes('/api/queue?'));
  await act();
  await answered;
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

async function times(count: number, once: (run: number) => Promise<Timed>): Promise<readonly Timed[]> {
  const all: Timed[] = [];
  for (let run = 0; run < count; run += 1) all.push(await once(run));
  return all;
}

async function picture(page: Page, name: string): Promise<void> {
  if (values.pictures !== undefined) await page.screenshot({ path: join(values.pictures, `${name}.png`) });
}

async function opens(page: Page): Promise<Timed> {
  const began = performance.now();
  await page.goto('/queue?tab=open', { waitUntil: 'commit' });
  await rowsOf(page).first().waitFor();
  return { rows: performance.now() - began, paint: undefined };
}

async function pagesOn(page: Page, run: number): Promise<Timed> {
  const more = page.getByRole('button', { name: 'Xem thêm' });
  const wanted = rowsOf(page).nth((run + 1) * PAGE);
  await more.scrollIntoViewIfNeeded();
  return timed(
    page,
    async () => more.click(),
    async () => wanted.waitFor(),
  );
}

/** Each time from a page opened anew: its answers are kept while it is there. */
async function narrows(page: Page): Promise<Timed> {
  await opens(page);
  const rung = page.getByLabel('Bậc', { exact: true });
  return timed(
    page,
    async () => nextRows(page, async () => rung.press('ArrowDown')),
    async () => rowsOf(page).first().waitFor(),
  );
}

async function changesTab(page: Page): Promise<Timed> {
  await opens(page);
  const tab = page.getByRole('link', { name: /^Quá hạn/ }).first();
  return timed(
    page,
    async () => nextRows(page, async () => tab.click()),
    async () => rowsOf(page).first().waitFor(),
  );
}

async function looks(page: Page): Promise<Timed> {
  return timed(
    page,
    async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
    },
    async () => page.getByText(/^Đã chọn/).waitFor(),
  );
}

async function measure(page: Page): Promise<void> {
  console.log(
    `${values.cases} open cases, ${runs} runs each (aim: an answer and a paint ${AIM_MS} ms; rows wait for both and the way)`,
  );
  show('from the address to the first rows', await times(runs, async () => opens(page)));
  await picture(page, 'queue-first');
  show('next page, ten in a row', await times(PAGES, async (run) => pagesOn(page, run)));
  await picture(page, 'queue-deep');
  show(`choose a row by keys, ${(PAGES + 1) * PAGE} rows shown`, await times(1, async () => looks(page)));
  show('filter by rung', await times(runs, async () => narrows(page)));
  await picture(page, 'queue-narrowed');
  show('another tab, ranked anew', await times(runs, async () => changesTab(page)));
  await picture(page, 'queue-overdue');
}

const host = await TestHost.open(fill);
const browser = await launch();
try {
  const { page } = await openPage(browser, host.url);
  await signIn(page, 'chu-tich-thanh-pho', '/queue?tab=open');
  await measure(page);
} finally {
  await browser.close();
  await host.close();
}
