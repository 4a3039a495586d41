import type { Locale } from './text.ts';
import { type Instant, type LocalDate, localDateOf, localTimeOf, weekdayOf } from './time.ts';

/**
 * Numbers, money and dates as both languages print them. Written out by hand, because `Intl` differs between engines and
 * versions, and a document must read the same everywhere. A number and its unit never part: U+00A0 stands between them.
 */
export const NBSP = '\u00a0';

const NUMBERED = /(Quận|Phường|quận|phường|năm|đoạn|số|District|Ward|phase) (?=\d)| (?=–(?: |$))/g;

/** «Quận 8», «năm 2024», «giai đoạn 1» are one word to the eye: a number never stands alone on the next line, nor does a line begin with a dash. */
export function glued(text: string): string {
  return text.replaceAll(NUMBERED, (_, word: string | undefined) => `${word ?? ''}${NBSP}`);
}

export const MINUS = '\u2212';

const TRIEU = 1_000_000;
const TENTH_OF_TY = 100_000_000;
const TENTHS_IN_TEN_TY = 100;

const GROUP = { vi: '.', en: ',' } as const;
const DECIMAL = { vi: ',', en: '.' } as const;
const UNITS = {
  vi: { ty: `tỷ${NBSP}đồng`, trieu: `triệu${NBSP}đồng`, dong: 'đồng' },
  en: { ty: `billion${NBSP}VND`, trieu: `million${NBSP}VND`, dong: 'VND' },
} as const;

const WEEKDAYS = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function signed(value: number, digits: string): string {
  return value < 0 ? `${MINUS}${digits}` : digits;
}

function grouped(whole: number, locale: Locale): string {
  return String(Math.abs(whole)).replaceAll(/\B(?=(\d{3})+$)/g, GROUP[locale]);
}

/** A whole number with thousands apart: `1.930`, `1,930`; negative with U+2212. */
export function formatCount(count: number, locale: Locale): string {
  return signed(count, grouped(count, locale));
}

function tenths(count: number, locale: Locale): string {
  const rest = count % 10;
  return `${grouped(Math.floor(count / 10), locale)}${rest === 0 ? '' : `${DECIMAL[locale]}${rest}`}`;
}

function magnitude(amount: number, locale: Locale): string {
  const units = UNITS[locale];
  const tenthsOfTy = Math.round(amount / TENTH_OF_TY);
  if (tenthsOfTy >= TENTHS_IN_TEN_TY) {
    return `${grouped(Math.round(amount / (10 * TENTH_OF_TY)), locale)}${NBSP}${units.ty}`;
  }
  if (Math.round(amount / TRIEU) >= 1000) return `${tenths(tenthsOfTy, locale)}${NBSP}${units.ty}`;
  if (amount >= TRIEU) return `${grouped(Math.round(amount / TRIEU), locale)}${NBSP}${units.trieu}`;
  return `${grouped(amount, locale)}${NBSP}${units.dong}`;
}

/**
 * An amount in đồng as screens and mails show it: whole tỷ from 10 tỷ ("6.800 tỷ đồng"), one decimal below ("8,4 tỷ
 * đồng"), triệu under 1 tỷ, đồng under 1 triệu; English "6,800 billion VND". Rounds; sums are rounded after adding.
 */
export function formatDong(amount: number, locale: Locale): string {
  return signed(amount, magnitude(Math.abs(amount), locale));
}

/** Every đồng, for legal documents, exports and appendices: "6.800.000.000.000 đồng". */
export function formatExactDong(amount: number, locale: Locale): string {
  return `${formatCount(amount, locale)}${NBSP}${UNITS[locale].dong}`;
}

/** A ratio (0.212) as a percentage with one decimal: "21,2%", English "21.2%". */
export function formatPercent(ratio: number, locale: Locale): string {
  const perMille = Math.round(ratio * 1000);
  const size = Math.abs(perMille);
  return signed(perMille, `${grouped(Math.floor(size / 10), locale)}${DECIMAL[locale]}${size % 10}%`);
}

/**
 * Parts of a whole (amounts, not negative) as ratios in whole per mille, for `formatPercent`: they add up to 1 whenever the
 * parts add up to more than 0, which each rounded for itself would not. What is missing goes to the largest remainders.
 */
export function sharesOf(parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + part, 0);
  if (total === 0) return parts.map(() => 0);
  const exact = parts.map((part) => (part / total) * 1000);
  const missing = 1000 - exact.reduce((sum, perMille) => sum + Math.floor(perMille), 0);
  const byRemainder = exact
    .map((perMille, index) => ({ index, remainder: perMille - Math.floor(perMille) }))
    .toSorted((one, other) => other.remainder - one.remainder);
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return exact.map((perMille, index) => (Math.floor(perMille) + (raised.has(index) ? 1 : 0)) / 1000);
}

function nameOf(names: readonly string[], index: number): string {
  return names.slice(index, index + 1).join('');
}

/** "thứ Tư", "Wednesday"; the two syllables stay together. */
export function formatWeekday(date: LocalDate, locale: Locale): string {
  return nameOf(WEEKDAYS[locale], weekdayOf(date) - 1).replace(' ', NBSP);
}

function partsOf(date: string) {
  return { year: date.slice(0, 4), month: date.slice(5, 7), day: date.slice(8, 10) };
}

/** dd/mm inside a known year: "23/10"; English names the month ("23 October"), since 08/10 reads two ways there. */
export function formatShortDate(date: LocalDate, locale: Locale): string {
  const { month, day } = partsOf(date);
  return locale === 'vi' ? `${day}/${month}` : `${Number(day)}${NBSP}${nameOf(MONTHS, Number(month) - 1)}`;
}

/** "23/10/2024"; English "23 October 2024". */
export function formatDate(date: LocalDate, locale: Locale): string {
  const separator = locale === 'vi' ? '/' : NBSP;
  return `${formatShortDate(date, locale)}${separator}${partsOf(date).year}`;
}

/** A month as `2024-09`: "09/2024"; English "September 2024". */
export function formatMonth(month: string, locale: Locale): string {
  const { year, month: number } = partsOf(month);
  return locale === 'vi' ? `${number}/${year}` : `${nameOf(MONTHS, Number(number) - 1)}${NBSP}${year}`;
}

/** The Vietnamese clock at an instant: "17:00". */
export function formatTime(instant: Instant): string {
  return localTimeOf(instant);
}

/** When somebody must act: "17:00, thứ Tư 23/10/2024"; English "17:00, Wednesday 23 October 2024". */
export function formatDateTime(instant: Instant, locale: Locale): string {
  const date = localDateOf(instant);
  return `${formatTime(instant)}, ${formatWeekday(date, locale)} ${formatDate(date, locale)}`;
}
