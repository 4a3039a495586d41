import type { OpenApproval } from './approval.ts';
import { approvalFact, wake } from './approval-end.ts';
import type { Case } from './case.ts';
import { type Change, mergeChanges } from './change.ts';
import type { Effect } from './effect.ts';
import { Refusal } from './errors.ts';
import type { Move } from './move.ts';
import { isAmong, type Office } from './office.ts';
import { resolveRecipient } from './office-resolve.ts';
import type { Fact } from './receipt.ts';
import { noteFacts } from './seal.ts';
import type { Instant } from './time.ts';

/** Who can be next: the people of the asked office, then those of the duty office. */
export type Heirs = { readonly office: Office; readonly duty: Office };

/**
 * The ask goes to the next person of the office (a deputy, else duty), under the same clock: a new generation, so every
 * link of the old one dies. `recorded` is the receipt of the decision to forward; `decide` checks and calls. Refuses
 * `approval.noDeputy` when only somebody who passed it on already is left, or nobody is known.
 */
export function forward(args: {
  readonly approval: OpenApproval;
  /** Who passes it on. */
  readonly email: string;
  readonly recorded: Fact;
  readonly case?: Case | undefined;
  readonly move?: Move | undefined;
  readonly heirs?: Heirs | undefined;
  readonly now: Instant;
}): Change {
  const { approval, email, recorded, case: record, move, heirs, now } = args;
  const passedOver = [...new Set([...approval.passedOver, email])];
  const next = heirs && resolveRecipient({ ...heirs, passedOver, at: now });
  if (next === undefined || isAmong(passedOver, next.email)) {
    throw new Refusal('approval.noDeputy', { office: approval.office });
  }
  const { waiting: _wait, planAgain: _again, ...rest } = approval;
  const generation = approval.generation + 1;
  const forwarded: OpenApproval = { ...rest, passedOver, generation, version: approval.version + 1 };
  const mail = { type: 'sendMail' as const, approvalId: approval.id };
  const effects: Effect[] = [
    { ...mail, template: 'ask', generation },
    { ...mail, template: 'movedOn', generation: approval.generation, email },
    ...wake(approval),
  ];
  const facts = [recorded, approvalFact('deputyAsked', forwarded, { standing: next.standing })];
  return mergeChanges({ approvals: [forwarded], effects }, noteFacts({ case: record, move }, facts, now));
}
