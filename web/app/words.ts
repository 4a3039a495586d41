/** Words, numbers and dates in the reader's language. */
import i18next, { type i18n } from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import {
  formatCount,
  formatDate,
  formatDong,
  formatExactDong,
  formatMonth,
  formatPercent,
  formatShortDate,
  formatTime,
  formatWeekday,
  glued,
} from '#domain/format.ts';
import type { Locale, Localized } from '#domain/text.ts';
import { type Instant, type LocalDate, localDateOf } from '#domain/time.ts';
import type { WordKey } from '../words/vi.ts';

export type { WordKey };
export type Values = Readonly<Record<string, string | number>>;

/** The name under which the choice is kept: here, and in the cookie by which role picker and mailbox know it and tell it. */
const CHOICE = 'kt_lang';
const YEAR_MS = 31_536_000_000;

/** One language at a time travels to the reader. */
async function load(language: Locale): Promise<Readonly<Record<string, string>>> {
  return language === 'vi' ? (await import('../words/vi.ts')).VI : (await import('../words/en.ts')).EN;
}

/** Absent where the line is not encrypted; typed as always there. */
const cookies = (): CookieStore | undefined => globalThis.cookieStore;

function keep(language: Locale): void {
  localStorage.setItem(CHOICE, language);
  document.documentElement.lang = language;
  const cookie = { name: CHOICE, value: language, expires: Date.now() + YEAR_MS, sameSite: 'lax' } as const;
  cookies()
    ?.set(cookie)
    .catch(() => undefined);
}

async function chosen(): Promise<Locale> {
  const told = await cookies()
    ?.get(CHOICE)
    .catch(() => null);
  return (told?.value ?? localStorage.getItem(CHOICE)) === 'en' ? 'en' : 'vi';
}

/** Begins with the language chosen last, in the app or on a page beside it; Vietnamese unless somebody chose English. */
export async function openWords(): Promise<i18n> {
  const language = await chosen();
  keep(language);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await load(language) } },
    // Keys hold dots and stand flat; values are in braces; React escapes what it shows.
    keySeparator: false,
    nsSeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  });
  return i18next;
}

/** Changes the language of everything that is shown, and remembers it. */
export async function speak(language: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await load(language));
  }
  keep(language);
  await i18next.changeLanguage(language);
}

export function languageNow(): Locale {
  return i18next.language === 'en' ? 'en' : 'vi';
}

/** Everything that turns keys, numbers and dates into text, in one language. */
export type Words = ReturnType<typeof wordsIn>;

function wordsIn(language: Locale, translate: (key: string, values: Record<string, unknown>) => string) {
  /** A sentence of the pages; numbers are grouped. A number `n` also chooses between singular (`key_one`) and plural. */
  const t = (key: WordKey, values: Values = {}): string => {
    const shown: Record<string, string | number> = {};
    for (const [name, value] of Object.entries(values)) {
      shown[name] = typeof value === 'number' ? formatCount(value, language) : value;
    }
    const { n } = values;
    return translate(key, typeof n === 'number' ? { ...shown, count: n } : shown);
  };
  const named = (list: string, code: string): string => translate(`${list}.${code}`, { defaultValue: code });
  return {
    language,
    t,
    /** A name that the domain gives: of a status, a category, an outcome. A code without a name stands for itself. */
    named,
    /** An outcome in the words of its kind of ask, else in those of any. */
    outcomeName: (kind: string, outcome: string): string =>
      translate(`outcome.${kind}.${outcome}`, { defaultValue: named('outcome.any', outcome) }),
    /** The words of a record. */
    say: (both: Localized): string => glued(both[language]),
    count: (value: number): string => formatCount(value, language),
    /** "1,4": with one decimal, where there is one. */
    tenths: (value: number): string =>
      new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value),
    /** "6.800 tỷ đồng" */
    dong: (amount: number): string => formatDong(amount, language),
    /** "6.800 tỷ": in a column whose head or title says the unit. */
    shortDong: (amount: number): string => formatDong(amount, language).replace(/\u00a0(đồng|VND)$/, ''),
    /** "6.800.000.000.000 đồng" */
    exactDong: (amount: number): string => formatExactDong(amount, language),
    percent: (ratio: number): string => formatPercent(ratio, language),
    /** "23/10/2024" */
    day: (date: LocalDate): string => formatDate(date, language),
    dayOf: (instant: Instant): string => formatDate(localDateOf(instant), language),
    /** "10/2024", of `2024-10`; English "October 2024" */
    month: (month: string): string => formatMonth(month, language),
    /** "10/2024"; English "Oct 2024": below a column. */
    shortMonth: (month: string): string => formatMonth(month, language).replace(/^(\p{L}{3})\p{L}+/u, '$1'),
    /** "23/10" */
    shortDay: (date: LocalDate): string => formatShortDate(date, language),
    shortDayOf: (instant: Instant): string => formatShortDate(localDateOf(instant), language),
    weekday: (date: LocalDate): string => formatWeekday(date, language),
    /** "08:15" */
    timeOf: (instant: Instant): string => formatTime(instant),
    /** "08:15, 22/10/2024" */
    moment: (instant: Instant): string =>
      `${formatTime(instant)}, ${formatDate(localDateOf(instant), language)}`,
  };
}

/** The words of the language that is spoken now; a component that uses them is drawn again when it changes. */
export function useWords(): Words {
  const { i18n } = useTranslation();
  const language: Locale = i18n.language === 'en' ? 'en' : 'vi';
  return useMemo(() => {
    const fixed = i18n.getFixedT(language);
    return wordsIn(language, (key, values) => String(fixed(key, values)));
  }, [i18n, language]);
}
