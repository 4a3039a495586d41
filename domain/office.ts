import * as z from 'zod';
import { OfficeId, UnitCode } from './ids.ts';
import { Locale, Localized, Provenance, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

export const OfficeKind = z.enum([
  'owner',
  'reporter',
  'districtChair',
  'districtSecretary',
  'department',
  'cityChairman',
  'standingCommittee',
  'council',
  'committee',
  'finance',
  'duty',
]);
export type OfficeKind = z.infer<typeof OfficeKind>;

/** Work e-mail of an official. SES takes ASCII local parts only. */
export const Email = z
  .string()
  .max(254)
  .regex(/^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/);

/** Addresses are the same whatever their case. */
export function sameAddress(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

export function isAmong(addresses: readonly string[], email: string): boolean {
  return addresses.some((address) => sameAddress(address, email));
}

/** Who acts for an office during a span of days: `to` is the first day on which it is over. Name, post and work e-mail only. */
export const OfficeMember = z.object({
  name: text(120),
  post: Localized,
  email: Email,
  locale: Locale,
  from: LocalDate,
  to: LocalDate.optional(),
  absences: z.array(z.object({ from: LocalDate, to: LocalDate })),
  /** Set when mail to the address came back; the address is passed over until someone corrects it. */
  undeliverableSince: Instant.optional(),
});
export type OfficeMember = z.infer<typeof OfficeMember>;

/** A post (chức danh/cơ quan) that can be asked; people are looked up when mail is sent. `deputies` are in order. */
export const Office = z.object({
  id: OfficeId,
  kind: OfficeKind,
  name: Localized,
  unit: UnitCode.optional(),
  holders: z.array(OfficeMember),
  deputies: z.array(OfficeMember),
  provenance: Provenance,
  version: z.int().nonnegative(),
});
export type Office = z.infer<typeof Office>;
