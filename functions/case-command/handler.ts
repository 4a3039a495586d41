import type { Case } from '#domain/case.ts';
import { consequencesOf } from '#domain/case-consequence.ts';
import { recordDocument } from '#domain/case-document.ts';
import type { Change } from '#domain/change.ts';
import type { CaseId, OfficeId } from '#domain/ids.ts';
import type { Localized } from '#domain/text.ts';
import type { Instant } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import type { PreviewedAct } from '../api/contract-cases.ts';
import { CASE_ENDPOINTS } from '../api/contract-cases.ts';
import { assertSees, type Caller, officeOf } from '../caller.ts';
import { summaryOfCase } from '../case-view.ts';
import { httpFunction, route } from '../http.ts';
import { sessionDecider } from '../session-decider.ts';
import { type Command, type Decided, decideCommand } from './decisions.ts';
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

/** Carries out a command of leadership. */
async function carryOut(deps: Deps, caseId: CaseId, command: Command, caller: Caller) {
  const by = officeOf(caller);
  return act(
    deps,
    caseId,
    async (record, now) => (await decideCommand(deps, record, command, { by, now })).change,
  );
}

/** What is not typed yet when somebody looks at the consequences; none of it changes them. */
const NOT_TYPED = '…';

/** The names of all offices that the change tells or asks. */
async function namesFor(deps: Deps, { record, change }: Decided) {
  const after = change.cases.find(({ id }) => id === record.id);
  const holder = after !== undefined && 'holder' in after ? [after.holder] : [];
  const told = change.effects.flatMap((effect) => (effect.type === 'sendNotice' ? [effect.office] : []));
  const offices = await Promise.all([...new Set([...holder, ...told])].map((id) => deps.getOffice(id)));
  const names = new Map<OfficeId, Localized>(offices.map(({ id, name }) => [id, name]));
  return (id: OfficeId): Localized => names.get(id) ?? { vi: id, en: id };
}

/** The command that is looked at, with what changes nothing about its consequences filled in. */
function completed(asked: PreviewedAct, record: Case): Command {
  switch (asked.act) {
    case 'urge':
      return { act: 'urge', confirmed: true };
    case 'escalate':
      return { act: 'escalate', reason: NOT_TYPED };
    case 'pause':
      return { ...asked, reason: 'court', note: '' };
    case 'close':
      return { act: 'close', ground: 'other', reason: NOT_TYPED, confirm: record.id };
    case 'reassign':
    case 'resume':
      return asked;
  }
}

export const caseCommandRoutes = [
  route(CASE_ENDPOINTS.urgeCase, (deps: Deps, { params: { caseId }, body, caller }) =>
    carryOut(deps, caseId, { act: 'urge', ...body }, caller),
  ),
  route(CASE_ENDPOINTS.reassignCase, (deps: Deps, { params: { caseId }, body, caller }) =>
    carryOut(deps, caseId, { act: 'reassign', ...body }, caller),
  ),
  route(CASE_ENDPOINTS.escalateCase, (deps: Deps, { params: { caseId }, body, caller }) =>
    carryOut(deps, caseId, { act: 'escalate', ...body }, caller),
  ),
  route(CASE_ENDPOINTS.pauseCase, (deps: Deps, { params: { caseId }, body, caller }) =>
    carryOut(deps, caseId, { act: 'pause', ...body }, caller),
  ),
  route(CASE_ENDPOINTS.resumeCase, (deps: Deps, { params: { caseId }, caller }) =>
    carryOut(deps, caseId, { act: 'resume' }, caller),
  ),
  route(CASE_ENDPOINTS.closeCase, async (deps: Deps, { params: { caseId }, body, caller }) => {
    // As with every decision that ends something, the directory has to know the account as a member of its office today.
    await sessionDecider(deps, caller);
    return carryOut(deps, caseId, { act: 'close', ...body }, caller);
  }),
  route(CASE_ENDPOINTS.previewCaseAct, async (deps: Deps, { params: { caseId }, body, caller }) => {
    const by = officeOf(caller);
    const now = deps.now();
    const record = await deps.getCase(caseId);
    const [decided, ladder, calendar] = await Promise.all([
      decideCommand(deps, record, completed(body, record), { by, now }),
      deps.ladderOf(record.ladderVersion),
      deps.latestCalendar(),
    ]);
    const { change, openApprovals: before } = decided;
    const nameOf = await namesFor(deps, decided);
    const consequences = consequencesOf({ case: record, change, before, ladder, calendar, nameOf, now });
    return { asOf: now, consequences };
  }),
  route(CASE_ENDPOINTS.recordCaseDocument, (deps: Deps, { params: { caseId }, body, caller }) => {
    const by = officeOf(caller);
    return act(deps, caseId, (record, now) => {
      assertSees(caller, record.units);
      return recordDocument({ case: record, document: body, by, now });
    });
  }),
];

export const handler = httpFunction('case-command', caseCommandRoutes, dependencies);
