import { markUndeliverable } from '#domain/approval-delivery.ts';
import type { ApprovalId } from '#domain/ids.ts';
import { decideAgain } from './again.ts';
import { logger, metrics } from './boundary.ts';
import type { State } from './state.ts';
import { subjectOf } from './subject.ts';

export type UndeliverableVerbs = Pick<
  State,
  'commit' | 'getApproval' | 'getCase' | 'getMove' | 'markMemberUndeliverable' | 'now'
>;

export type Undelivered = {
  readonly email: string;
  readonly approvalId?: ApprovalId | undefined;
  readonly messageId?: string | undefined;
  readonly state: 'bounced' | 'complained' | 'suppressed';
};

/**
 * A mail that did not arrive: the address is passed over from now on, and the ask ends, for it reached nobody; the same
 * office is then asked afresh, and its deputy gets the mail. The address goes first, so that the new ask already knows.
 */
export async function recordUndeliverable(deps: UndeliverableVerbs, mail: Undelivered): Promise<void> {
  const { email, approvalId, messageId, state } = mail;
  const offices = await deps.markMemberUndeliverable(email, deps.now());
  logger.warn('mail did not arrive', { offices, approvalId, state });
  metrics.addMetric('MailUndeliverable', 'Count', 1);
  if (approvalId === undefined) return;
  await decideAgain(async () => {
    const now = deps.now();
    const approval = await deps.getApproval(approvalId);
    const subject = await subjectOf(deps, approval);
    const change = markUndeliverable({ approval, ...subject, email, messageId, state, now });
    if (change.approvals.length > 0) await deps.commit(change, now);
  });
}
