import * as z from 'zod';

/** Kinds of personal data that do not belong into a report: households are counted, never named. */
export const PersonalDataKind = z.enum([
  'identityNumber',
  'phoneNumber',
  'emailAddress',
  'personName',
  'houseAddress',
  'bankAccount',
]);
export type PersonalDataKind = z.infer<typeof PersonalDataKind>;

/** Where something that looks like personal data stands in a text (UTF-16 units, end exclusive). */
export type PersonalDataFinding = {
  readonly kind: PersonalDataKind;
  readonly from: number;
  readonly to: number;
};

/** One number, written in one piece or in groups. */
const GAP = '[ .-]?';
const digits = (count: number) => Array.from({ length: count }, () => '\\d').join(GAP);
const alone = (pattern: string) => `(?<![\\d.,/-])(?:${pattern})(?![\\d/]|[.,-]\\d)`;
const NAME = '\\p{Lu}[\\p{Ll}\\p{M}]+';

/**
 * In this order: what one pattern has claimed is not looked at again. Amounts of money ("6.800.000.000 đồng"), document
 * numbers ("131/2020/QH14"), dates and counts of households are not personal data and stay out.
 */
const PATTERNS: readonly (readonly [PersonalDataKind, RegExp])[] = [
  ['emailAddress', /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/giu],
  ['phoneNumber', new RegExp(alone(`(?:\\+84${GAP}|0)[35789]${GAP}${digits(8)}`), 'gu')],
  ['bankAccount', /(?:tài khoản|số tk|stk)\P{N}{0,24}\d(?:[ .-]?\d){5,18}/giu],
  [
    'identityNumber',
    new RegExp(
      `(?:cccd|cmnd|căn cước|chứng minh)\\P{N}{0,24}${digits(9)}(?:${GAP}${digits(3)})?(?!\\d)`,
      'giu',
    ),
  ],
  ['identityNumber', new RegExp(alone('0\\d{11}|\\d{3} \\d{3} \\d{3} \\d{3}'), 'gu')],
  ['identityNumber', new RegExp(`${alone('\\d{9}|\\d{12}')}(?!\\s*(?:đồng|đ|vnđ|vnd|usd|triệu|tỷ))`, 'giu')],
  [
    'personName',
    new RegExp(
      `(?<![\\p{L}])(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Hh]ộ ông|[Hh]ộ bà)(?:\\s*[/,]\\s*(?:bà|ông))?\\s+${NAME}(?:\\s+${NAME})*`,
      'gu',
    ),
  ],
  ['houseAddress', /(?<![\p{L}])(?:số nhà|nhà số|địa chỉ)\s*:?\s*(?:số\s*)?\d+\p{L}?(?:[/-]\d+\p{L}?)*/giu],
  [
    'houseAddress',
    /(?<![\p{L}\d/])\d+\p{L}?(?:\/\d+\p{L}?)*,?\s+(?:đường|phố|hẻm|ngõ|kiệt)\s+\p{Lu}[\p{L}\d]*/gu,
  ],
];

/**
 * What looks like personal data in a text, in its order, without overlaps. It warns and never blocks: a number of twelve
 * digits may be the code of a document.
 */
export function findPersonalData(text: string): PersonalDataFinding[] {
  const found: PersonalDataFinding[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const finding = { kind, from: match.index, to: match.index + match[0].length };
      const claimed = found.some(({ from, to }) => finding.from < to && from < finding.to);
      if (!claimed) found.push(finding);
    }
  }
  return found.toSorted((one, other) => one.from - other.from);
}

/** The kinds that stand in any of the texts, each once, in the order of the family. */
export function personalDataKinds(texts: readonly string[]): PersonalDataKind[] {
  const kinds = new Set(texts.flatMap((text) => findPersonalData(text).map(({ kind }) => kind)));
  return PersonalDataKind.options.filter((kind) => kinds.has(kind));
}
