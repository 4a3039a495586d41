import * as z from 'zod';
import { ApprovalKind, Decision, MailRecord, Outcome, Shown } from '#domain/approval.ts';
import { CapitalSums, GroupTotal } from '#domain/capital-sums.ts';
import { ApprovalId, CaseId, MoveId, OfficeId, ProjectId, Sha256 } from '#domain/ids.ts';
import { Dong } from '#domain/money.ts';
import { Move } from '#domain/move.ts';
import { OfficeKind } from '#domain/office.ts';
import { Project, ProjectGroup } from '#domain/project.ts';
import { Receipt } from '#domain/receipt.ts';
import { RECIPIENT_CHECKS } from '#domain/recipient-checks.ts';
import { Localized, text } from '#domain/text.ts';
import { Instant, LocalDate } from '#domain/time.ts';

/** One page of a list; `cursor` is null on the last one. `asOf`: when it was read. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ asOf: Instant, items: z.array(item), cursor: z.string().nullable() });
}

/** Queries refuse what they don't know: a misspelt filter would silently show everything. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});

/** Longer than a name: several sentences that name offices. */
const Sentences = z.object({ vi: text(2000), en: text(2000) });

/** A case in a list: who holds it, since when, until when, why it is stuck, and what happens by itself next, and when. */
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
  /** Working days until the due day, 0 on it and after it; null while nothing is due, or only in more than a month. */
  workingDaysLeft: z.int().nonnegative().nullable(),
  /** Đồng. */
  atRisk: Dong,
  idle: Dong,
  undeliverable: z.boolean(),
  approvalId: ApprovalId.nullable(),
  /** Why it is stuck: who holds it, how late, what became of the mail. */
  why: Sentences,
  /** What happens next if nobody does anything; null when nothing does. `words` is a sentence that names the time. */
  next: z
    .object({
      act: z.enum(['remind', 'askDeputy', 'askAgain', 'resume', 'climb']),
      at: Instant,
      words: Sentences,
    })
    .nullable(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

/** A mail and what became of it, without its address: who reads a case need not know the addresses of its offices. */
const MailView = MailRecord.pick({ template: true, sentAt: true, state: true });

const ApprovalStatus = z.enum(['open', 'decided', 'expired', 'withdrawn', 'undeliverable']);

/** A decision with the post that took it, without the person's address. */
const DecisionView = Decision.extend({ by: Decision.shape.by.omit({ email: true }) });

/** An approval as the API shows it: without links, hashes of secrets, task tokens, addresses. */
export const ApprovalView = z.object({
  id: ApprovalId,
  kind: ApprovalKind,
  status: ApprovalStatus,
  office: OfficeId,
  officeName: Localized,
  caseId: CaseId.nullable(),
  moveId: MoveId.nullable(),
  rung: z.int().nullable(),
  outcomes: z.array(Outcome),
  shown: Shown,
  shownHash: Sha256,
  askedAt: Instant,
  dueAt: Instant,
  /** While the clock stands: when it is looked at again; until then `dueAt` and `expiresAt` do not count. */
  stoppedUntil: Instant.nullable(),
  expiresAt: Instant,
  deadlineExplained: Sentences,
  generation: z.int(),
  mails: z.array(MailView),
  decision: DecisionView.nullable(),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** A project with what follows from its figures; `idleLeft` and `headroomLeft` are what no open move has reserved. */
export const ProjectView = Project.extend({
  idle: Dong,
  headroom: Dong,
  remaining: Dong,
  idleLeft: Dong,
  headroomLeft: Dong,
});

/** The year's capital: sums in đồng, and the dates that bind. */
export const CapitalView = CapitalSums.extend({
  asOf: Instant,
  planYear: z.int(),
  groups: z.array(GroupTotal),
  adjustmentUntil: LocalDate,
  disbursementUntil: LocalDate,
  /** Of `disbursementUntil`; null when the calendar does not reach that far. */
  lastWorkingDay: LocalDate.nullable(),
});

/** Reasons that the move keeps as codes, in words; `stopped` and `cause` are null unless it was stopped or rejected. */
const MoveWords = z.object({
  reason: Sentences,
  stopped: z.object({ by: Sentences, reason: Sentences }).nullable(),
  cause: Sentences.nullable(),
});

/** A move as pages show it. */
export const ShownMove = z.intersection(Move, z.object({ words: MoveWords }));
export type ShownMove = z.infer<typeof ShownMove>;

export const MoveView = z.object({
  asOf: Instant,
  move: ShownMove,
  approvals: z.array(ApprovalView),
  receipts: z.array(Receipt),
  /** The receipts follow from each other and end where the move says: nothing was changed or left out. */
  receiptsIntact: z.boolean(),
  linesHash: Sha256,
  /** The owners that must confirm, by name, and when they did. */
  owners: z.array(z.object({ office: OfficeId, name: Localized, confirmedAt: Instant.nullable() })),
  recipients: z.array(
    z.object({
      projectId: ProjectId,
      checks: z.array(
        z.object({
          check: z.enum(RECIPIENT_CHECKS),
          state: z.enum(['met', 'pending', 'notMet']),
          reason: Localized.nullable(),
        }),
      ),
    }),
  ),
  /** What stands against the move by today's figures; the ledger refuses it while anything does. */
  problems: z.array(z.object({ path: z.string(), code: z.string(), message: Localized })),
  /** Working hours (8 a day) until the cooling-off ends; null unless it runs. */
  coolingOffHours: z.number().nonnegative().nullable(),
});

/** A post without the addresses of its people, for those who only need to know whom it is. */
export const OfficeView = z.object({
  id: OfficeId,
  kind: OfficeKind,
  name: Localized,
  unit: z.string().nullable(),
});

/** A page of a receipt chain, with all that is needed to verify it offline. */
export const ReceiptsView = z.object({
  asOf: Instant,
  chain: z.string(),
  items: z.array(Receipt),
  cursor: z.string().nullable(),
});
