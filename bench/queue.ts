/**
 * The escalation queue with 10,000 open cases (1,000 paused, 2,000 closed beside them) in the embedded store: how long the
 * function takes to answer, from the parsed event to the finished body, for the plain list of an index, for urgency over the
 * whole city, with filters, search and counts, and deep in the list.
 *
 *   npm run bench -- queue [--cases 10000] [--runs 30]
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { instantAt } from '#domain/time.ts';
import { logger } from '#functions/boundary.ts';
import { answerHttp } from '#functions/http.ts';
import { queueRoutes } from '#functions/queue-query/handler.ts';
import { newApprovalId } from '#functions/state.ts';
import { makeTestBed } from '#test/adapters/dynamo/bed.ts';
import { startDynoxide } from '#test/adapters/dynamo/server.ts';
import { aCalendar, aLadder } from '#test/domain/builders.ts';
import { as, eventOf } from '#test/functions/api/call.ts';
import { fillWithCases, TODAY } from '#test/functions/queue-query/many.ts';

const AIM_MS = 200;
const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, runs: { type: 'string', default: '30' } },
});
const runs = Number(values.runs);

const QUESTIONS: readonly (readonly [string, Record<string, string>])[] = [
  ['plain list by due time', {}],
  ['overdue in one unit, by due time', { unit: '776', overdue: 'true' }],
  ['by urgency, first page with counts', { sort: 'urgency', state: 'attention', overview: 'true' }],
  ['by urgency, page only', { sort: 'urgency' }],
  [
    'rung 2 and 3, two units, one category, with counts',
    { sort: 'urgency', rung: '2,3', unit: '776,778', category: 'GPMB', overview: 'true' },
  ],
  [
    'search "rach so 39" in all, with counts',
    { sort: 'urgency', state: 'all', find: 'rach so 39', overview: 'true' },
  ],
  ['undeliverable only', { sort: 'urgency', undeliverable: 'true' }],
];

const Page = z.object({ items: z.array(z.unknown()), cursor: z.string().nullable() });

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

logger.setLogLevel('SILENT');
const server = await startDynoxide();
try {
  const bed = await makeTestBed(server.endpoint);
  await bed.registry.importRows({ calendars: [aCalendar()], ladders: [aLadder({ version: '1' })] });
  await fillWithCases(bed, Number(values.cases));
  const deps = { ...bed.registry, newApprovalId, now: () => instantAt(TODAY, '10:00') };
  const ask = async (query: Record<string, string>) => {
    const event = eventOf('getQueue', { as: as.leader, query: { limit: '50', ...query } });
    const before = process.cpuUsage();
    const began = performance.now();
    const { statusCode, body } = await answerHttp(queueRoutes, () => deps, event);
    const milliseconds = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    if (statusCode !== 200) throw new Error(`the queue answered ${statusCode}: ${body}`);
    return { milliseconds, busy: (user + system) / 1000, page: Page.parse(JSON.parse(body ?? '')) };
  };
  const measure = async (name: string, query: Record<string, string>): Promise<void> => {
    await ask(query);
    const times: number[] = [];
    const work: number[] = [];
    let rows = 0;
    for (let run = 0; run < runs; run += 1) {
      const { milliseconds, busy, page } = await ask(query);
      times.push(milliseconds);
      work.push(busy);
      rows = page.items.length;
    }
    const [p50, p99, cpu] = [percentile(times, 0.5), percentile(times, 0.99), percentile(work, 0.5)];
    const shown = `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, own processor ${cpu.toFixed(0)} ms`;
    console.log(`${name.padEnd(52)} ${shown}, ${rows} rows`);
  };
  const { milliseconds: cold } = await ask({ sort: 'urgency', overview: 'true' });
  console.log(
    `${values.cases} open cases, ${runs} runs each (aim: ${AIM_MS} ms); first answer of a cold function ${cold.toFixed(0)} ms`,
  );
  for (const [name, query] of QUESTIONS) await measure(name, query);
  let cursor = (await ask({ sort: 'urgency' })).page.cursor;
  for (let page = 1; page < 20 && cursor !== null; page += 1) {
    ({ cursor } = (await ask({ sort: 'urgency', cursor })).page);
  }
  if (cursor !== null) await measure('by urgency, the twenty-first page', { sort: 'urgency', cursor });
} finally {
  await server.stop();
}
