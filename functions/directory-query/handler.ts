import { Refusal } from '#domain/errors.ts';
import { changeOffice, dayOf } from '#domain/office-change.ts';
import { localDateOf } from '#domain/time.ts';
import { CAPITAL_ENDPOINTS } from '../api/contract-capital.ts';
import { DIRECTORY_ENDPOINTS } from '../api/contract-directory.ts';
import { httpFunction, route } from '../http.ts';
import { logLines } from '../log-lines.ts';
import { dutyOffice, officeDetail, openAsksOf, previewOf } from '../office-view.ts';
import { previewCalendar } from './calendar.ts';
import { type Deps, dependencies } from './deps.ts';
import { directoryPage } from './page.ts';

type Offices = { readonly items: Awaited<ReturnType<Deps['officesOfUnit']>>; readonly cursor: string | null };

export const directoryQueryRoutes = [
  route(CAPITAL_ENDPOINTS.listUnits, async (deps: Deps) => ({ items: [...(await deps.units())] })),
  route(CAPITAL_ENDPOINTS.listOffices, async (deps: Deps, { query }) => {
    const { unit, kind, ...page } = query;
    const asOf = deps.now();
    let found: Offices = { items: [], cursor: null };
    // A unit has a handful of offices: one page holds them all, and no cursor leads to another.
    if (unit !== undefined && page.cursor !== undefined) {
      throw new Refusal('input.invalid', {}, [{ path: 'cursor', code: 'page.cursor' }]);
    }
    if (unit !== undefined) found = { items: await deps.officesOfUnit(unit), cursor: null };
    else if (kind !== undefined) found = await deps.officesOfKind(kind, page);
    const wanted = found.items.filter((office) => kind === undefined || office.kind === kind);
    return {
      asOf,
      items: wanted.map((office) => ({
        id: office.id,
        kind: office.kind,
        name: office.name,
        unit: office.unit ?? null,
      })),
      cursor: found.cursor,
    };
  }),
  route(CAPITAL_ENDPOINTS.getOffice, (deps: Deps, { params }) => deps.getOffice(params.officeId)),
  route(DIRECTORY_ENDPOINTS.listDirectory, (deps: Deps, { query }) => directoryPage(deps, query)),
  route(DIRECTORY_ENDPOINTS.getOfficeDetail, (deps: Deps, { params }) => officeDetail(deps, params.officeId)),
  route(DIRECTORY_ENDPOINTS.getOfficeLog, async (deps: Deps, { params, query }) => {
    const office = await deps.getOffice(params.officeId);
    const page = await deps.receiptsOf(office.id, { ...query, newestFirst: true });
    return { asOf: deps.now(), items: await logLines(deps, page.items), cursor: page.cursor };
  }),
  route(DIRECTORY_ENDPOINTS.previewOfficeChange, async (deps: Deps, { params, body: { command } }) => {
    const [before, duty, openAsks] = await Promise.all([
      deps.getOffice(params.officeId),
      dutyOffice(deps),
      openAsksOf(deps, params.officeId),
    ]);
    const now = deps.now();
    const today = localDateOf(now);
    const { office: after } = changeOffice({ office: before, command, today });
    return previewOf({ before, after, duty, openAsks, from: dayOf(command, today), now });
  }),
  route(CAPITAL_ENDPOINTS.getCalendar, (deps: Deps) => deps.latestCalendar()),
  route(DIRECTORY_ENDPOINTS.previewCalendar, (deps: Deps, { body, query }) =>
    previewCalendar(deps, body, query),
  ),
  route(DIRECTORY_ENDPOINTS.getCalendarLog, async (deps: Deps, { query }) => {
    const page = await deps.receiptsOf('CALENDAR', { ...query, newestFirst: true });
    return { asOf: deps.now(), items: await logLines(deps, page.items), cursor: page.cursor };
  }),
  route(CAPITAL_ENDPOINTS.getLadder, (deps: Deps) => deps.latestLadder(localDateOf(deps.now()))),
];

export const handler = httpFunction('directory-query', directoryQueryRoutes, dependencies);
