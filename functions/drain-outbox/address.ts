import type { Approval } from '#domain/approval.ts';
import { addresseesOf } from '#domain/approval-end.ts';
import type { Effect } from '#domain/effect.ts';
import type { Office, OfficeMember } from '#domain/office.ts';
import { deputiesAfter, type Recipient, resolveRecipient } from '#domain/office-resolve.ts';
import type { Instant } from '#domain/time.ts';

type MailEffect = Extract<Effect, { type: 'sendMail' }>;

export type Offices = { readonly office: Office; readonly duty: Office };

function memberWith(email: string, { office, duty }: Offices): Recipient | null {
  const groups = [
    { of: office, members: office.holders, standing: 'holder' },
    { of: office, members: office.deputies, standing: 'deputy' },
    { of: duty, members: [...duty.holders, ...duty.deputies], standing: 'duty' },
  ] as const;
  for (const { of, members, standing } of groups) {
    const member: OfficeMember | undefined = members.find((each) => each.email === email);
    if (member !== undefined) {
      const { name, post, locale } = member;
      return { email, name, post, locale, standing, office: of.id, passedBy: [] };
    }
  }
  return null;
}

/**
 * Who gets this mail, looked up when it is sent. A mail to an address on file goes there; the deputy's goes to the next
 * person of the office after those who were asked (to nobody when there is none); every other goes to whoever was asked
 * first and still acts for the office, else to whoever does now: a successor, a deputy, the duty office.
 */
export function recipientOf(args: {
  readonly effect: MailEffect;
  readonly approval: Approval;
  readonly offices: Offices;
  readonly at: Instant;
}): Recipient | null {
  const { effect, approval, offices, at } = args;
  const { passedOver } = approval;
  if (effect.email !== undefined) return memberWith(effect.email, offices);
  const asked = addresseesOf(approval).filter((email) => !passedOver.includes(email));
  if (effect.template === 'deputy') {
    const spared = [...passedOver, ...asked];
    const last = asked.at(-1) ?? '';
    return deputiesAfter({ office: offices.office, passedOver: spared, at, email: last }).at(0) ?? null;
  }
  if (effect.template !== 'ask') {
    const able = deputiesAfter({ office: offices.office, passedOver, at, email: '' });
    const before = able.find(({ email }) => email === asked.at(0));
    if (before !== undefined) return before;
  }
  return resolveRecipient({ ...offices, passedOver, at });
}
