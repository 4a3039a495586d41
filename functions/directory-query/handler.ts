import { localDateOf } from '#domain/time.ts';
import { API } from '../api/contract.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

type Offices = { readonly items: Awaited<ReturnType<Deps['officesOfUnit']>>; readonly cursor: string | null };

export const directoryQueryRoutes = [
  route(API.listUnits, async (deps: Deps) => ({ items: [...(await deps.units())] })),
  route(API.listOffices, async (deps: Deps, { query }) => {
    const { unit, kind, ...page } = query;
    const asOf = deps.now();
    let found: Offices = { items: [], cursor: null };
    // A unit has a handful of offices: one page holds them all.
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
  route(API.getOffice, (deps: Deps, { params }) => deps.getOffice(params.officeId)),
  route(API.getCalendar, (deps: Deps) => deps.latestCalendar()),
  route(API.getLadder, (deps: Deps) => deps.latestLadder(localDateOf(deps.now()))),
];

export const handler = httpFunction('directory-query', directoryQueryRoutes, dependencies);
