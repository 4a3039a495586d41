import * as z from 'zod';
import { ApprovalId } from '#domain/ids.ts';

/** `timeoutSeconds`: from now until the next thing is due on the approval. */
export const contract = {
  input: z.object({ approvalId: ApprovalId }),
  output: z.discriminatedUnion('plan', [
    z.object({
      approvalId: ApprovalId,
      plan: z.literal('wait'),
      generation: z.int().positive(),
      timeoutSeconds: z.int().positive(),
    }),
    z.object({
      approvalId: ApprovalId,
      plan: z.literal('ended'),
      status: z.enum(['decided', 'expired', 'withdrawn', 'undeliverable']),
    }),
  ]),
};
