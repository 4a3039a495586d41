import { recordMail } from '#domain/approval-delivery.ts';
import { Refusal } from '#domain/errors.ts';
import { instantOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { logger, observed } from '../boundary.ts';
import { recordUndeliverable, type Undelivered } from '../undeliverable.ts';
import { MailEvent } from './contract.ts';
import { type Deps, dependencies } from './deps.ts';

/** The id under which the mail was noted when it was sent; SES's own for a mail that was not ours to note. */
function mailIdOf({ messageId, tags }: MailEvent['detail']['mail']): string {
  return tags?.mailId?.[0] ?? messageId;
}

const SUPPRESSED = ['Suppressed', 'OnAccountSuppressionList'];

/**
 * The addresses that a mail did not reach. A transient bounce (a full mailbox) was not an ask either: the deputy is
 * asked, and the address is passed over until somebody corrects it.
 */
function undelivered({ detail }: MailEvent): Undelivered[] {
  const { mail, bounce, complaint } = detail;
  const about = { approvalId: mail.tags?.approvalId?.[0], messageId: mailIdOf(mail) };
  if (bounce !== undefined) {
    const state = SUPPRESSED.includes(bounce.bounceSubType) ? 'suppressed' : 'bounced';
    return bounce.bouncedRecipients.map(({ emailAddress: email }) => ({ ...about, email, state }));
  }
  if (detail.eventType === 'Reject') {
    return mail.destination.map((email) => ({ ...about, email, state: 'bounced' }));
  }
  const complained = complaint?.complainedRecipients ?? [];
  return complained.map(({ emailAddress: email }) => ({ ...about, email, state: 'complained' }));
}

/** Notes the delivery. */
async function recordDelivery(deps: Deps, { detail }: MailEvent): Promise<void> {
  const { destination, timestamp, tags } = detail.mail;
  const messageId = mailIdOf(detail.mail);
  const [approvalId, template, email] = [tags?.approvalId?.[0], tags?.template?.[0], destination[0]];
  if (approvalId === undefined || template === undefined || email === undefined) return;
  const sentAt = instantOf(Date.parse(timestamp));
  await decideAgain(async () => {
    const approval = await deps.getApproval(approvalId);
    const mail = { messageId, template, email, sentAt, state: 'delivered' as const };
    const change = recordMail({ approval, mail });
    if (change.approvals.length > 0) await deps.commit(change, deps.now());
  });
}

/** What became of a mail: delivered is noted; bounced, complained of and suppressed end the ask, for it reached nobody. */
export async function mailEvent(deps: Deps, event: unknown): Promise<void> {
  const parsed = MailEvent.parse(event);
  try {
    if (parsed.detail.eventType === 'Delivery') await recordDelivery(deps, parsed);
    for (const mail of undelivered(parsed)) await recordUndeliverable(deps, mail);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'approval.unknown') throw error;
    logger.warn('event about a mail of no known approval', { messageId: parsed.detail.mail.messageId });
  }
}

export const handler = observed<unknown, void>('mail-events', (event) => mailEvent(dependencies(), event));
