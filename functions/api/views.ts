import * as z from 'zod';
import { Approval } from '#domain/approval.ts';
import { Case } from '#domain/case.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, ProjectId } from '#domain/ids.ts';
import { Dong } from '#domain/money.ts';
import { Move } from '#domain/move.ts';
import { OfficeKind } from '#domain/office.ts';
import { Project, ProjectGroup } from '#domain/project.ts';
import { Receipt } from '#domain/receipt.ts';
import { Localized } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';

/** One page of a list; `cursor` is null on the last one. `asOf`: when it was read. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ asOf: Instant, items: z.array(item), cursor: z.string().nullable() });
}

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});

/** A case in a list: who holds it, since when, until when, why it is stuck, and what happens by itself next. */
export const CaseSummary = z.object({
  id: CaseId,
  status: z.string(),
  projectId: ProjectId,
  projectName: Localized,
  group: ProjectGroup,
  category: z.string(),
  units: z.array(z.string()),
  rung: z.int().nullable(),
  holder: OfficeId.nullable(),
  holderName: Localized.nullable(),
  since: Instant.nullable(),
  dueAt: Instant.nullable(),
  /** Working days past the due day; 0 while it is not past. */
  overdueWorkingDays: z.int().nonnegative(),
  /** Đồng. */
  atRisk: Dong,
  idle: Dong,
  undeliverable: z.boolean(),
  approvalId: ApprovalId.nullable(),
  why: Localized,
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** An approval as the API shows it: without links, hashes of secrets, task tokens. */
export const ApprovalView = z.object({
  id: ApprovalId,
  kind: Approval.options[0].shape.kind,
  status: z.enum(['open', 'decided', 'expired', 'withdrawn', 'undeliverable']),
  office: OfficeId,
  officeName: Localized,
  caseId: CaseId.nullable(),
  moveId: MoveId.nullable(),
  rung: z.int().nullable(),
  outcomes: Approval.options[0].shape.outcomes,
  shown: Approval.options[0].shape.shown,
  shownHash: Approval.options[0].shape.shownHash,
  askedAt: Instant,
  dueAt: Instant,
  expiresAt: Instant,
  deadlineExplained: Localized,
  generation: z.int(),
  mails: Approval.options[0].shape.mails,
  decision: Approval.options[1].shape.decision.nullable(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

export const CaseView = z.object({
  asOf: Instant,
  case: Case,
  summary: CaseSummary,
  approvals: z.array(ApprovalView),
  moves: z.array(Move),
});

export const ProjectView = Project.extend({ idle: Dong, headroom: Dong, remaining: Dong });

export const GroupTotal = z.object({
  group: ProjectGroup,
  projects: z.int().nonnegative(),
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  idle: Dong,
  headroom: Dong,
});

/** The year's capital: sums in đồng, and the dates that bind. */
export const CapitalView = z.object({
  asOf: Instant,
  planYear: z.int(),
  groups: z.array(GroupTotal),
  planned: Dong,
  disbursed: Dong,
  absorbable: Dong,
  idle: Dong,
  headroom: Dong,
  adjustmentUntil: LocalDate,
  disbursementUntil: LocalDate,
  lastWorkingDay: LocalDate,
});

export const MoveView = z.object({
  asOf: Instant,
  move: Move,
  approvals: z.array(ApprovalView),
  receipts: z.array(Receipt),
});

/** A post without the addresses of its people, for those who only need to know whom it is. */
export const OfficeView = z.object({
  id: OfficeId,
  kind: OfficeKind,
  name: Localized,
  unit: z.string().nullable(),
});

/** A receipt chain, and whether it is whole. */
export const ReceiptsView = z.object({
  asOf: Instant,
  chain: z.string(),
  items: z.array(Receipt),
  cursor: z.string().nullable(),
});
