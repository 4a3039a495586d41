import * as z from 'zod';
import { ApprovalId, CaseId, MoveId, OfficeId, Sha256 } from './ids.ts';
import { Instant } from './time.ts';

/** Chains that belong to no case: an office of the directory, the calendar, what the operator mended. */
export const LogId = z.union([OfficeId, z.enum(['CALENDAR', 'OPERATOR'])]);
export type LogId = z.infer<typeof LogId>;

/** What a chain of receipts belongs to. */
export const ChainId = z.union([CaseId, MoveId, LogId]);
export type ChainId = z.infer<typeof ChainId>;

/** Facts in the past tense: everything that can happen to a case, a move, an office, the calendar, or the system itself. */
export const FactType = z.enum([
  'caseOpened',
  'reportAmended',
  'caseSupplemented',
  'approvalAsked',
  'approvalReminded',
  'deputyAsked',
  'approvalExpired',
  'approvalUndeliverable',
  'approvalWithdrawn',
  'decisionRecorded',
  'questionAnswered',
  'caseReturned',
  'caseEscalated',
  'casePaused',
  'caseResumed',
  'commitmentMade',
  'caseCleared',
  'caseOutOfScope',
  'caseReallocating',
  'caseReallocated',
  'caseUrged',
  'caseReassigned',
  'documentRecorded',
  'operatorCalled',
  'operatorResumed',
  'moveDrafted',
  'moveRedrafted',
  'figuresConfirmed',
  'moveAppraised',
  'moveSubmitted',
  'councilResolved',
  'committeeDecided',
  'coolingOffStarted',
  'moveStopped',
  'moveCommitted',
  'moveRejected',
  'moveReversed',
  'deadlineMoved',
  'memberAppointed',
  'membershipEnded',
  'absenceRecorded',
  'absenceCancelled',
  'addressCorrected',
  'calendarChanged',
  'executionRestarted',
  'waitRenewed',
  'effectSentAgain',
  'messageSentAgain',
]);
export type FactType = z.infer<typeof FactType>;

export type FactValue = string | number | boolean | null | FactValue[] | { [key: string]: FactValue };
const FactValue: z.ZodType<FactValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(FactValue),
    z.record(z.string(), FactValue),
  ]),
);

/** A fact before it is chained. `details` holds codes, amounts (đồng) and instants; never a secret, never a household's name. */
export const Fact = z.object({
  type: FactType,
  office: OfficeId.optional(),
  approvalId: ApprovalId.optional(),
  details: z.record(z.string(), FactValue),
});
export type Fact = z.infer<typeof Fact>;

/** A receipt (biên nhận): a fact, its place in the chain and the hash of the receipt before it. */
export const Receipt = Fact.extend({
  chain: ChainId,
  sequence: z.int().positive(),
  at: Instant,
  previousHash: Sha256.nullable(),
  hash: Sha256,
});
export type Receipt = z.infer<typeof Receipt>;

/** Where a chain ends: kept on the case or move, so that the next receipt can be linked in one transaction. */
export const ChainHead = z.object({ count: z.int().nonnegative(), lastHash: Sha256.nullable() });
export type ChainHead = z.infer<typeof ChainHead>;
