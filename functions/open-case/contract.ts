import * as z from 'zod';
import { BlockerId, CaseId, ProjectId } from '#domain/ids.ts';

export const contract = {
  input: z.object({ projectId: ProjectId, blockerId: BlockerId }),
  output: z.object({ caseId: CaseId }),
};
