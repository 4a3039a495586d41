import * as z from 'zod';
import { BlockerId, CaseId, MoveId, ProjectId } from '#domain/ids.ts';

/** `caseId` is null when the case could not even be opened; a move without a case names only itself. `error` and `cause` are what the machine saw. */
export const contract = {
  input: z
    .union([
      z.object({ caseId: CaseId.nullable(), projectId: ProjectId, blockerId: BlockerId }),
      z.object({ moveId: MoveId }),
    ])
    .and(
      z.object({
        execution: z.string().min(1).max(300),
        error: z.string().max(300),
        cause: z.string().max(4000),
        token: z.string().min(1).max(2048),
      }),
    ),
  output: z.object({ called: z.boolean() }),
};
