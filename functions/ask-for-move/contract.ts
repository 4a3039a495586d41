import * as z from 'zod';
import { ApprovalId, MoveId } from '#domain/ids.ts';

export const contract = {
  input: z.object({ moveId: MoveId }),
  output: z.object({ moveId: MoveId, approvals: z.array(z.object({ approvalId: ApprovalId })) }),
};
