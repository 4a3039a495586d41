import * as z from 'zod';
import { SignedDocument } from './approval.ts';
import { AuthorityLevel, BlockerCategory } from './blocker.ts';
import { Deadline } from './calendar.ts';
import { ApprovalId, BlockerId, CaseId, MoveId, OfficeId, ProjectId, UnitCode } from './ids.ts';
import { RungNumber } from './ladder.ts';
import { Dong } from './money.ts';
import { ProjectGroup } from './project.ts';
import { ChainHead } from './receipt.ts';
import { Localized, text } from './text.ts';
import { Instant, LocalDate } from './time.ts';

/** Why a case stands still, from a closed list (after FAST-41's rule that a pause names its reason and its end). */
export const PauseReason = z.enum([
  'court',
  'inspection',
  'centralGuidance',
  'disaster',
  'ownerRequest',
  'reorganisation',
]);
export type PauseReason = z.infer<typeof PauseReason>;

export const OutOfScopeReason = z.enum([
  'court',
  'inspection',
  'ordinaryBusinessRisk',
  'notPublicInvestment',
  'other',
]);
export type OutOfScopeReason = z.infer<typeof OutOfScopeReason>;

/** What an office took on when it agreed to clear the blocker. */
export const Commitment = z.object({ office: OfficeId, doBy: LocalDate, madeAt: Instant });

/** As many as a case has ever needed, several times over. */
export const MOST_DOCUMENTS = 60;

/** A document noted on a case by hand: it decides nothing, it says what has been issued. */
export const CaseDocument = SignedDocument.extend({
  title: text(300),
  recordedBy: OfficeId,
  recordedAt: Instant,
});
export type CaseDocument = z.infer<typeof CaseDocument>;

const common = {
  id: CaseId,
  projectId: ProjectId,
  projectName: Localized,
  blockerId: BlockerId,
  group: ProjectGroup,
  category: BlockerCategory,
  authorityLevel: AuthorityLevel,
  units: z.array(UnitCode).min(1).max(22),
  /** The project's owner and reporter, and the office that reported the blocker, which may not decide about it. */
  owner: OfficeId,
  reporter: OfficeId,
  /** Named beside the asks of the case: who is asked back, and who confirms in the end. */
  reporterName: Localized,
  reportedBy: OfficeId,
  /** Undisbursed capital of the project when the case was last written: what is at risk. */
  atRisk: Dong,
  /** Capital that lies idle: neither spent nor absorbable. */
  idle: Dong,
  openedAt: Instant,
  documents: z.array(CaseDocument).max(MOST_DOCUMENTS).optional(),
  chain: ChainHead,
  ladderVersion: text(40),
  /** Rungs that were asked, in order; never shrinks, so a way up and down again stays visible. */
  climbed: z.array(RungNumber),
  /** How often the present rung was asked again, after silence or because nobody stands above it. */
  rounds: z.int().nonnegative(),
  version: z.int().nonnegative(),
} as const;

/** What every case has, whatever its status; parsing a case with it leaves the rest behind. */
export const CaseBase = z.object(common);
export type CaseBase = z.infer<typeof CaseBase>;

/** A question that was answered: the office that asked it is asked again, with the working days it had left. */
export const Answered = z.object({
  question: text(1000),
  answer: text(1000),
  workingDaysLeft: z.int().positive(),
});
export type Answered = z.infer<typeof Answered>;

/** Why leadership took the case up a rung: what the office that is asked now is told. */
export const Referral = z.object({ by: OfficeId, reason: text(500), at: Instant });
export type Referral = z.infer<typeof Referral>;

/** Who holds the case now, since when, and until when; `approvalId` is absent while nobody has been asked yet. */
const held = {
  rung: RungNumber,
  holder: OfficeId,
  holderName: Localized,
  since: Instant,
  deadline: Deadline.optional(),
  approvalId: ApprovalId.optional(),
  commitment: Commitment.optional(),
  answered: Answered.optional(),
  referred: Referral.optional(),
  undeliverable: z.boolean(),
} as const;

const reported = z.object({ ...common, status: z.literal('reported') });
const inReview = z.object({ ...common, ...held, status: z.literal('inReview') });
const returned = z.object({
  ...common,
  ...held,
  status: z.literal('returned'),
  askedBy: OfficeId,
  question: text(1000),
  /** Working days that the asking office had left: its clock stands while the reporter answers. */
  workingDaysLeft: z.int().nonnegative(),
});
const escalated = z.object({ ...common, ...held, status: z.literal('escalated') });
const reallocating = z.object({
  ...common,
  status: z.literal('reallocating'),
  since: Instant,
  moveId: MoveId.optional(),
});

/** Statuses in which something still has to happen. */
export const ActiveCase = z.discriminatedUnion('status', [
  reported,
  inReview,
  returned,
  escalated,
  reallocating,
]);
export type ActiveCase = z.infer<typeof ActiveCase>;

const paused = z.object({
  ...common,
  status: z.literal('paused'),
  reason: PauseReason,
  note: text(500, 0),
  since: Instant,
  reviewOn: LocalDate,
  /** What the case goes back to. */
  before: ActiveCase,
});

/** A case (hồ sơ tháo gỡ): the work of clearing one blocker. Its status decides its shape. */
export const Case = z.discriminatedUnion('status', [
  reported,
  inReview,
  returned,
  escalated,
  reallocating,
  paused,
  z.object({ ...common, status: z.literal('cleared'), closedAt: Instant, confirmedBy: OfficeId }),
  z.object({ ...common, status: z.literal('reallocated'), closedAt: Instant, moveId: MoveId }),
  z.object({
    ...common,
    status: z.literal('outOfScope'),
    closedAt: Instant,
    decidedBy: OfficeId,
    /** Named where leadership closed the case; an office's decision has its reason in words only. */
    ground: OutOfScopeReason.optional(),
    reason: text(1000),
  }),
]);
export type Case = z.infer<typeof Case>;
export type CaseStatus = Case['status'];
export type PausedCase = z.infer<typeof paused>;
export type HeldCase = Extract<Case, { status: 'inReview' | 'returned' | 'escalated' }>;
