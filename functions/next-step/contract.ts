import * as z from 'zod';
import { CaseId } from '#domain/ids.ts';
import { Instant } from '#domain/time.ts';

/** `until` is set for `pause`: when to look again. */
export const contract = {
  input: z.object({ caseId: CaseId }),
  output: z.object({
    caseId: CaseId,
    step: z.enum(['climb', 'pause', 'reallocate', 'done']),
    until: Instant.nullable(),
    status: z.string(),
  }),
};
