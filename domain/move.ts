import * as z from 'zod';
import { SignedDocument } from './approval.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, ProjectId, Sha256 } from './ids.ts';
import { PositiveDong } from './money.ts';
import { DraftReason, RejectCause, StopReason } from './reason.ts';
import { ChainHead } from './receipt.ts';
import { Localized, text } from './text.ts';
import { Instant } from './time.ts';

/** One project that gives or takes, and how much (đồng). */
export const MoveLine = z.object({ projectId: ProjectId, projectName: Localized, amount: PositiveDong });
export type MoveLine = z.infer<typeof MoveLine>;

/** An owner answers for the figures of its projects, on exactly these lines. */
export const Confirmation = z.object({
  office: OfficeId,
  approvalId: ApprovalId,
  linesHash: Sha256,
  at: Instant,
});

/** How one office of the appraisal voted, on exactly which lines. */
export const Appraisal = Confirmation.extend({ outcome: z.enum(['agree', 'decline']) });

/** Where an entry of the move stands: the n-th of a project's ledger. */
export const EntryRef = z.object({ projectId: ProjectId, sequence: z.int().positive() });
export type EntryRef = z.infer<typeof EntryRef>;

/** Statuses from which a move can still be rejected, in the order of the path. */
export const OPEN_MOVE = [
  'drafted',
  'appraised',
  'submitted',
  'resolvedByCouncil',
  'decidedByCommittee',
  'coolingOff',
] as const;

const common = {
  id: MoveId,
  /** The case whose idle capital moves, when a case started it. */
  caseId: CaseId.optional(),
  planYear: z.int(),
  donors: z.array(MoveLine).min(1).max(30),
  recipients: z.array(MoveLine).min(1).max(30),
  reason: DraftReason,
  draftedBy: OfficeId,
  draftedAt: Instant,
  rulesVersion: text(40),
  /** Rises whenever the lines change, which voids what was confirmed and voted before. */
  revision: z.int().min(1).prefault(1),
  /** The owners of the projects of the lines: each confirms and answers for the figures before the appraisal. */
  owners: z.array(OfficeId).max(10).prefault([]),
  confirmations: z.array(Confirmation).prefault([]),
  /** Who votes on the appraisal and how many must agree. */
  appraisers: z.array(OfficeId).min(1).max(15),
  quorum: z.int().min(1),
  appraisals: z.array(Appraisal),
  chain: ChainHead,
  version: z.int().nonnegative(),
} as const;

const submission = { submittedAt: Instant } as const;
const resolution = { ...submission, resolution: SignedDocument } as const;
const decided = { ...resolution, committeeDecision: SignedDocument, decidedAt: Instant } as const;
/** `entries`: its lines in the ledger; a reversal adds `mirrored` ones and erases none. */
const posted = { committedAt: Instant, entries: z.array(EntryRef).prefault([]) } as const;

/**
 * A move of capital (điều chuyển vốn): donor and recipient lines that sum to zero, with a legal status of its own. It is
 * final only with the numbers and dates of the People's Council's resolution and the People's Committee's decision.
 */
export const Move = z.discriminatedUnion('status', [
  z.object({ ...common, status: z.literal('drafted') }),
  z.object({ ...common, status: z.literal('appraised') }),
  z.object({ ...common, ...submission, status: z.literal('submitted') }),
  z.object({ ...common, ...resolution, status: z.literal('resolvedByCouncil') }),
  z.object({ ...common, ...decided, status: z.literal('decidedByCommittee') }),
  z.object({
    ...common,
    ...decided,
    status: z.literal('coolingOff'),
    until: Instant,
    /** `by`: who stopped it, by post. */
    stopped: z.object({ by: z.union([text(120), Localized]), at: Instant, reason: StopReason }).optional(),
  }),
  z.object({ ...common, ...decided, ...posted, status: z.literal('committed') }),
  z.object({
    ...common,
    status: z.literal('rejected'),
    rejectedAt: Instant,
    rejectedBy: OfficeId.optional(),
    rejectedIn: z.enum(OPEN_MOVE),
    cause: RejectCause,
  }),
  z.object({
    ...common,
    ...decided,
    ...posted,
    status: z.literal('reversed'),
    reversedAt: Instant,
    reversal: SignedDocument,
    mirrored: z.array(EntryRef).prefault([]),
  }),
]);
export type Move = z.infer<typeof Move>;
export type MoveStatus = Move['status'];
