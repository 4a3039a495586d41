import * as z from 'zod';
import { MoveId } from '#domain/ids.ts';
import { Instant } from '#domain/time.ts';

/** `until` is set for `wait`: the end of the cooling-off. */
export const contract = {
  input: z.object({ moveId: MoveId }),
  output: z.object({
    moveId: MoveId,
    step: z.enum(['ask', 'wait', 'commit', 'done']),
    until: Instant.nullable(),
    status: z.string(),
  }),
};
