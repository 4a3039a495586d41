import type { Dong } from './money.ts';
import type { Locale } from './text.ts';

/**
 * Amounts as a document spells them out beside the figures: whoever alters one must alter the other. Vietnamese counts on
 * from a tỷ: a thousand tỷ is "một nghìn tỷ", a million "một triệu tỷ". Words of the North's written standard: "linh" for an
 * empty ten, "nghìn", "tư", "lăm", "mốt".
 */

const GROUP = 1000;
const TY = 1_000_000_000;

const UNITS_VI = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
/** Sounds that change behind a ten: from twenty on, and already from ten on. */
const AFTER_TENS: Readonly<Record<number, string>> = { 1: 'mốt', 4: 'tư', 5: 'lăm' };
const AFTER_TEN: Readonly<Record<number, string>> = { 5: 'lăm' };

const SMALL_EN = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const TENS_EN = [
  '',
  '',
  'twenty',
  'thirty',
  'forty',
  'fifty',
  'sixty',
  'seventy',
  'eighty',
  'ninety',
] as const;
const SCALES_EN = ['', 'thousand', 'million', 'billion', 'trillion', 'quadrillion'] as const;

function word(words: readonly string[], index: number): string {
  return words.slice(index, index + 1).join('');
}

function tensVi(tens: number, unit: number): string[] {
  if (tens === 0) return unit === 0 ? [] : ['linh', word(UNITS_VI, unit)];
  const behind = tens === 1 ? AFTER_TEN : AFTER_TENS;
  const last = unit === 0 ? [] : [behind[unit] ?? word(UNITS_VI, unit)];
  return tens === 1 ? ['mười', ...last] : [word(UNITS_VI, tens), 'mươi', ...last];
}

/** 1 to 999. Behind a higher group every place is said: "không trăm linh năm". */
function groupVi(value: number, leading: boolean): string[] {
  const [hundreds, tens, unit] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  if (leading && hundreds === 0) return tens === 0 ? [word(UNITS_VI, unit)] : tensVi(tens, unit);
  return [word(UNITS_VI, hundreds), 'trăm', ...tensVi(tens, unit)];
}

/** Below a tỷ: million, thousand, rest; a group of zeros is not said. */
function belowTy(value: number, leading: boolean): string[] {
  const groups: readonly (readonly [number, string])[] = [
    [Math.floor(value / (GROUP * GROUP)), 'triệu'],
    [Math.floor(value / GROUP) % GROUP, 'nghìn'],
    [value % GROUP, ''],
  ];
  const said: string[] = [];
  for (const [group, scale] of groups) {
    if (group > 0) said.push(...groupVi(group, leading && said.length === 0), scale);
  }
  return said;
}

function wordsVi(amount: number): string {
  if (amount === 0) return 'không đồng';
  const [ty, rest] = [Math.floor(amount / TY), amount % TY];
  const high = ty > 0 ? [...belowTy(ty, true), 'tỷ'] : [];
  const said = [...high, ...belowTy(rest, ty === 0), 'đồng', amount % GROUP === 0 ? 'chẵn' : ''];
  return said.filter((each) => each !== '').join(' ');
}

function groupEn(value: number): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const tens = [word(TENS_EN, Math.floor(rest / 10)), rest % 10 === 0 ? '' : word(SMALL_EN, rest % 10)];
  const small = rest < SMALL_EN.length ? word(SMALL_EN, rest) : tens.filter((each) => each !== '').join('-');
  if (hundreds === 0) return small;
  return `${word(SMALL_EN, hundreds)} hundred${rest === 0 ? '' : ` and ${small}`}`;
}

function wordsEn(amount: number): string {
  if (amount === 0) return 'zero đồng';
  const groups = SCALES_EN.map((scale, place) => ({
    scale,
    group: Math.floor(amount / GROUP ** place) % GROUP,
  }));
  const said = groups
    .toReversed()
    .filter(({ group }) => group > 0)
    .flatMap(({ group, scale }) => [groupEn(group), scale]);
  return `${said.filter((each) => each !== '').join(' ')} đồng`;
}

/**
 * "sáu nghìn tám trăm tỷ đồng chẵn", "six trillion eight hundred billion đồng". "Chẵn" closes an amount of whole thousands,
 * so that nothing can be written behind it. Exact for every amount that the product holds (up to 9 × 10¹⁵ đồng).
 */
export function amountInWords(amount: Dong, locale: Locale): string {
  return locale === 'vi' ? wordsVi(amount) : wordsEn(amount);
}
