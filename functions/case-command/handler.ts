import type { Case } from '#domain/case.ts';
import { closeCase, escalateCase, presentAsk, reassignCase, urge } from '#domain/case-command.ts';
import { pauseCase, resumeCase } from '#domain/case-pause.ts';
import { heldOf } from '#domain/case-why.ts';
import type { Change } from '#domain/change.ts';
import { Refusal } from '#domain/errors.ts';
import type { CaseId, OfficeId } from '#domain/ids.ts';
import type { Office } from '#domain/office.ts';
import type { Instant } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { API } from '../api/contract.ts';
import { officeOf } from '../caller.ts';
import { summaryOfCase } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { sessionDecider } from '../session-decider.ts';
import { type Deps, dependencies } from './deps.ts';

/** Reads the case, decides, commits, and answers the case as it is now; again when it moved on in between. */
async function act(
  deps: Deps,
  caseId: CaseId,
  decide: (record: Case, now: Instant) => Promise<Change> | Change,
) {
  const record = await decideAgain(async () => {
    const now = deps.now();
    const before = await deps.getCase(caseId);
    const change = await decide(before, now);
    if (change.cases.length + change.approvals.length > 0) await deps.commit(change, now);
    return change.cases.find(({ id }) => id === caseId) ?? before;
  });
  return summaryOfCase(deps, record);
}

/** An office that somebody typed: when there is none, the field is wrong, not the address of the request. */
async function namedOffice(deps: Deps, id: OfficeId): Promise<Office> {
  try {
    return await deps.getOffice(id);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'office.unknown') throw error;
    throw new Refusal('input.unknownOffice', { office: id }, [
      { path: 'office', code: 'input.unknownOffice' },
    ]);
  }
}

/** The open ask of the case, where it waits for one. */
async function openAsk(deps: Deps, record: Case) {
  const id = heldOf(record)?.approvalId;
  const approval = id === undefined ? undefined : await deps.getApproval(id);
  return approval?.status === 'open' ? approval : undefined;
}

export const caseCommandRoutes = [
  route(API.urgeCase, (deps: Deps, { params, body: { confirmed }, caller }) => {
    const by = officeOf(caller);
    return act(deps, params.caseId, async (record, now) => {
      const approval = await deps.getApproval(presentAsk(record));
      return urge({ approval, case: record, confirmed, by, now });
    });
  }),
  route(API.reassignCase, async (deps: Deps, { params, body, caller }) => {
    const by = officeOf(caller);
    const office = await namedOffice(deps, body.office);
    return act(deps, params.caseId, async (record, now) => {
      const approval = await openAsk(deps, record);
      return reassignCase({ case: record, approval, office, now, by });
    });
  }),
  route(API.escalateCase, (deps: Deps, { params: { caseId }, body: { reason }, caller }) => {
    const by = officeOf(caller);
    return act(deps, caseId, async (record, now) => {
      const [approval, ladder] = await Promise.all([
        openAsk(deps, record),
        deps.ladderOf(record.ladderVersion),
      ]);
      return escalateCase({ case: record, approval, ladder, reason, now, by });
    });
  }),
  route(API.closeCase, async (deps: Deps, { params: { caseId }, body, caller }) => {
    // As with every decision that ends something, the directory has to know the account as a member of its office today.
    const decider = await sessionDecider(deps, caller);
    const by = await deps.getOffice(decider.office);
    return act(deps, caseId, async (record, now) => {
      const [openApprovals, ladder] = await Promise.all([
        deps.openApprovalsOfCase(caseId),
        deps.ladderOf(record.ladderVersion),
      ]);
      return closeCase({ case: record, openApprovals, ladder, ...body, now, by });
    });
  }),
  route(API.pauseCase, async (deps: Deps, { params: { caseId }, body, caller }) => {
    const by = officeOf(caller);
    const calendar = await deps.latestCalendar();
    return act(deps, caseId, async (record, now) => {
      const openApprovals = await deps.openApprovalsOfCase(caseId);
      return pauseCase({ case: record, openApprovals, ...body, calendar, now, by });
    });
  }),
  route(API.resumeCase, async (deps: Deps, { params: { caseId }, caller }) => {
    const by = officeOf(caller);
    const calendar = await deps.latestCalendar();
    return act(deps, caseId, async (record, now) => {
      const openApprovals = await deps.openApprovalsOfCase(caseId);
      return resumeCase({ case: record, openApprovals, calendar, now, by });
    });
  }),
];

export const handler = httpFunction('case-command', caseCommandRoutes, dependencies);
