import * as z from 'zod';

/**
 * Text as people type it, kept in Unicode NFC: decomposed input is composed at the door, because the same Vietnamese
 * word in two encodings would neither compare nor print alike. Control characters other than a line break are refused.
 */
export function text(maximum: number, minimum = 1) {
  return z
    .string()
    .transform((value) => value.normalize('NFC').replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(minimum)
        .max(maximum)
        .refine((value) => !/[^\P{Cc}\n]/u.test(value), 'text.control'),
    );
}

export const Locale = z.enum(['vi', 'en']);
export type Locale = z.infer<typeof Locale>;

/** The same words in the product's two languages; Vietnamese is the default everywhere. */
export const Localized = z.object({ vi: text(400), en: text(400) });
export type Localized = z.infer<typeof Localized>;

/** Whether a figure or row stands in a public source (and which), or was made up to complete the sample. */
export const Provenance = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('source'), source: text(300), asOf: z.iso.date().optional() }),
  z.object({ kind: z.literal('illustrative'), note: text(300).optional() }),
]);
export type Provenance = z.infer<typeof Provenance>;
