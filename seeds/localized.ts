import * as z from 'zod';
import type { Localized } from '../domain/text.ts';

/** Data files write words as `[vi, en]`: half the punctuation, and never one language without the other. */
export const Pair = z.tuple([z.string(), z.string()]);

export function localized([vi, en]: z.infer<typeof Pair>): Localized {
  return { vi, en };
}
