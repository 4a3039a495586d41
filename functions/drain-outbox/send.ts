import { randomUUID } from 'node:crypto';
import type { Approval, ApprovalLink, DecidedApproval, MailRecord } from '#domain/approval.ts';
import { addLink, addResultLink, recordMail } from '#domain/approval-delivery.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import type { Recipient } from '#domain/office-resolve.ts';
import { epochMs, type Instant } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { type AskContext, contextOf, surroundingsOf } from '../ask-context.ts';
import { logger, metrics } from '../boundary.ts';
import { type FreshSecret, freshSecret } from '../secrets.ts';
import { ladderFor } from '../subject.ts';
import { recordUndeliverable } from '../undeliverable.ts';
import { recipientOf } from './address.ts';
import type { Deps } from './deps.ts';
import { renderMail } from './mail/render.ts';
import type { MailInput } from './mail/types.ts';

type MailEffect = Extract<Effect, { type: 'sendMail' }>;
type Letter = {
  readonly effect: MailEffect;
  readonly recipient: Recipient;
  readonly secret: FreshSecret;
  readonly mailId: string;
};

/** The link that is mailed: id and secret in the path's tail, the reader's language beside it when it is not Vietnamese. */
function linkTo(deps: Deps, approval: Approval, { recipient, secret }: Letter): string {
  const language = recipient.locale === 'vi' ? '' : `?lang=${recipient.locale}`;
  return `${deps.baseUrl}/a/${approval.id}.${secret.secret}${language}`;
}

/** The mail as it is noted before it is sent; its id goes with it as a tag, and comes back with every event about it. */
function recordOf({ effect, recipient, mailId }: Letter, now: Instant): MailRecord {
  const { template } = effect;
  return { messageId: mailId, template, email: recipient.email, sentAt: now, state: 'sent' };
}

function linkOf({ effect, recipient, secret }: Letter, now: Instant): ApprovalLink {
  const { name, post, email, standing } = recipient;
  const { generation } = effect;
  return { ...secret.hashes, generation, email, name, post, standing, sentAt: now, codeTries: 0 };
}

/**
 * Notes the mail, with the hashes of its link, before it is sent, so that the link works when the mail arrives; one write
 * for both. Null when the approval has moved on since the mail was queued: then there is nothing to send.
 */
async function note(deps: Deps, letter: Letter, asked: Approval): Promise<Approval | null> {
  let read: Approval | undefined = asked;
  try {
    return await decideAgain(async () => {
      const now = deps.now();
      const approval = read ?? (await deps.getApproval(letter.effect.approvalId));
      read = undefined;
      const mail = recordOf(letter, now);
      const link = linkOf(letter, now);
      const change = changeFor(letter.effect.template, { approval, link, mail, now });
      await deps.commit(change, now);
      return change.approvals[0] ?? approval;
    });
  } catch (error) {
    const movedOn = error instanceof Refusal && error.status < 500;
    if (!movedOn) throw error;
    return null;
  }
}

function changeFor(
  template: MailEffect['template'],
  noted: Parameters<typeof addLink>[0] & { mail: MailRecord },
) {
  if (template === 'movedOn') return recordMail(noted);
  return template === 'receipt' ? addResultLink(noted) : addLink(noted);
}

/** The receipt of the Committee's decision may leave before the cooling-off that it begins: it can be stopped all the same. */
function stopOf({ kind, decision }: DecidedApproval, move: AskContext['move']) {
  if (move?.status === 'coolingOff') return { canStop: { until: move.until } };
  const begins = kind === 'decideMove' && decision.outcome === 'agree';
  const ahead = move?.status === 'resolvedByCouncil' || move?.status === 'decidedByCommittee';
  return begins && ahead ? { canStop: {} } : {};
}

function mailOf(deps: Deps, letter: Letter, approval: Approval, context: AskContext): MailInput | null {
  const { recipient, effect } = letter;
  const { projectName, neighbours, silence, move, holder } = context;
  const common = { recipient, locale: recipient.locale, now: deps.now(), projectName };
  const link = linkTo(deps, approval, letter);
  if (effect.template === 'movedOn') {
    return { ...common, template: 'movedOn', approval, ...(holder === undefined ? {} : { holder }) };
  }
  if (effect.template === 'receipt') {
    if (approval.status !== 'decided') return null;
    return { ...common, template: 'receipt', approval, link, neighbours, ...stopOf(approval, move) };
  }
  if (effect.template === 'notice' || approval.status !== 'open') return null;
  const reminders = approval.mails.filter(({ template }) => template === 'remind').length;
  const nth = effect.template === 'remind' ? { nth: reminders } : {};
  const { code } = letter.secret;
  return { ...common, template: effect.template, approval, link, code, silence, neighbours, ...nth };
}

/**
 * Sends one mail about an approval: finds who gets it now, stores the hashes of a fresh link, renders and sends. Nothing is
 * sent for an ask that has moved on. A second run after a lost answer can send a second mail; its link works too.
 */
export async function sendApprovalMail(deps: Deps, effect: MailEffect): Promise<void> {
  const asked = await deps.getApproval(effect.approvalId);
  const now = deps.now();
  const [office, around] = await Promise.all([deps.getOffice(asked.office), surroundingsOf(deps, asked)]);
  const duty = async () => deps.getOffice((await ladderFor(deps, around, now)).offices.duty);
  const recipient = await recipientOf({ effect, approval: asked, offices: { office, duty }, at: now });
  if (recipient === null) {
    logger.info('nobody to mail', { approvalId: asked.id, template: effect.template });
    return;
  }
  const letter = { effect, recipient, secret: freshSecret(), mailId: randomUUID() };
  const approval = await note(deps, letter, asked);
  if (approval === null) return;
  const input = mailOf(deps, letter, approval, contextOf(around, approval));
  if (input === null) return;
  const { approvalId, generation, template } = effect;
  const subject = approval.caseId ?? approval.moveId;
  const due = approval.status === 'open' ? { due: epochMs(approval.deadline.at) } : {};
  const tags = { template, approvalId, generation, mailId: letter.mailId, subject, ...due };
  const result = await deps.sendMail({ to: recipient.email, ...renderMail(input), tags });
  if (result.outcome === 'refused') {
    logger.error('mail refused', { approvalId, template, reason: result.reason });
    const { email } = recipient;
    return recordUndeliverable(deps, { email, approvalId, messageId: letter.mailId, state: 'suppressed' });
  }
  metrics.addMetric('MailSent', 'Count', 1);
}
