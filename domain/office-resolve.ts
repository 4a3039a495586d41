import { Refusal } from './errors.ts';
import type { OfficeId } from './ids.ts';
import { isAmong, type Office, type OfficeMember, sameAddress } from './office.ts';
import type { Locale, Localized } from './text.ts';
import { type Instant, isWithin, type LocalDate, localDateOf } from './time.ts';

/** In what capacity a person acts: for the post itself, as its deputy, or for the duty office when nobody else can. */
export type Standing = 'holder' | 'deputy' | 'duty';

/** Why somebody was not asked; `vacant` (without an address) says that nobody holds the post at that time. */
export type PassedBy =
  | { readonly email: OfficeMember['email']; readonly reason: 'absent' | 'undeliverable' | 'passedOver' }
  | { readonly email: null; readonly reason: 'vacant' };

/** Who gets the mail, as what, for which office (the duty office's id when it stands in), and who was passed by before. */
export type Recipient = {
  readonly email: OfficeMember['email'];
  readonly name: string;
  readonly post: Localized;
  readonly locale: Locale;
  readonly standing: Standing;
  readonly office: OfficeId;
  readonly passedBy: readonly PassedBy[];
};

export type ResolveArgs = {
  readonly office: Office;
  /** Addresses that are not to be asked for this approval: they forwarded it, or mail to them came back. */
  readonly passedOver: readonly string[];
  readonly at: Instant;
};

type Found = { readonly member: OfficeMember; readonly standing: Standing };

function inForce(members: readonly OfficeMember[], date: LocalDate): OfficeMember[] {
  return members.filter((member) => isWithin(member, date));
}

function obstacle(member: OfficeMember, passedOver: readonly string[], date: LocalDate): PassedBy | null {
  const { email } = member;
  if (isAmong(passedOver, email)) {
    return { email, reason: 'passedOver' };
  }
  if (member.undeliverableSince !== undefined) return { email, reason: 'undeliverable' };
  if (member.absences.some((absence) => isWithin(absence, date))) return { email, reason: 'absent' };
  return null;
}

function candidatesOf(office: Office, date: LocalDate): Found[] {
  return [
    ...inForce(office.holders, date).map((member) => ({ member, standing: 'holder' }) as const),
    ...inForce(office.deputies, date).map((member) => ({ member, standing: 'deputy' }) as const),
  ];
}

function recipientOf(found: Found, office: OfficeId, passedBy: readonly PassedBy[]): Recipient {
  const { email, name, post, locale } = found.member;
  return { email, name, post, locale, standing: found.standing, office, passedBy };
}

/** Looks through one office; `passedBy` collects why people (or the vacant post) were passed by. */
function search({ office, passedOver, at }: ResolveArgs): { found: Found | null; passedBy: PassedBy[] } {
  const date = localDateOf(at);
  const candidates = candidatesOf(office, date);
  const passedBy: PassedBy[] = candidates.some(({ standing }) => standing === 'holder')
    ? []
    : [{ email: null, reason: 'vacant' }];
  for (const found of candidates) {
    const reason = obstacle(found.member, passedOver, date);
    if (reason === null) return { found, passedBy };
    passedBy.push(reason);
  }
  return { found: null, passedBy };
}

/** Who of the office's own people is asked: its holder, else its deputies in order. Null when only the duty office is left. */
export function ownRecipient(args: ResolveArgs): Recipient | null {
  const { found, passedBy } = search(args);
  return found === null ? null : recipientOf(found, args.office.id, passedBy);
}

/**
 * Who is asked for an office: its holder, else its deputies in order, else the duty office's people, and when all of duty
 * are away, the duty holder regardless: never nobody. Valid and absent are judged on the Vietnamese day of `at`.
 * Refuses `office.unknown` only when the duty office has no people at all.
 */
export function resolveRecipient(args: ResolveArgs & { readonly duty: Office }): Recipient {
  const { office, duty, at } = args;
  const own = search(args);
  if (own.found !== null) return recipientOf(own.found, office.id, own.passedBy);
  const onDuty = search({ ...args, office: duty });
  const passedBy = office.id === duty.id ? own.passedBy : [...own.passedBy, ...onDuty.passedBy];
  const member =
    onDuty.found?.member ??
    candidatesOf(duty, localDateOf(at)).at(0)?.member ??
    [...duty.holders, ...duty.deputies].at(0);
  if (member === undefined) throw new Refusal('office.unknown', { office: duty.id });
  return recipientOf({ member, standing: 'duty' }, duty.id, passedBy);
}

/**
 * The office's own people who can act at `at`, in order, after the person with the address `email` (all of them when that
 * is nobody of the office): whom a forwarded ask goes to, and whose deputies a reminder names. Empty when there is none.
 */
export function deputiesAfter(args: ResolveArgs & { readonly email: string }): Recipient[] {
  const { office, passedOver, at, email } = args;
  const date = localDateOf(at);
  const candidates = candidatesOf(office, date);
  const position = candidates.findIndex(({ member }) => sameAddress(member.email, email));
  return candidates
    .slice(position + 1)
    .filter(({ member }) => obstacle(member, passedOver, date) === null)
    .map((found) => recipientOf(found, office.id, []));
}
