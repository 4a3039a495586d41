import * as z from 'zod';
import { ApprovalId } from '#domain/ids.ts';

/** The answer is not waited for here: the token is. */
export const contract = {
  input: z.object({
    approvalId: ApprovalId,
    generation: z.int().positive(),
    token: z.string().min(1).max(2048),
  }),
  output: z.object({ waiting: z.boolean() }),
};
