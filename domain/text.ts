import * as z from 'zod';

/** They turn the direction of what follows, so that a page shows something other than what was sent. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Nothing of it can be seen: white space and what has no width. */
const BLANK = /^[\p{White_Space}\p{Cf}]*$/u;
/** Control characters other than a line break, and halves of characters, which no store takes. */
const UNREADABLE = /[^\P{Cc}\n]|\p{Cs}/u;

/** As it is kept; text that only looks like some is none. */
function kept(typed: string): string {
  const composed = typed.replaceAll(TURNS, '').normalize('NFC').replaceAll('\r\n', '\n').trim();
  return BLANK.test(composed) ? '' : composed;
}

/**
 * Text as people type it, kept in Unicode NFC: decomposed input is composed at the door, because the same Vietnamese
 * word in two encodings would neither compare nor print alike. What turns the direction of writing comes along with pasted
 * text and is left out; control characters other than a line break are refused.
 */
export function text(maximum: number, minimum = 1) {
  return z
    .string()
    .transform(kept)
    .pipe(
      z
        .string()
        .min(minimum)
        .max(maximum)
        .refine((value) => !UNREADABLE.test(value), 'text.control'),
    );
}

export const Locale = z.enum(['vi', 'en']);
export type Locale = z.infer<typeof Locale>;

/** The same words in the product's two languages; Vietnamese is the default everywhere. */
export const Localized = z.object({ vi: text(400), en: text(400) });
export type Localized = z.infer<typeof Localized>;

/** What is written for each language, for records that keep their words. */
export function inBoth(write: (locale: Locale) => string): Localized {
  return { vi: write('vi'), en: write('en') };
}

/** Whether a figure or row stands in a public source (and which), or was made up to complete the sample. */
export const Provenance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source'), source: text(300), asOf: z.iso.date().optional() }),
  z.object({ kind: z.literal('illustrative'), note: text(300).optional() }),
]);
export type Provenance = z.infer<typeof Provenance>;
