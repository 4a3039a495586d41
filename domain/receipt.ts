import * as z from 'zod';
import { ApprovalId, CaseId, MoveId, OfficeId, Sha256 } from './ids.ts';
import { Instant } from './time.ts';

/** What a chain of receipts belongs to. */
export const ChainId = z.union([CaseId, MoveId]);
export type ChainId = z.infer<typeof ChainId>;

/** Facts in the past tense: everything that can happen to a case or a move. */
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
  'moveAppraised',
  'moveSubmitted',
  'councilResolved',
  'committeeDecided',
  'coolingOffStarted',
  'moveStopped',
  'moveCommitted',
  'moveRejected',
  'moveReversed',
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
