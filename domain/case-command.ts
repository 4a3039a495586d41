import type { Approval, OpenApproval } from './approval.ts';
import { assertOpen } from './approval-checks.ts';
import { approvalFact, withdraw } from './approval-end.ts';
import type { Case, HeldCase } from './case.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import type { Move } from './move.ts';
import type { Office } from './office.ts';
import { changeOfCase, noteFacts } from './seal.ts';
import { type Instant, localDateOf } from './time.ts';

/** A case that somebody holds. Refuses `case.closed`, and `case.wrongStatus` for one that waits for nobody's answer. */
function assertHeld(record: Case): HeldCase {
  switch (record.status) {
    case 'inReview':
    case 'returned':
    case 'escalated':
      return record;
    case 'cleared':
    case 'reallocated':
    case 'outOfScope':
      throw new Refusal('case.closed', { case: record.id });
    case 'reported':
    case 'reallocating':
    case 'paused':
      throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
  }
}

/** The ask that the case waits for. Refuses what `assertHeld` refuses, and `case.changed` while the next one is being made. */
export function presentAsk(record: Case): ApprovalId {
  const { approvalId, id } = assertHeld(record);
  if (approvalId === undefined) throw new Refusal('case.changed', { case: id });
  return approvalId;
}

/** The office that would act on its own matter: on what it reported, asked or promised. */
function conflictingOffice(held: HeldCase): OfficeId {
  if (held.status === 'returned') return held.askedBy;
  return held.commitment?.office ?? held.reportedBy;
}

/**
 * Gives the case, on its present rung, to another office: the open ask (if any) is withdrawn, the new office is asked
 * afresh with its full time. The same office again changes nothing. Refuses `case.closed`, `case.wrongStatus`,
 * `approval.conflictOfInterest`, `case.changed` when `approval` is not the case's present ask.
 */
export function reassignCase(args: {
  readonly case: Case;
  /** The case's open approval; absent while nobody is asked. */
  readonly approval?: OpenApproval | undefined;
  readonly office: Office;
  readonly now: Instant;
  readonly by: OfficeId;
}): Change {
  const { approval, office, now, by } = args;
  const held = assertHeld(args.case);
  if (office.id === held.holder) return NO_CHANGE;
  if (office.id === conflictingOffice(held)) {
    throw new Refusal('approval.conflictOfInterest', { office: office.id });
  }
  if (held.approvalId !== approval?.id) throw new Refusal('case.changed', { case: held.id });
  const ended = approval === undefined ? null : withdraw(approval, 'reassigned', now);
  const { approvalId: _asked, deadline: _due, answered: _answered, ...rest } = held;
  const next = { ...rest, holder: office.id, holderName: office.name, since: now, undeliverable: false };
  const details = { from: held.holder, to: office.id, rung: held.rung };
  const facts = [
    ...(ended === null ? [] : [ended.fact]),
    { type: 'caseReassigned' as const, office: by, details },
  ];
  return mergeChanges(
    ended === null ? {} : { approvals: [ended.approval], effects: ended.effects },
    changeOfCase({ case: next, facts, effects: [] }, now),
  );
}

/**
 * Leadership urges whoever is asked: one mail, noted in the chain. A second time on the same day is refused with
 * `approval.urgedToday` unless `confirmed`. The clock does not change. Refuses what `assertOpen` refuses.
 */
export function urge(args: {
  readonly approval: Approval;
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  readonly confirmed: boolean;
  readonly by: OfficeId;
  readonly now: Instant;
}): Change {
  const { case: record, move, confirmed, by, now } = args;
  const approval = assertOpen(args.approval, now);
  const { id: approvalId, generation, urgedAt } = approval;
  if (!confirmed && urgedAt !== undefined && localDateOf(urgedAt) === localDateOf(now)) {
    throw new Refusal('approval.urgedToday', { urgedAt });
  }
  const facts = [approvalFact('caseUrged', approval, { by })];
  return mergeChanges(noteFacts({ case: record, move }, facts, now), {
    approvals: [{ ...approval, urgedAt: now, version: approval.version + 1 }],
    effects: [{ type: 'sendMail', template: 'urge', approvalId, generation }],
  });
}
