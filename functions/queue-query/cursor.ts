import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Place } from '#domain/case-urgency.ts';
import { Refusal } from '#domain/errors.ts';
import { Instant } from '#domain/time.ts';

/** Where a page of a ranked list ended, and the moment that it was ranked at: later pages are ranked at the same. */
export type Mark = { readonly at: Instant; readonly place: Place };

const Written = z.tuple([Instant, z.number(), z.number(), z.number(), z.number(), z.string()]);

/** It grants nothing, so its sum needs no secret: it catches what was cut, edited, or belongs to another question. */
function checkSum(written: string, question: unknown): string {
  return createHash('sha256')
    .update(`${JSON.stringify(question)}\n${written}`)
    .digest('hex')
    .slice(0, 12);
}

export function makeCursor({ at, place }: Mark, question: unknown): string {
  const written = JSON.stringify([at, ...place]);
  return Buffer.from(`${checkSum(written, question)}${written}`).toString('base64url');
}

/** Refuses `input.invalid` what `makeCursor` did not make for this question. */
export function readCursor(cursor: string, question: unknown): Mark {
  const decoded = Buffer.from(cursor, 'base64url').toString();
  const written = decoded.slice(12);
  if (checkSum(written, question) !== decoded.slice(0, 12)) {
    throw new Refusal('input.invalid', {}, [{ path: 'cursor', code: 'page.cursor' }]);
  }
  const [at, ...place] = Written.parse(JSON.parse(written));
  return { at, place };
}
