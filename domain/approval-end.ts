import type { Approval, OpenApproval } from './approval.ts';
import type { Effect } from './effect.ts';
import { sameAddress } from './office.ts';
import type { Fact, FactType } from './receipt.ts';
import type { Instant } from './time.ts';

type Ended = Exclude<Approval, { status: 'open' }>;
type Withdrawn = Extract<Approval, { status: 'withdrawn' }>;

/** Wakes the workflow that waits for this approval, if one does; it then reads for itself what happened. */
export function wake(approval: OpenApproval): Effect[] {
  const { id, waiting } = approval;
  if (waiting === undefined) return [];
  return [{ type: 'answerToken', approvalId: id, generation: waiting.generation, token: waiting.token }];
}

/** The addresses that hold a link of the present generation: whoever was asked and may still answer. */
export function addresseesOf(approval: Approval): string[] {
  const present = approval.links.filter((link) => link.generation === approval.generation);
  return [...new Set(present.map((link) => link.email))];
}

/** Tells everybody who was asked, except one, that there is nothing left for them to do here. */
export function tellMovedOn(approval: Approval, except?: string): Effect[] {
  const { id: approvalId, generation } = approval;
  return addresseesOf(approval)
    .filter((email) => except === undefined || !sameAddress(email, except))
    .map((email) => ({ type: 'sendMail', template: 'movedOn', approvalId, generation, email }));
}

/** What stays of an open approval when it ends: no wait, no stopped clock. */
export function closed(approval: OpenApproval): Omit<Ended, 'status'> {
  const { status: _open, waiting: _wait, stopped: _pause, planAgain: _again, ...rest } = approval;
  return { ...rest, version: approval.version + 1 };
}

/** A fact about an approval, with what identifies the ask. */
export function approvalFact(type: FactType, approval: Approval, details: Fact['details']): Fact {
  const { id: approvalId, office, kind, generation } = approval;
  return { type, office, approvalId, details: { kind, generation, ...details } };
}

/** Takes an ask back: the record, its receipt, and the mails and the wake-up that follow. */
export function withdraw(
  approval: OpenApproval,
  reason: Withdrawn['reason'],
  now: Instant,
): { approval: Withdrawn; fact: Fact; effects: Effect[] } {
  return {
    approval: { ...closed(approval), status: 'withdrawn', endedAt: now, reason },
    fact: approvalFact('approvalWithdrawn', approval, { reason }),
    effects: [...tellMovedOn(approval), ...wake(approval)],
  };
}
