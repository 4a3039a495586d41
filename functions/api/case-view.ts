import * as z from 'zod';
import { Outcome, SignedDocument } from '#domain/approval.ts';
import { Case } from '#domain/case.ts';
import { ApprovalId, MoveId, OfficeId, UnitCode } from '#domain/ids.ts';
import { Dong } from '#domain/money.ts';
import { Move } from '#domain/move.ts';
import { Project } from '#domain/project.ts';
import { Localized, text } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';
import { ReportView } from './contract-reports.ts';
import { ApprovalView, CaseSummary } from './views.ts';

/** A case whole: what the case page shows. */

const Words = z.object({ vi: text(2000), en: text(2000) });

/** What leadership, or whoever is asked, can do about a case; each is offered only to those who may, when it can be done. */
export const CaseAct = z.enum([
  'urge',
  'escalate',
  'reassign',
  'pause',
  'resume',
  'close',
  'recordDocument',
  'decide',
]);
export type CaseAct = z.infer<typeof CaseAct>;

/** A rung of the case's ladder: `passedOver` may not decide, `comesAt` is when silence leads there. Days are working days. */
export const RungView = z.object({
  number: z.int(),
  name: Localized,
  office: OfficeId.nullable(),
  officeName: Localized.nullable(),
  answerWithin: z.int(),
  state: z.enum(['done', 'now', 'next', 'later', 'passedOver']),
  from: Instant.nullable(),
  to: Instant.nullable(),
  usedWorkingDays: z.int().nonnegative().nullable(),
  ended: z
    .enum([...Outcome.options, 'expired', 'undeliverable', 'reassigned', 'escalated', 'withdrawn'])
    .nullable(),
  comesAt: Instant.nullable(),
});
export type RungView = z.infer<typeof RungView>;

export const QuestionView = z.object({
  question: text(1000),
  askedBy: Localized,
  askedAt: Instant,
  approvalId: ApprovalId.nullable(),
  office: OfficeId.nullable(),
  officeName: Localized.nullable(),
  dueAt: Instant.nullable(),
  state: z.enum(['open', 'answered', 'unanswered']),
  answer: text(1000, 0).nullable(),
  answeredAt: Instant.nullable(),
});
export type QuestionView = z.infer<typeof QuestionView>;

/** A signed document that the case knows: noted by hand, or named by a decision about its move. */
export const DocumentView = SignedDocument.extend({
  source: z.enum(['recorded', 'resolution', 'committeeDecision', 'reversal']),
  title: text(300).nullable(),
  recordedAt: Instant.nullable(),
  recordedBy: Localized.nullable(),
  moveId: MoveId.nullable(),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** The present deadline, day by day; null while nothing is due. */
export const DeadlineView = z.object({
  from: Instant,
  at: Instant,
  workingDays: z.int().nonnegative(),
  calendarVersion: z.string(),
  explained: Words,
  days: z.array(
    z.object({ date: LocalDate, number: z.int().positive().nullable(), reason: Localized.nullable() }),
  ),
});
export type DeadlineView = z.infer<typeof DeadlineView>;

/** The project of a case with its capital (đồng), its office names and units. */
export const CaseProjectView = Project.pick({ id: true, name: true, group: true, capital: true }).extend({
  totalInvestment: Dong.nullable(),
  compensationCost: Dong.nullable(),
  idle: Dong,
  remaining: Dong,
  ownerName: Localized,
  units: z.array(z.object({ code: UnitCode, name: Localized })),
});
export type CaseProjectView = z.infer<typeof CaseProjectView>;

export const CaseView = z.object({
  asOf: Instant,
  case: Case,
  summary: CaseSummary,
  project: CaseProjectView,
  /** As the report says it; files without the keys under which they lie. */
  blocker: ReportView.shape.blocker.extend({ reportedByName: Localized }),
  rungs: z.array(RungView),
  deadline: DeadlineView.nullable(),
  /** Working days since somebody holds the case, or since it stands still; null once it is over. */
  waitedWorkingDays: z.int().nonnegative().nullable(),
  /** Working days that are left on clocks which stand; null unless it is paused. */
  pausedWorkingDaysLeft: z.int().nonnegative().nullable(),
  approvals: z.array(ApprovalView),
  questions: z.array(QuestionView),
  documents: z.array(DocumentView),
  moves: z.array(Move),
  /** What the caller may do about it now. */
  acts: z.array(CaseAct),
  /** The open ask of the caller's own office; null where there is none. */
  yourAsk: ApprovalId.nullable(),
});
export type CaseView = z.infer<typeof CaseView>;
