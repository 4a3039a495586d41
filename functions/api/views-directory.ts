import * as z from 'zod';
import { ApprovalKind } from '#domain/approval.ts';
import { Calendar } from '#domain/calendar.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, UnitCode } from '#domain/ids.ts';
import { Office, OfficeKind, OfficeMember } from '#domain/office.ts';
import { Receipt } from '#domain/receipt.ts';
import { Localized, Provenance } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';

/** Somebody who acts for an office today. `absentUntil`: the first day back, null while they are there. */
const Person = OfficeMember.pick({ name: true, post: true, email: true, from: true, to: true }).extend({
  absentUntil: LocalDate.nullable(),
  undeliverableSince: Instant.nullable(),
});
export type Person = z.infer<typeof Person>;

/** Who gets the next mail of an office: one of its own people, or (`duty`) somebody of the duty office. */
const NextRecipient = z.object({
  name: z.string(),
  post: Localized,
  email: z.string(),
  standing: z.enum(['holder', 'deputy', 'duty']),
});
export type NextRecipient = z.infer<typeof NextRecipient>;

/** An office as the directory lists it, on the day it was read. */
export const DirectoryRow = z.object({
  id: OfficeId,
  kind: OfficeKind,
  name: Localized,
  unit: z.object({ code: UnitCode, name: Localized }).nullable(),
  provenance: Provenance,
  /** Null: the post is vacant. */
  holder: Person.nullable(),
  deputies: z.array(Person),
  absent: z.boolean(),
  bounced: z.boolean(),
  recipient: NextRecipient,
  /** Open cases that wait for this office; `casesMore`: that many or more. */
  casesWaiting: z.int().nonnegative(),
  casesMore: z.boolean(),
});
export type DirectoryRow = z.infer<typeof DirectoryRow>;

/** A line of a log; null where no office wrote it. */
export const LogLine = Receipt.extend({ officeName: Localized.nullable() });
export type LogLine = z.infer<typeof LogLine>;

/** One office: the row, every membership in time with its absences, what it is asked now, and its log, newest first. */
export const OfficeDetail = z.object({
  asOf: Instant,
  row: DirectoryRow,
  office: Office,
  asks: z.array(
    z.object({
      id: ApprovalId,
      kind: ApprovalKind,
      caseId: CaseId.nullable(),
      moveId: MoveId.nullable(),
      title: z.object({ vi: z.string(), en: z.string() }),
      dueAt: Instant,
    }),
  ),
  log: z.array(LogLine),
});

/** What a change of an office would do: who gets its mail today, from the change on, and which asks are mailed at once. */
export const OfficeChangePreview = z.object({
  asOf: Instant,
  version: z.int().nonnegative(),
  /** The day from which the change is felt. */
  on: LocalDate,
  before: NextRecipient,
  after: NextRecipient,
  openAsks: z.int().nonnegative(),
  mailedNow: z.int().nonnegative(),
});

const Times = z.object({ dueAt: Instant, expiresAt: Instant });

/** One deadline that a change of the calendar would move. */
export const DeadlineMove = z.object({
  approvalId: ApprovalId,
  kind: ApprovalKind,
  office: OfficeId,
  officeName: Localized,
  caseId: CaseId.nullable(),
  moveId: MoveId.nullable(),
  before: Times,
  after: Times,
  /** Calendar days by which the due day moves. */
  days: z.int().nonnegative(),
});
export type DeadlineMove = z.infer<typeof DeadlineMove>;

/** A page of what a change of the calendar would do; `cursor` is null on the last page. */
export const CalendarPreview = z.object({
  asOf: Instant,
  baseVersion: z.string(),
  calendar: Calendar,
  moves: z.array(DeadlineMove),
  /** Open asks of this page that keep their time. */
  stay: z.int().nonnegative(),
  /** Open asks of this page whose clock stands: counted afresh when their case goes on. */
  stopped: z.int().nonnegative(),
  cursor: z.string().nullable(),
});

/** A page of a log, newest first. */
export const LogView = z.object({ asOf: Instant, items: z.array(LogLine), cursor: z.string().nullable() });
