/** Words, numbers and dates in the reader's language. */
import { formatCount, formatDate, formatExactDong, formatShortDate, formatTime } from '#domain/format.ts';
import { DECISIONS_EN } from '#domain/messages/decisions.en.ts';
import { DECISIONS_VI } from '#domain/messages/decisions.vi.ts';
import { STATUSES_EN } from '#domain/messages/statuses.en.ts';
import { STATUSES_VI } from '#domain/messages/statuses.vi.ts';
import type { Locale, Localized } from '#domain/text.ts';
import { type Instant, type LocalDate, localDateOf } from '#domain/time.ts';
import { WORDS_EN } from './words.en.ts';
import { WORDS_VI } from './words.vi.ts';

export type WordKey = keyof typeof WORDS_VI;

const WORDS = { vi: WORDS_VI, en: WORDS_EN } as const;
const DOMAIN: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  vi: { ...STATUSES_VI, ...DECISIONS_VI },
  en: { ...STATUSES_EN, ...DECISIONS_EN },
};
/** The name under which the host's own pages keep the choice too. */
const CHOICE = 'kt_lang';

let current: Locale = localStorage.getItem(CHOICE) === 'en' ? 'en' : 'vi';

export function language(): Locale {
  return current;
}

export function speak(next: Locale): void {
  current = next;
  localStorage.setItem(CHOICE, next);
}

/** A sentence of this page; numbers are grouped, text stands as it is. */
export function t(key: WordKey, values: Readonly<Record<string, string | number>> = {}): string {
  return WORDS[current][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? formatCount(value, current) : value;
  });
}

/** A name that the domain gives: of a status, a category, an outcome. A code without a name stands for itself. */
export function named(list: string, code: string): string {
  return DOMAIN[current][`${list}.${code}`] ?? code;
}

/** An outcome in the words of its kind of ask, else in those of any. */
export function outcomeName(kind: string, outcome: string): string {
  return DOMAIN[current][`outcome.${kind}.${outcome}`] ?? named('outcome.any', outcome);
}

export function isWord(key: string): key is WordKey {
  return Object.hasOwn(WORDS_VI, key);
}

/** The words of a record in the reader's language. */
export function words(both: Localized): string {
  return both[current];
}

export function day(date: LocalDate): string {
  return formatDate(date, current);
}

export function dayOf(instant: Instant): string {
  return formatDate(localDateOf(instant), current);
}

/** Without the year, where a column holds one year only. */
export function shortDayOf(instant: Instant): string {
  return formatShortDate(localDateOf(instant), current);
}

/** "08:15, 22/10/2024" */
export function moment(instant: Instant): string {
  return `${formatTime(instant)}, ${dayOf(instant)}`;
}

export function exactDong(amount: number): string {
  return formatExactDong(amount, current);
}
