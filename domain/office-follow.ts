import type { OpenApproval } from './approval.ts';
import { addresseesOf } from './approval-end.ts';
import type { Effect } from './effect.ts';
import { isAmong, type Office, type OfficeMember, sameAddress } from './office.ts';
import { resolveRecipient } from './office-resolve.ts';
import { type Instant, isWithin, type LocalDate, localDateOf } from './time.ts';

/** Somebody who acts for an office today; `absentUntil` is the first day on which they are back, null while they are there. */
export type PresentMember = { readonly member: OfficeMember; readonly absentUntil: LocalDate | null };

/** How an office stands on a day: its holder (null: the post is vacant), its deputies in order, those who come later. */
export type OfficeStanding = {
  readonly holder: PresentMember | null;
  readonly deputies: readonly PresentMember[];
  /** The holder is away. */
  readonly absent: boolean;
  /** Mail does not arrive at the address of somebody who acts now. */
  readonly bounced: boolean;
};

function present(members: readonly OfficeMember[], date: LocalDate): PresentMember[] {
  return members
    .filter((member) => isWithin(member, date))
    .map((member) => {
      const away = member.absences.filter((absence) => isWithin(absence, date));
      return {
        member,
        absentUntil:
          away
            .map(({ to }) => to)
            .sort()
            .at(-1) ?? null,
      };
    });
}

/** Who acts for an office on the day of `at`, and in what state. */
export function standingOf(office: Office, at: Instant): OfficeStanding {
  const date = localDateOf(at);
  const [holder = null] = present(office.holders, date);
  const deputies = present(office.deputies, date);
  const acting = holder === null ? deputies : [holder, ...deputies];
  return {
    holder,
    deputies,
    absent: holder !== null && holder.absentUntil !== null,
    bounced: acting.some(({ member }) => member.undeliverableSince !== undefined),
  };
}

/**
 * The mails that follow a change of an office at once: an ask that only the duty office holds, for want of anybody who
 * could be reached, goes to the office's own people as soon as there are some. Every other ask is left with whoever has it;
 * its next mail finds who acts by then.
 */
export function mailsAfter(args: {
  /** The office as it is with the change. */
  readonly office: Office;
  readonly duty: Office;
  readonly openAsks: readonly OpenApproval[];
  readonly now: Instant;
}): Effect[] {
  const { office, duty, openAsks, now } = args;
  const own = [...office.holders, ...office.deputies];
  return openAsks.flatMap((approval): Effect[] => {
    const { id: approvalId, generation, passedOver } = approval;
    const asked = addresseesOf(approval);
    const reached = asked.some(
      (email) => own.some((member) => sameAddress(member.email, email)) && !isAmong(passedOver, email),
    );
    if (asked.length === 0 || reached) return [];
    const { standing } = resolveRecipient({ office, duty, passedOver, at: now });
    if (standing === 'duty') return [];
    return [{ type: 'sendMail', template: 'freshLink', approvalId, generation }];
  });
}
