import type { Approval } from '#domain/approval.ts';
import type { Case } from '#domain/case.ts';
import { seatAbove } from '#domain/case-rung.ts';
import { heldOf } from '#domain/case-why.ts';
import type { ApprovalId } from '#domain/ids.ts';
import type { Ladder } from '#domain/ladder.ts';
import type { CaseAct } from './api/case-view.ts';
import { CASE_ENDPOINTS } from './api/contract-cases.ts';
import type { Role } from './api/roles.ts';
import type { Caller } from './caller.ts';

function mayCall(caller: Caller, access: 'public' | readonly Role[]): boolean {
  return access === 'public' || caller.roles.some((role) => access.includes(role));
}

/** What can be done about a case as it stands, whoever does it. */
function possible(record: Case, ladder: Ladder): CaseAct[] {
  switch (record.status) {
    case 'inReview':
    case 'returned':
    case 'escalated': {
      const asked = record.approvalId !== undefined;
      const above = seatAbove(record, ladder, record.rung) !== null;
      return [
        ...(asked ? (['urge'] as const) : []),
        ...(above ? (['escalate'] as const) : []),
        'reassign',
        'pause',
        'close',
        'recordDocument',
      ];
    }
    case 'paused':
      return ['resume', ...(heldOf(record) === null ? [] : (['close'] as const)), 'recordDocument'];
    case 'reported':
    case 'reallocating':
      return ['pause', 'recordDocument'];
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      return ['recordDocument'];
  }
}

const ENDPOINT_OF = {
  urge: CASE_ENDPOINTS.urgeCase,
  escalate: CASE_ENDPOINTS.escalateCase,
  reassign: CASE_ENDPOINTS.reassignCase,
  pause: CASE_ENDPOINTS.pauseCase,
  resume: CASE_ENDPOINTS.resumeCase,
  close: CASE_ENDPOINTS.closeCase,
  recordDocument: CASE_ENDPOINTS.recordCaseDocument,
  decide: CASE_ENDPOINTS.recordDecision,
} as const satisfies Record<CaseAct, { readonly access: 'public' | readonly Role[] }>;

/** The open ask that the caller's own office has to answer; null where there is none, or the clock stands. */
export function askOfCaller(caller: Caller, approvals: readonly Approval[]): ApprovalId | null {
  if (caller.office === null || !mayCall(caller, CASE_ENDPOINTS.recordDecision.access)) return null;
  const own = approvals.find(
    (each) => each.status === 'open' && each.stopped === undefined && each.office === caller.office,
  );
  return own?.id ?? null;
}

/** What the caller may do about the case now: by the same table by which the API admits. */
export function actsOf(
  caller: Caller,
  record: Case,
  ladder: Ladder,
  approvals: readonly Approval[],
): CaseAct[] {
  const own = askOfCaller(caller, approvals) === null ? [] : (['decide'] as const);
  return [
    ...own,
    ...possible(record, ladder).filter(
      (act) => caller.office !== null && mayCall(caller, ENDPOINT_OF[act].access),
    ),
  ];
}
