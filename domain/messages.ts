import { type FieldProblem, RefusalCode, type RefusalDetails } from './errors.ts';
import { formatCount, formatDate, formatDateTime, formatExactDong } from './format.ts';
import { FIELDS_EN, REFUSALS_EN } from './messages/refusals.en.ts';
import { FIELDS_VI, REFUSALS_VI } from './messages/refusals.vi.ts';
import { EN } from './messages.en.ts';
import { VI } from './messages.vi.ts';
import type { Locale, Localized } from './text.ts';
import { Instant, LocalDate } from './time.ts';

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

export type MessageKey = keyof typeof VI;

/** What a message has to be given: one value for each `{placeholder}` of its Vietnamese text. */
export type MessageValues<Key extends MessageKey> = Readonly<
  Record<Names<(typeof VI)[Key]>, string | number>
>;
type Given<Key extends MessageKey> = [Names<(typeof VI)[Key]>] extends [never]
  ? []
  : [values: MessageValues<Key>];

/** Keys whose English text has other placeholders than the Vietnamese one: must stay `never` (a type test says so). */
export type PlaceholderMismatch = {
  [Key in MessageKey]: [Names<(typeof VI)[Key]>, Names<(typeof EN)[Key]>] extends [
    Names<(typeof EN)[Key]>,
    Names<(typeof VI)[Key]>,
  ]
    ? never
    : Key;
}[MessageKey];

const WORDS = {
  vi: { messages: VI, refusals: REFUSALS_VI, fields: FIELDS_VI },
  en: { messages: EN, refusals: REFUSALS_EN, fields: FIELDS_EN },
} as const;

function printed(value: string | number | undefined, locale: Locale): string {
  return typeof value === 'number' ? formatCount(value, locale) : String(value);
}

/** One message in one language; a missing key or placeholder is a type error. Numbers are grouped, text stands as it is. */
export function say<Key extends MessageKey>(locale: Locale, key: Key, ...[values]: Given<Key>): string {
  const given = new Map(Object.entries<string | number>(values ?? {}));
  return WORDS[locale].messages[key].replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    printed(given.get(name), locale),
  );
}

/** The same message in both languages, for records that keep their words. */
export function sayBoth<Key extends MessageKey>(key: Key, ...values: Given<Key>): Localized {
  return { vi: say('vi', key, ...values), en: say('en', key, ...values) };
}

/** Whether there is a message with this key: for words that only some kinds have of their own. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(VI, key);
}

/** A detail as its placeholder wants it (`{amount:dong}`, `{day:date}`, `{when:at}`, `{n:count}`); null when it cannot be. */
function detail(value: RefusalDetails[string] | undefined, kind: string, locale: Locale): string | null {
  if (value === undefined) return null;
  if (typeof value === 'object') return value[locale];
  if (kind === '') return String(value);
  if (kind === 'dong') return typeof value === 'number' ? formatExactDong(value, locale) : null;
  if (kind === 'count') return typeof value === 'number' ? formatCount(value, locale) : null;
  const date = LocalDate.safeParse(value);
  if (kind === 'date') return date.success ? formatDate(date.data, locale) : null;
  const at = Instant.safeParse(value);
  return at.success ? formatDateTime(at.data, locale) : null;
}

/** The optional part of a sentence with its details, or nothing when one of them is missing. */
function fill(segment: string, details: RefusalDetails, locale: Locale): string {
  let missing = false;
  const text = segment.replaceAll(/\{(\w+):?(\w*)\}/g, (_, name: string, kind: string) => {
    const value = detail(details[name], kind, locale);
    if (value === null) missing = true;
    return value ?? '';
  });
  return missing ? '' : text;
}

/** Why the product says no, in one sentence. Details that are missing leave their part of the sentence out. */
export function sayRefusal(
  locale: Locale,
  refusal: { readonly code: RefusalCode; readonly details?: RefusalDetails },
): string {
  return WORDS[locale].refusals[refusal.code].replaceAll(/\[\[(.*?)\]\]/g, (_, segment: string) =>
    fill(segment, refusal.details ?? {}, locale),
  );
}

function isFieldKey(key: string): key is keyof typeof FIELDS_VI {
  return Object.hasOwn(FIELDS_VI, key);
}

/**
 * What is wrong with one field: the rule of the product it breaks, else what the field wants if that is known
 * (`lines.0.amount` by its last part), else the rule of its form.
 */
export function sayField(locale: Locale, { path, code, details = {} }: FieldProblem): string {
  const refusal = RefusalCode.safeParse(code);
  if (refusal.success) return sayRefusal(locale, { code: refusal.data, details });
  const last = path.split('.').at(-1);
  const known = [
    code === 'text.control' ? code : `at.${path}.${code}`,
    `at.${path}`,
    `at.${last}`,
    code,
  ].find(isFieldKey);
  return WORDS[locale].fields[known ?? 'invalid'];
}
