import * as z from 'zod';
import { MoveId } from '#domain/ids.ts';

export const contract = {
  input: z.object({ moveId: MoveId }),
  output: z.object({ moveId: MoveId, status: z.string() }),
};
