import * as z from 'zod';
import { IsoWeek } from '#domain/report/week.ts';

/** `kept` is false when the week had its figures already. */
export const contract = {
  input: z.object({}),
  output: z.object({ week: IsoWeek, kept: z.boolean() }),
};
