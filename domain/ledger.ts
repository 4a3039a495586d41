import * as z from 'zod';
import { MoveId, ProjectId } from './ids.ts';
import { Dong, PositiveDong } from './money.ts';
import { Instant } from './time.ts';

/** A ledger entry (bút toán): a debit or credit of a project's `planned` capital; append-only. `balance` is `planned` after it. */
export const LedgerEntry = z.object({
  projectId: ProjectId,
  sequence: z.int().positive(),
  moveId: MoveId,
  side: z.enum(['debit', 'credit']),
  amount: PositiveDong,
  balance: Dong,
  at: Instant,
  reversal: z.boolean(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
