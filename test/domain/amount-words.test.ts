import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInWords } from '#domain/amount-words.ts';
import { dong } from '#domain/money.ts';

const ROWS: readonly (readonly [number, string, string])[] = [
  [0, 'không đồng', 'zero đồng'],
  [1, 'một đồng', 'one đồng'],
  [5, 'năm đồng', 'five đồng'],
  [10, 'mười đồng', 'ten đồng'],
  [11, 'mười một đồng', 'eleven đồng'],
  [14, 'mười bốn đồng', 'fourteen đồng'],
  [15, 'mười lăm đồng', 'fifteen đồng'],
  [20, 'hai mươi đồng', 'twenty đồng'],
  [21, 'hai mươi mốt đồng', 'twenty-one đồng'],
  [24, 'hai mươi tư đồng', 'twenty-four đồng'],
  [25, 'hai mươi lăm đồng', 'twenty-five đồng'],
  [91, 'chín mươi mốt đồng', 'ninety-one đồng'],
  [100, 'một trăm đồng', 'one hundred đồng'],
  [101, 'một trăm linh một đồng', 'one hundred and one đồng'],
  [104, 'một trăm linh bốn đồng', 'one hundred and four đồng'],
  [105, 'một trăm linh năm đồng', 'one hundred and five đồng'],
  [110, 'một trăm mười đồng', 'one hundred and ten đồng'],
  [115, 'một trăm mười lăm đồng', 'one hundred and fifteen đồng'],
  [555, 'năm trăm năm mươi lăm đồng', 'five hundred and fifty-five đồng'],
  [1000, 'một nghìn đồng chẵn', 'one thousand đồng'],
  [1005, 'một nghìn không trăm linh năm đồng', 'one thousand five đồng'],
  [1015, 'một nghìn không trăm mười lăm đồng', 'one thousand fifteen đồng'],
  [10_001, 'mười nghìn không trăm linh một đồng', 'ten thousand one đồng'],
  [1_000_005, 'một triệu không trăm linh năm đồng', 'one million five đồng'],
  [1_005_000, 'một triệu không trăm linh năm nghìn đồng chẵn', 'one million five thousand đồng'],
  [1_000_000_005, 'một tỷ không trăm linh năm đồng', 'one billion five đồng'],
  [3_000_500_000, 'ba tỷ năm trăm nghìn đồng chẵn', 'three billion five hundred thousand đồng'],
  [8_400_000_000, 'tám tỷ bốn trăm triệu đồng chẵn', 'eight billion four hundred million đồng'],
  [6_800e9, 'sáu nghìn tám trăm tỷ đồng chẵn', 'six trillion eight hundred billion đồng'],
  [63_000e9, 'sáu mươi ba nghìn tỷ đồng chẵn', 'sixty-three trillion đồng'],
  [1_005e9, 'một nghìn không trăm linh năm tỷ đồng chẵn', 'one trillion five billion đồng'],
  [
    12_976_054_321_021,
    'mười hai nghìn chín trăm bảy mươi sáu tỷ không trăm năm mươi tư triệu ba trăm hai mươi mốt nghìn không trăm hai mươi mốt đồng',
    'twelve trillion nine hundred and seventy-six billion fifty-four million three hundred and twenty-one thousand twenty-one đồng',
  ],
  [1e15, 'một triệu tỷ đồng chẵn', 'one quadrillion đồng'],
  [1e15 + 1, 'một triệu tỷ không trăm linh một đồng', 'one quadrillion one đồng'],
];

describe('an amount in words', () => {
  it.each(ROWS)('%i is %s', (amount, vi, en) => {
    expect([amountInWords(dong(amount), 'vi'), amountInWords(dong(amount), 'en')]).toEqual([vi, en]);
  });
});

const DIGITS: Readonly<Record<string, number>> = {
  không: 0,
  một: 1,
  mốt: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  tư: 4,
  năm: 5,
  lăm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
};

/** Reads Vietnamese number words back, by the rules of speech and not of the writer: digits wait for what follows them. */
function readVietnamese(words: string): number {
  let total = 0;
  let below = 0;
  let group = 0;
  let digit = 0;
  for (const each of words.split(' ')) {
    const settle = () => {
      group += digit;
      digit = 0;
    };
    if (each in DIGITS) digit = DIGITS[each] ?? 0;
    else if (each === 'trăm') [group, digit] = [group + digit * 100, 0];
    else if (each === 'mươi') [group, digit] = [group + digit * 10, 0];
    else if (each === 'mười') group += 10;
    else if (each === 'nghìn' || each === 'triệu') {
      settle();
      [below, group] = [below + group * (each === 'nghìn' ? 1e3 : 1e6), 0];
    } else if (each === 'tỷ') {
      settle();
      [total, below, group] = [(total + below + group) * 1e9, 0, 0];
    } else if (each === 'đồng') settle();
    else if (each !== 'linh' && each !== 'chẵn') throw new Error(`no number word: ${each}`);
  }
  return total + below + group;
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES: Readonly<Record<string, number>> = {
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  quadrillion: 1e15,
};

function readEnglish(words: string): number {
  let total = 0;
  let group = 0;
  for (const each of words.replaceAll('-', ' ').split(' ')) {
    const scale = SCALES[each];
    if (scale !== undefined) [total, group] = [total + group * scale, 0];
    else if (each === 'hundred') group *= 100;
    else if (SMALL.includes(each)) group += SMALL.indexOf(each);
    else if (TENS.includes(each)) group += TENS.indexOf(each) * 10;
    else if (each !== 'and' && each !== 'đồng') throw new Error(`no number word: ${each}`);
  }
  return total + group;
}

/** Amounts of every length alike: long ones would otherwise crowd out those with many zeros. */
const amounts = fc
  .tuple(
    fc.integer({ min: 0, max: 15 }),
    fc.integer({ min: 0, max: 999_999_999 }),
    fc.integer({ min: 0, max: 8 }),
  )
  .map(([power, digits, zeros]) =>
    Math.min(1e15, Math.floor((digits % 10 ** Math.min(power, 9)) * 10 ** zeros)),
  );

describe('every amount up to a million tỷ', () => {
  it('is read back from its Vietnamese words', () => {
    fc.assert(
      fc.property(fc.oneof(amounts, fc.integer({ min: 0, max: 1e15 })), (amount) => {
        expect(readVietnamese(amountInWords(dong(amount), 'vi'))).toBe(amount);
      }),
      { numRuns: 5000 },
    );
  });

  it('is read back from its English words', () => {
    fc.assert(
      fc.property(fc.oneof(amounts, fc.integer({ min: 0, max: 1e15 })), (amount) => {
        expect(readEnglish(amountInWords(dong(amount), 'en'))).toBe(amount);
      }),
      { numRuns: 5000 },
    );
  });

  it('has words that no writer could slip a figure into: single spaces, one đồng, one chẵn at the end', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const words = amountInWords(dong(amount), 'vi');
        expect(words).toMatch(/^\S+( \S+)* đồng( chẵn)?$/u);
        expect(words.split('đồng')).toHaveLength(2);
      }),
    );
  });
});
