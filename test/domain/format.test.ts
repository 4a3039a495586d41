import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatCount,
  formatDate,
  formatDateTime,
  formatDong,
  formatExactDong,
  formatMonth,
  formatPercent,
  formatShortDate,
  formatTime,
  formatWeekday,
  glued,
  MINUS,
  sharesOf,
} from '#domain/format.ts';
import { Instant, LocalDate } from '#domain/time.ts';

const TY = 1_000_000_000;
/** Tests read better with plain spaces; `_` marks where the space must not break. */
const nb = (text: string) => text.replaceAll('_', '\u00a0');
const day = (date: string) => LocalDate.parse(date);
const at = (instant: string) => Instant.parse(instant);

describe('an amount', () => {
  test.each([
    [0, '0_đồng', '0_VND'],
    [1, '1_đồng', '1_VND'],
    [999_999, '999.999_đồng', '999,999_VND'],
    [1_000_000, '1_triệu_đồng', '1_million_VND'],
    [840_400_000, '840_triệu_đồng', '840_million_VND'],
    [999_499_999, '999_triệu_đồng', '999_million_VND'],
    [999_500_000, '1_tỷ_đồng', '1_billion_VND'],
    [TY, '1_tỷ_đồng', '1_billion_VND'],
    [8.4 * TY, '8,4_tỷ_đồng', '8.4_billion_VND'],
    [8.449 * TY, '8,4_tỷ_đồng', '8.4_billion_VND'],
    [9.949 * TY, '9,9_tỷ_đồng', '9.9_billion_VND'],
    [9.95 * TY, '10_tỷ_đồng', '10_billion_VND'],
    [10 * TY, '10_tỷ_đồng', '10_billion_VND'],
    [997.4 * TY, '997_tỷ_đồng', '997_billion_VND'],
    [6800 * TY, '6.800_tỷ_đồng', '6,800_billion_VND'],
    [63_000 * TY, '63.000_tỷ_đồng', '63,000_billion_VND'],
    [1_234_567 * TY, '1.234.567_tỷ_đồng', '1,234,567_billion_VND'],
    [-6800 * TY, `${MINUS}6.800_tỷ_đồng`, `${MINUS}6,800_billion_VND`],
    [-8.4 * TY, `${MINUS}8,4_tỷ_đồng`, `${MINUS}8.4_billion_VND`],
  ])('of %d đồng is shown as «%s» and “%s”', (amount, vi, en) => {
    expect(formatDong(amount, 'vi')).toBe(nb(vi));
    expect(formatDong(amount, 'en')).toBe(nb(en));
  });

  test('is written out to the last đồng where law needs it', () => {
    expect(formatExactDong(6800 * TY, 'vi')).toBe(nb('6.800.000.000.000_đồng'));
    expect(formatExactDong(6800 * TY, 'en')).toBe(nb('6,800,000,000,000_VND'));
    expect(formatExactDong(-12, 'vi')).toBe(nb(`${MINUS}12_đồng`));
  });
});

test.each([
  [0, '0', '0'],
  [57, '57', '57'],
  [1930, '1.930', '1,930'],
  [-1605, `${MINUS}1.605`, `${MINUS}1,605`],
])('a count of %d is «%s» and “%s”', (count, vi, en) => {
  expect(formatCount(count, 'vi')).toBe(vi);
  expect(formatCount(count, 'en')).toBe(en);
});

test.each([
  [0.212, '21,2%', '21.2%'],
  [1, '100,0%', '100.0%'],
  [0, '0,0%', '0.0%'],
  [0.0004, '0,0%', '0.0%'],
  [-0.052, `${MINUS}5,2%`, `${MINUS}5.2%`],
  [12.3456, '1.234,6%', '1,234.6%'],
])('a ratio of %d is «%s» and “%s”', (ratio, vi, en) => {
  expect(formatPercent(ratio, 'vi')).toBe(vi);
  expect(formatPercent(ratio, 'en')).toBe(en);
});

describe('shares of a whole', () => {
  test('that each round up add up to 100 % all the same', () => {
    expect(sharesOf([20, 300, 0]).map((share) => formatPercent(share, 'vi'))).toEqual([
      '6,3%',
      '93,7%',
      '0,0%',
    ]);
    expect(sharesOf([1, 1, 1])).toEqual([0.334, 0.333, 0.333]);
    expect(sharesOf([0, 0])).toEqual([0, 0]);
  });

  test('add up to the whole, none is off by a per mille, and nothing stays nothing', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 2 ** 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, (parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(whole > 0);
        const shares = sharesOf(parts);
        expect(Math.round(shares.reduce((sum, share) => sum + share, 0) * 1000)).toBe(1000);
        for (const [index, share] of shares.entries()) {
          const part = parts[index] ?? Number.NaN;
          expect(Math.abs(share - part / whole)).toBeLessThanOrEqual(0.001);
          if (part === 0) expect(share).toBe(0);
        }
      }),
    );
  });
});

describe('a day', () => {
  test.each([
    ['2024-10-08', '08/10/2024', '08/10', 'thứ_Ba', '8_October_2024', '8_October', 'Tuesday'],
    ['2024-10-23', '23/10/2024', '23/10', 'thứ_Tư', '23_October_2024', '23_October', 'Wednesday'],
    ['2025-01-26', '26/01/2025', '26/01', 'Chủ_nhật', '26_January_2025', '26_January', 'Sunday'],
  ])('%s is written in both languages', (date, ...words) => {
    const [vi, viShort, viDay, en, enShort, enDay] = words;
    expect(formatDate(day(date), 'vi')).toBe(vi);
    expect(formatShortDate(day(date), 'vi')).toBe(viShort);
    expect(formatWeekday(day(date), 'vi')).toBe(nb(viDay));
    expect(formatDate(day(date), 'en')).toBe(nb(en));
    expect(formatShortDate(day(date), 'en')).toBe(nb(enShort));
    expect(formatWeekday(day(date), 'en')).toBe(enDay);
  });

  test('has seven names', () => {
    const names = [7, 8, 9, 10, 11, 12, 13].map((d) =>
      formatWeekday(day(`2024-10-${String(d).padStart(2, '0')}`), 'vi'),
    );
    expect(names.map((name) => name.replace('\u00a0', ' '))).toEqual([
      'thứ Hai',
      'thứ Ba',
      'thứ Tư',
      'thứ Năm',
      'thứ Sáu',
      'thứ Bảy',
      'Chủ nhật',
    ]);
  });
});

test('a month is named in English, and a number in Vietnamese', () => {
  expect(['2024-09', '2025-01'].map((month) => formatMonth(month, 'vi'))).toEqual(['09/2024', '01/2025']);
  expect(['2024-09', '2025-01'].map((month) => formatMonth(month, 'en'))).toEqual(
    ['September_2024', 'January_2025'].map(nb),
  );
});

test('an instant is shown by the Vietnamese clock, over midnight too', () => {
  expect(formatDateTime(at('2024-10-23T10:00:00.000Z'), 'vi')).toBe(nb('17:00, thứ_Tư 23/10/2024'));
  expect(formatDateTime(at('2024-10-23T10:00:00.000Z'), 'en')).toBe(nb('17:00, Wednesday 23_October_2024'));
  expect(formatDateTime(at('2024-12-31T17:05:00.000Z'), 'vi')).toBe(nb('00:05, thứ_Tư 01/01/2025'));
  expect(formatTime(at('2024-12-31T16:59:00.000Z'))).toBe('23:59');
});

describe('words that stand together', () => {
  test.each([
    ['Bí thư Quận ủy Quận 8', 'Bí thư Quận ủy Quận_8'],
    ['Party secretary, District 11', 'Party secretary, District_11'],
    ['giai đoạn 2 (Tàu Hủ – Bến Nghé)', 'giai đoạn_2 (Tàu Hủ_– Bến Nghé)'],
    ['57 hồ sơ ở 22 quận, huyện', '57 hồ sơ ở 22 quận, huyện'],
  ])('%s', (text, shown) => {
    expect(glued(text)).toBe(nb(shown));
  });
});
