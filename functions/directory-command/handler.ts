import type { OfficeId } from '#domain/ids.ts';
import type { Office } from '#domain/office.ts';
import { correctAddress, noteAbsence } from '#domain/office-members.ts';
import { API } from '../api/contract.ts';
import { logger } from '../boundary.ts';
import type { Caller } from '../caller.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';

type Act = { readonly what: string; readonly caller: Caller; readonly change: (office: Office) => Office };

/** Reads, changes and saves the office; who did it stands in the log, for the directory has no chain of receipts. */
async function changeOffice(deps: Deps, id: OfficeId, { what, caller, change }: Act): Promise<Office> {
  const before = await deps.getOffice(id);
  const after = change(before);
  if (after === before) return before;
  await deps.saveOffice(after);
  logger.info(what, { office: id, by: caller.username });
  return after;
}

export const directoryCommandRoutes = [
  route(API.recordAbsence, (deps: Deps, { params, body: { email, from, to }, caller }) =>
    changeOffice(deps, params.officeId, {
      what: 'absence noted',
      caller,
      change: (office) => noteAbsence(office, email, { from, to }),
    }),
  ),
  route(API.correctAddress, (deps: Deps, { params, body: { email, newEmail }, caller }) =>
    changeOffice(deps, params.officeId, {
      what: 'address corrected',
      caller,
      change: (office) => correctAddress(office, email, newEmail),
    }),
  ),
];

export const handler = httpFunction('directory-command', directoryCommandRoutes, dependencies);
