import type { Approval } from '#domain/approval.ts';
import { addresseesOf } from '#domain/approval-end.ts';
import type { Effect } from '#domain/effect.ts';
import { isAmong, type Office, type OfficeMember, sameAddress } from '#domain/office.ts';
import {
  deputiesAfter,
  ownRecipient,
  type Recipient,
  resolveRecipient,
  type Standing,
} from '#domain/office-resolve.ts';
import type { Instant } from '#domain/time.ts';

type MailEffect = Extract<Effect, { type: 'sendMail' }>;

/** The duty office stands in so seldom that it is read only when it has to. */
export type Offices = { readonly office: Office; readonly duty: () => Promise<Office> };

type Group = { readonly of: Office; readonly members: readonly OfficeMember[]; readonly standing: Standing };

function memberWith(email: string, groups: readonly Group[]): Recipient | null {
  for (const { of, members, standing } of groups) {
    const member = members.find((each) => sameAddress(each.email, email));
    if (member !== undefined) {
      const { email: address, name, post, locale } = member;
      return { email: address, name, post, locale, standing, office: of.id, passedBy: [] };
    }
  }
  return null;
}

async function onFile(email: string, { office, duty }: Offices): Promise<Recipient | null> {
  const own = memberWith(email, [
    { of: office, members: office.holders, standing: 'holder' },
    { of: office, members: office.deputies, standing: 'deputy' },
  ]);
  if (own !== null) return own;
  const of = await duty();
  return memberWith(email, [{ of, members: [...of.holders, ...of.deputies], standing: 'duty' }]);
}

/**
 * Who gets this mail, looked up when it is sent. A mail to an address on file goes there; the deputy's goes to the next
 * person of the office after those who were asked (to nobody when there is none); every other goes to whoever was asked
 * first and still acts for the office, else to whoever does now: a successor, a deputy, the duty office.
 */
export async function recipientOf(args: {
  readonly effect: MailEffect;
  readonly approval: Approval;
  readonly offices: Offices;
  readonly at: Instant;
}): Promise<Recipient | null> {
  const { effect, approval, offices, at } = args;
  const { passedOver } = approval;
  if (effect.email !== undefined) return onFile(effect.email, offices);
  const asked = addresseesOf(approval).filter((email) => !isAmong(passedOver, email));
  if (effect.template === 'deputy') {
    const spared = [...passedOver, ...asked];
    const last = asked.at(-1) ?? '';
    return deputiesAfter({ office: offices.office, passedOver: spared, at, email: last }).at(0) ?? null;
  }
  if (effect.template !== 'ask') {
    const able = deputiesAfter({ office: offices.office, passedOver, at, email: '' });
    const [first = ''] = asked;
    const before = able.find(({ email }) => sameAddress(email, first));
    if (before !== undefined) return before;
  }
  const { office } = offices;
  return (
    ownRecipient({ office, passedOver, at }) ??
    resolveRecipient({ office, duty: await offices.duty(), passedOver, at })
  );
}
