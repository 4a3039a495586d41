import * as z from 'zod';
import { CaseId, MoveId } from '#domain/ids.ts';

/** `moveId` is null when nothing idle can be placed; the case is back on the ladder then. */
export const contract = {
  input: z.object({ caseId: CaseId }),
  output: z.object({ caseId: CaseId, moveId: MoveId.nullable() }),
};
