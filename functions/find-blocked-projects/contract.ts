import * as z from 'zod';
import { BlockerId, ProjectId } from '#domain/ids.ts';

/** `cursor` is what the page before answered; null or absent starts from the oldest report. */
export const contract = {
  input: z.object({ cursor: z.string().nullish() }),
  output: z.object({
    starts: z.array(
      z.object({ projectId: ProjectId, blockerId: BlockerId, executionName: z.string().min(1).max(80) }),
    ),
    cursor: z.string().nullable(),
  }),
};
