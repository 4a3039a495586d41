import * as z from 'zod';
import { RefusalCode } from '#domain/errors.ts';

/** Where the meaning of a code can be read: its place in the API's own description. Stable, like the code. */
export function problemType(code: RefusalCode): string {
  return `/api/openapi.json#/x-problems/${code}`;
}

/** What every refused or failed request answers: RFC 9457, `application/problem+json`. */
export const Problem = z.object({
  type: z.string(),
  /** One sentence in the language asked for; the same for every occurrence. */
  title: z.string(),
  status: z.int(),
  /** The sentence with the values of this occurrence. */
  detail: z.string(),
  code: RefusalCode,
  instance: z.string(),
  /** On failures: what to tell the duty team. */
  errorCode: z
    .string()
    .regex(/^KT-\d{3}-[A-Z0-9]{6}$/)
    .optional(),
  /** On wrong input: one entry per field, `path` as `donors.0.amount`. */
  fields: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  /** The rules that stand against it: title, where it is written, and whether its text was read. */
  citations: z
    .array(
      z.object({
        code: z.string(),
        title: z.string(),
        reference: z.string(),
        verified: z.boolean(),
        rulesVersion: z.string(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
