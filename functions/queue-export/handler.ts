import type { CaseId } from '#domain/ids.ts';
import { localDateOf } from '#domain/time.ts';
import { QUEUE_ENDPOINTS } from '../api/contract-queue.ts';
import type { CaseSummary } from '../api/views.ts';
import { summariesOf } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { idsOf, ownUnits, questionOf, rank } from '../queue-query/ranked.ts';
import { workbookFile } from '../workbook-file.ts';
import { type Deps, dependencies } from './deps.ts';
import { sheetOf } from './sheet.ts';

/** Cases whose records and asks are read together. */
const BATCH = 200;

async function summaries(deps: Deps, ids: readonly CaseId[]): Promise<CaseSummary[]> {
  const found: CaseSummary[] = [];
  for (let from = 0; from < ids.length; from += BATCH) {
    found.push(...(await summariesOf(deps, await deps.findCases(ids.slice(from, from + BATCH)))));
  }
  return found;
}

export const queueExportRoutes = [
  route(QUEUE_ENDPOINTS.exportQueue, async (deps: Deps, { query, caller }) => {
    const now = deps.now();
    const { locale } = query;
    const question = questionOf(query, ownUnits(caller, query));
    const { inOrder } = await rank(deps, question, { now, readAt: now });
    const [cases, units] = await Promise.all([summaries(deps, idsOf(inOrder)), deps.units()]);
    const unitNames = new Map<string, string>(units.map(({ code, name }) => [code, name[locale]]));
    const { rows, columns, name } = sheetOf(cases, { locale, asOf: now, unitNames });
    const bytes = await workbookFile([{ data: rows, columns, sheet: name, stickyRowsCount: 3 }]);
    return { type: 'xlsx' as const, name: `hang-cho-${localDateOf(now)}.xlsx`, bytes };
  }),
];

export const handler = httpFunction('queue-export', queueExportRoutes, dependencies);
