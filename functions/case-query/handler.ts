import type { CaseId, OfficeId } from '#domain/ids.ts';
import { CASE_ENDPOINTS } from '../api/contract-cases.ts';
import { approvalView } from '../approval-view.ts';
import { assertSees, boundsOf, type Caller } from '../caller.ts';
import { summariesOf } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { type Deps, dependencies } from './deps.ts';
import { caseDetail } from './detail.ts';

async function visibleCase(deps: Deps, id: CaseId, caller: Caller) {
  const record = await deps.getCase(id);
  assertSees(caller, record.units);
  return record;
}

/** Whoever is bound to units reads what the own office is asked, and what offices of the own units are asked. */
async function assertReadsOffice(deps: Deps, id: OfficeId, caller: Caller): Promise<void> {
  const office = await deps.getOffice(id);
  if (boundsOf(caller) === null || caller.office === id) return;
  assertSees(caller, office.unit === undefined ? [] : [office.unit]);
}

export const caseQueryRoutes = [
  route(CASE_ENDPOINTS.listCases, async (deps: Deps, { query, caller }) => {
    const { project, limit, cursor } = query;
    const asOf = deps.now();
    assertSees(caller, (await deps.getProject(project)).units);
    const page = await deps.casesOfProject(project, { limit, cursor });
    return { asOf, items: await summariesOf(deps, page.items), cursor: page.cursor };
  }),
  route(CASE_ENDPOINTS.getCase, async (deps: Deps, { params, caller }) => {
    const asOf = deps.now();
    const record = await visibleCase(deps, params.caseId, caller);
    return caseDetail(deps, record, caller, asOf);
  }),
  route(CASE_ENDPOINTS.getCaseReceipts, async (deps: Deps, { params, query, caller }) => {
    const asOf = deps.now();
    const { id } = await visibleCase(deps, params.caseId, caller);
    const page = await deps.receiptsOf(id, query);
    return { asOf, chain: id, items: [...page.items], cursor: page.cursor };
  }),
  route(CASE_ENDPOINTS.listApprovals, async (deps: Deps, { query, caller }) => {
    const { office, which, limit, cursor } = query;
    const asOf = deps.now();
    await assertReadsOffice(deps, office, caller);
    const page = await deps.approvalsOfOffice(office, which, { limit, cursor });
    return { asOf, items: page.items.map(approvalView), cursor: page.cursor };
  }),
];

export const handler = httpFunction('case-query', caseQueryRoutes, dependencies);
