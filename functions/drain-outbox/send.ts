import type { Approval, ApprovalLink } from '#domain/approval.ts';
import { addLink, addResultLink, recordMail } from '#domain/approval-delivery.ts';
import type { Effect } from '#domain/effect.ts';
import { Refusal } from '#domain/errors.ts';
import type { Recipient } from '#domain/office-resolve.ts';
import { localDateOf } from '#domain/time.ts';
import { decideAgain } from '../again.ts';
import { type AskContext, askContextOf } from '../ask-context.ts';
import { logger, metrics } from '../boundary.ts';
import { type FreshSecret, freshSecret } from '../secrets.ts';
import { recordUndeliverable } from '../undeliverable.ts';
import { recipientOf } from './address.ts';
import type { Deps } from './deps.ts';
import { renderMail } from './mail/render.ts';
import type { MailInput } from './mail/types.ts';

type MailEffect = Extract<Effect, { type: 'sendMail' }>;
type Letter = { readonly effect: MailEffect; readonly recipient: Recipient; readonly secret: FreshSecret };

/** The link that is mailed: id and secret in the path's tail, the reader's language beside it when it is not Vietnamese. */
function linkTo(deps: Deps, approval: Approval, { recipient, secret }: Letter): string {
  const language = recipient.locale === 'vi' ? '' : `?lang=${recipient.locale}`;
  return `${deps.baseUrl}/a/${approval.id}.${secret.secret}${language}`;
}

/**
 * Stores the link before it is mailed, so that it works when the mail arrives. Null when the approval has moved on since
 * the mail was queued: then there is nothing to send.
 */
async function keepLink(deps: Deps, { effect, recipient, secret }: Letter): Promise<Approval | null> {
  const { name, post, email, standing } = recipient;
  try {
    return await decideAgain(async () => {
      const now = deps.now();
      const approval = await deps.getApproval(effect.approvalId);
      const { generation } = effect;
      const link: ApprovalLink = {
        ...secret.hashes,
        generation,
        email,
        name,
        post,
        standing,
        sentAt: now,
        codeTries: 0,
      };
      const change =
        effect.template === 'receipt' ? addResultLink({ approval, link }) : addLink({ approval, link, now });
      await deps.commit(change, now);
      return change.approvals[0] ?? approval;
    });
  } catch (error) {
    const movedOn = error instanceof Refusal && error.status < 500;
    if (!movedOn) throw error;
    return null;
  }
}

function mailOf(deps: Deps, letter: Letter, approval: Approval, context: AskContext): MailInput | null {
  const { recipient, effect } = letter;
  const { projectName, neighbours, silence, move } = context;
  const common = { recipient, locale: recipient.locale, now: deps.now(), projectName };
  const link = linkTo(deps, approval, letter);
  if (effect.template === 'movedOn') {
    const holder =
      context.case !== undefined && 'holder' in context.case ? { holder: context.case.holderName } : {};
    return { ...common, template: 'movedOn', approval, ...holder };
  }
  if (effect.template === 'receipt') {
    if (approval.status !== 'decided') return null;
    const stop = move?.status === 'coolingOff' ? { canStopUntil: move.until } : {};
    return { ...common, template: 'receipt', approval, link, neighbours, ...stop };
  }
  if (effect.template === 'notice' || approval.status !== 'open') return null;
  const reminders = approval.mails.filter(({ template }) => template === 'remind').length;
  const nth = effect.template === 'remind' ? { nth: reminders + 1 } : {};
  const { code } = letter.secret;
  return { ...common, template: effect.template, approval, link, code, silence, neighbours, ...nth };
}

async function noteSent(deps: Deps, { effect, recipient }: Letter, messageId: string): Promise<void> {
  await decideAgain(async () => {
    const approval = await deps.getApproval(effect.approvalId);
    const { template } = effect;
    const mail = { messageId, template, email: recipient.email, sentAt: deps.now(), state: 'sent' as const };
    const change = recordMail({ approval, mail });
    if (change.approvals.length > 0) await deps.commit(change, deps.now());
  });
}

/**
 * Sends one mail about an approval: finds who gets it now, stores the hashes of a fresh link, renders and sends. Nothing is
 * sent for an ask that has moved on. A second run after a lost answer can send a second mail; its link works too.
 */
export async function sendApprovalMail(deps: Deps, effect: MailEffect): Promise<void> {
  const asked = await deps.getApproval(effect.approvalId);
  const now = deps.now();
  const ladder = await deps.latestLadder(localDateOf(now));
  const [office, duty] = await Promise.all([
    deps.getOffice(asked.office),
    deps.getOffice(ladder.offices.duty),
  ]);
  const recipient = recipientOf({ effect, approval: asked, offices: { office, duty }, at: now });
  if (recipient === null) {
    logger.info('nobody to mail', { approvalId: asked.id, template: effect.template });
    return;
  }
  const letter = { effect, recipient, secret: freshSecret() };
  const approval = effect.template === 'movedOn' ? asked : await keepLink(deps, letter);
  if (approval === null) return;
  const input = mailOf(deps, letter, approval, await askContextOf(deps, approval));
  if (input === null) return;
  const { approvalId, generation, template } = effect;
  const tags = { template, approvalId, generation };
  const result = await deps.sendMail({ to: recipient.email, ...renderMail(input), tags });
  if (result.outcome === 'refused') {
    logger.error('mail refused', { approvalId, template, reason: result.reason });
    return recordUndeliverable(deps, { email: recipient.email, approvalId, state: 'suppressed' });
  }
  metrics.addMetric('MailSent', 'Count', 1);
  await noteSent(deps, letter, result.messageId);
}
