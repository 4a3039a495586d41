import * as z from 'zod';
import { ApprovalId, CaseId } from '#domain/ids.ts';

/** `approvalId` is null when the case needs nobody's answer now. */
export const contract = {
  input: z.object({ caseId: CaseId }),
  output: z.object({ caseId: CaseId, approvalId: ApprovalId.nullable() }),
};
