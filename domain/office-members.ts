import { Refusal } from './errors.ts';
import { type Office, type OfficeMember, sameAddress } from './office.ts';
import type { Localized } from './text.ts';
import { type Instant, isWithin, type LocalDate, localDateOf } from './time.ts';

/** Somebody who acts for an office: as its holder, or as a deputy. */
export type Acting = {
  readonly name: string;
  readonly post: Localized;
  readonly email: string;
  readonly standing: 'holder' | 'deputy';
};

/**
 * The member with this address who acts for the office at `at`, the holder before a deputy; null when it is nobody of it,
 * or no longer. Somebody noted as absent who signs in is there.
 */
export function memberActing(office: Office, email: string, at: Instant): Acting | null {
  const date = localDateOf(at);
  const present = (member: OfficeMember) => sameAddress(member.email, email) && isWithin(member, date);
  const holder = office.holders.find(present);
  const member = holder ?? office.deputies.find(present);
  if (member === undefined) return null;
  const { name, post, email: address } = member;
  return { name, post, email: address, standing: holder === undefined ? 'deputy' : 'holder' };
}

/** The office with each member of that address changed, as its next version. Refuses `input.invalid` when there is none. */
function withMember(office: Office, email: string, change: (member: OfficeMember) => OfficeMember): Office {
  const changed = (member: OfficeMember) => (sameAddress(member.email, email) ? change(member) : member);
  if (![...office.holders, ...office.deputies].some((member) => sameAddress(member.email, email))) {
    throw new Refusal('input.invalid', { office: office.id }, [{ path: 'email', code: 'member.unknown' }]);
  }
  return {
    ...office,
    holders: office.holders.map(changed),
    deputies: office.deputies.map(changed),
    version: office.version + 1,
  };
}

/**
 * Notes that a member is away from `from` until the day before `to`. The same absence again changes nothing (the office as
 * it is comes back). Refuses `input.invalid` for a span without a day and for an address that is not of the office.
 */
export function noteAbsence(
  office: Office,
  email: string,
  span: { readonly from: LocalDate; readonly to: LocalDate },
): Office {
  const { from, to } = span;
  if (to <= from) throw new Refusal('input.invalid', {}, [{ path: 'to', code: 'span.empty' }]);
  const known = ({ absences }: OfficeMember) => absences.some((each) => each.from === from && each.to === to);
  const members = [...office.holders, ...office.deputies].filter((member) =>
    sameAddress(member.email, email),
  );
  if (members.length > 0 && members.every(known)) return office;
  return withMember(office, email, (member) =>
    known(member) ? member : { ...member, absences: [...member.absences, { from, to }] },
  );
}

/**
 * Replaces a member's address, or confirms it when both are the same; either way mail goes there again. Refuses
 * `input.invalid` for an address that is not of the office, and for a new one that somebody else of the office has.
 */
export function correctAddress(office: Office, email: string, newEmail: string): Office {
  const moves = !sameAddress(email, newEmail);
  if (
    moves &&
    [...office.holders, ...office.deputies].some((member) => sameAddress(member.email, newEmail))
  ) {
    throw new Refusal('input.invalid', { office: office.id }, [{ path: 'newEmail', code: 'member.taken' }]);
  }
  return withMember(office, email, ({ undeliverableSince: _mended, ...member }) => ({
    ...member,
    email: newEmail,
  }));
}
