import type { Approval, OpenApproval } from './approval.ts';
import { assertOpen } from './approval-checks.ts';
import { approvalFact, withdraw } from './approval-end.ts';
import type { Case, HeldCase, OutOfScopeReason, Referral } from './case.ts';
import { seatAbove } from './case-rung.ts';
import { baseOf, onSeat, putOutOfScope, seatNotices } from './case-steps.ts';
import { heldOf } from './case-why.ts';
import { type Change, mergeChanges, NO_CHANGE } from './change.ts';
import { Refusal } from './errors.ts';
import type { ApprovalId, OfficeId } from './ids.ts';
import { CITY_RUNG, type Ladder } from './ladder.ts';
import type { Move } from './move.ts';
import type { Office } from './office.ts';
import { hashOf } from './receipt-chain.ts';
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

/**
 * Leadership takes the case up to the next rung whose office may decide: the open ask (if any) is withdrawn, which its
 * addressees are told; the office above is asked afresh with its full time and is shown `reason`. The receipt holds the
 * hash of the reason. Refuses `case.closed`, `case.wrongStatus`, `case.topRung`, `case.changed` when `approval` is not the
 * case's present ask.
 */
export function escalateCase(args: {
  readonly case: Case;
  /** The case's open approval; absent while nobody is asked. */
  readonly approval?: OpenApproval | undefined;
  readonly ladder: Ladder;
  readonly reason: string;
  readonly now: Instant;
  readonly by: OfficeId;
}): Change {
  const { approval, ladder, reason, now, by } = args;
  const held = assertHeld(args.case);
  if (held.approvalId !== approval?.id) throw new Refusal('case.changed', { case: held.id });
  const base = baseOf(held);
  const seat = seatAbove(base, ladder, held.rung);
  if (seat === null) throw new Refusal('case.topRung', { case: held.id });
  const ended = approval === undefined ? null : withdraw(approval, 'escalated', now);
  const referred: Referral = { by, reason, at: now };
  const details = {
    from: held.rung,
    to: seat.rung.number,
    cause: 'command',
    by,
    reasonHash: hashOf(reason),
  };
  const facts = [
    ...(ended === null ? [] : [ended.fact]),
    { type: 'caseEscalated' as const, office: seat.office, details },
  ];
  const next = { ...onSeat({ ...base, rounds: 0 }, seat, now), referred };
  return mergeChanges(
    ended === null ? {} : { approvals: [ended.approval], effects: ended.effects },
    changeOfCase({ case: next, facts, effects: seatNotices(base, seat) }, now),
  );
}

/** The office sits on a rung from which a case may be put out of scope, whichever rung the case has reached. */
function sitsHighEnough(office: Office, ladder: Ladder): boolean {
  return ladder.rungs.some((rung) => rung.number >= CITY_RUNG && rung.office === office.kind);
}

/** A case that can be closed: somebody holds it, or held it before its pause. */
function closable(record: Case): HeldCase {
  if (record.status !== 'paused') return assertHeld(record);
  const held = heldOf(record);
  if (held === null) throw new Refusal('case.wrongStatus', { case: record.id, status: record.status });
  return { ...held, ...baseOf(record) };
}

/**
 * Leadership closes a case that nobody on the ladder can clear, with a ground from the list and its reason in words. All
 * open asks are withdrawn, owner and reporter are told. `confirm` is the case's code, typed by hand. Refuses `case.closed`,
 * `case.wrongStatus` (nobody asked yet, or its capital is moving), `case.belowCity`, `approval.conflictOfInterest` (who
 * reported or owns the project), `case.confirmationDiffers`.
 */
export function closeCase(args: {
  readonly case: Case;
  readonly openApprovals: readonly OpenApproval[];
  readonly ladder: Ladder;
  readonly ground: OutOfScopeReason;
  readonly reason: string;
  readonly confirm: string;
  readonly now: Instant;
  /** The record of the office that closes it. */
  readonly by: Office;
}): Change {
  const { openApprovals, ladder, ground, reason, confirm, now, by } = args;
  const held = closable(args.case);
  if (!sitsHighEnough(by, ladder)) throw new Refusal('case.belowCity', { office: by.id });
  if (by.id === held.reportedBy || by.id === held.owner) {
    throw new Refusal('approval.conflictOfInterest', { office: by.id });
  }
  if (confirm !== held.id) {
    const field = { path: 'confirm', code: 'case.confirmationDiffers' };
    throw new Refusal('case.confirmationDiffers', { case: held.id }, [field]);
  }
  const ended = openApprovals.map((approval) => withdraw(approval, 'caseClosed', now));
  const step = putOutOfScope({ case: held, ladder, now, office: by.id, reason, ground });
  return mergeChanges(
    { approvals: ended.map(({ approval }) => approval), effects: ended.flatMap(({ effects }) => effects) },
    changeOfCase({ ...step, facts: [...ended.map(({ fact }) => fact), ...step.facts] }, now),
  );
}
