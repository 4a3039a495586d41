import * as z from 'zod';
import { Refusal } from './errors.ts';
import { Email, type Office, OfficeMember, sameAddress } from './office.ts';
import { correctAddress, noteAbsence } from './office-members.ts';
import type { Fact } from './receipt.ts';
import { Locale, Localized, text } from './text.ts';
import { LocalDate } from './time.ts';

/**
 * What may be changed about the people of an office. Days are those of Vietnam; the last day of a span is exclusive. Who
 * held the post yesterday stays as it was: memberships begin and end today or later.
 */
export const OfficeCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('appoint'),
    standing: z.enum(['holder', 'deputy']),
    name: text(120),
    post: Localized,
    email: Email,
    locale: Locale.default('vi'),
    from: LocalDate,
    to: LocalDate.optional(),
  }),
  /** `from`: the first day of the membership that ends; `to`: the first day on which it is over. */
  z.strictObject({ type: z.literal('endMembership'), email: Email, from: LocalDate, to: LocalDate }),
  z.strictObject({ type: z.literal('recordAbsence'), email: Email, from: LocalDate, to: LocalDate }),
  z.strictObject({ type: z.literal('cancelAbsence'), email: Email, from: LocalDate, to: LocalDate }),
  z.strictObject({ type: z.literal('correctAddress'), email: Email, newEmail: Email }),
]);
export type OfficeCommand = z.infer<typeof OfficeCommand>;
type Command<T extends OfficeCommand['type']> = Extract<OfficeCommand, { type: T }>;

/** The day from which a command is felt. */
export function dayOf(command: OfficeCommand, today: LocalDate): LocalDate {
  switch (command.type) {
    case 'appoint':
    case 'recordAbsence':
    case 'cancelAbsence':
      return command.from;
    case 'endMembership':
      return command.to;
    case 'correctAddress':
      return today;
  }
}

/** The office as it will be, and what happened, without a person's name or address: receipts name offices. */
export type ChangedOffice = { readonly office: Office; readonly fact: Pick<Fact, 'type' | 'details'> };

type Side = 'holders' | 'deputies';

function refuse(office: Office, path: string, code: string): never {
  throw new Refusal('input.invalid', { office: office.id }, [{ path, code }]);
}

/** Whether a membership has a day in common with one that begins on `from` and ends before `to`. */
function overlaps(member: OfficeMember, from: LocalDate, to: LocalDate | undefined): boolean {
  return (member.to === undefined || from < member.to) && (to === undefined || member.from < to);
}

function endedOn(member: OfficeMember, day: LocalDate): OfficeMember {
  return { ...member, to: day };
}

/** Of those whom `isReplaced` names, whoever acts when the new membership begins ends on that day. */
function replaced(
  office: Office,
  { side, by }: { side: Side; by: Command<'appoint'> },
  isReplaced: (member: OfficeMember) => boolean,
): OfficeMember[] {
  return office[side].map((member) => {
    if (!isReplaced(member) || !overlaps(member, by.from, by.to)) return member;
    return member.from < by.from ? endedOn(member, by.from) : refuse(office, 'from', 'member.laterAppointed');
  });
}

function appoint(office: Office, command: Command<'appoint'>, today: LocalDate): ChangedOffice {
  const { type: _type, standing, ...person } = command;
  const { from, to, email } = command;
  if (from < today) refuse(office, 'from', 'date.past');
  if (to !== undefined && to <= from) refuse(office, 'to', 'span.empty');
  const isThere = (side: Side) =>
    office[side].some((member) => sameAddress(member.email, email) && overlaps(member, from, to));
  if (isThere('holders') || (standing === 'deputy' && isThere('deputies')))
    refuse(office, 'email', 'member.taken');
  const member = OfficeMember.parse({ ...person, absences: [] });
  const people =
    standing === 'holder'
      ? {
          holders: [...replaced(office, { side: 'holders', by: command }, () => true), member],
          // A deputy who becomes the holder is no deputy any more from that day on.
          deputies: replaced(office, { side: 'deputies', by: command }, (each) =>
            sameAddress(each.email, email),
          ),
        }
      : { deputies: [...office.deputies, member] };
  const details = { standing, from, ...(to === undefined ? {} : { to }) };
  return {
    office: { ...office, ...people, version: office.version + 1 },
    fact: { type: 'memberAppointed', details },
  };
}

function endMembership(office: Office, command: Command<'endMembership'>, today: LocalDate): ChangedOffice {
  const { email, from, to } = command;
  const isMeant = (member: OfficeMember) => sameAddress(member.email, email) && member.from === from;
  const [side] = (['holders', 'deputies'] as const).filter((each) => office[each].some(isMeant));
  if (side === undefined) return refuse(office, 'email', 'member.unknown');
  const over = office[side].some(
    (member) => isMeant(member) && member.to !== undefined && member.to <= today,
  );
  if (over || to < today) refuse(office, 'to', 'date.past');
  // Who never began is taken back.
  const members = office[side].flatMap((member) => {
    if (!isMeant(member)) return [member];
    return to <= from ? [] : [endedOn(member, to)];
  });
  const standing = side === 'holders' ? 'holder' : 'deputy';
  return {
    office: { ...office, [side]: members, version: office.version + 1 },
    fact: { type: 'membershipEnded', details: { standing, from, to } },
  };
}

/** An absence that has not begun is taken back; one that has ends today. */
function cancelAbsence(office: Office, command: Command<'cancelAbsence'>, today: LocalDate): ChangedOffice {
  const { email, from, to } = command;
  const isMeant = (absence: OfficeMember['absences'][number]) => absence.from === from && absence.to === to;
  const has = (member: OfficeMember) => sameAddress(member.email, email) && member.absences.some(isMeant);
  if (![...office.holders, ...office.deputies].some(has)) refuse(office, 'from', 'absence.unknown');
  if (to <= today) refuse(office, 'to', 'date.past');
  const cut = (member: OfficeMember): OfficeMember =>
    has(member)
      ? {
          ...member,
          absences: member.absences.flatMap((absence) => {
            if (!isMeant(absence)) return [absence];
            return from < today ? [{ from, to: today }] : [];
          }),
        }
      : member;
  const { holders, deputies, version } = office;
  return {
    office: { ...office, holders: holders.map(cut), deputies: deputies.map(cut), version: version + 1 },
    fact: { type: 'absenceCancelled', details: { from, to } },
  };
}

/**
 * Applies one command to an office, as its next version; the same absence again gives the office back as it was. Refuses
 * `input.invalid` with the field that is wrong: a day that has passed, a span without a day, an address that is not (or is
 * already) of the office, somebody who is appointed for a later day already.
 */
export function changeOffice(args: {
  readonly office: Office;
  readonly command: OfficeCommand;
  readonly today: LocalDate;
}): ChangedOffice {
  const { office, command, today } = args;
  switch (command.type) {
    case 'appoint':
      return appoint(office, command, today);
    case 'endMembership':
      return endMembership(office, command, today);
    case 'cancelAbsence':
      return cancelAbsence(office, command, today);
    case 'recordAbsence': {
      const { email, from, to } = command;
      const changed = noteAbsence(office, email, { from, to });
      return { office: changed, fact: { type: 'absenceRecorded', details: { from, to } } };
    }
    case 'correctAddress': {
      const { email, newEmail } = command;
      const changed = correctAddress(office, email, newEmail);
      const confirmed = sameAddress(email, newEmail);
      return { office: changed, fact: { type: 'addressCorrected', details: { confirmed } } };
    }
  }
}
