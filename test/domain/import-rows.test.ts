import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseId } from '#domain/ids.ts';
import {
  type ImportNames,
  parseBlockerRow,
  parseCode,
  parseDay,
  parseFigureRow,
  parseMoney,
  parseNumber,
  warningsOfRow,
} from '#domain/import-rows.ts';
import { LocalDate } from '#domain/time.ts';

const none = () => [];
const names: ImportNames = {
  category: (code) => (code === 'GPMB' ? ['Bồi thường, giải phóng mặt bằng'] : []),
  cause: (code) => (code === 'objective' ? ['Khách quan'] : ['Chủ quan']),
  authorityLevel: none,
};

describe('numbers and money as people type them', () => {
  test.each([
    ['6.800', 6800],
    ['6 800', 6800],
    ['1.234.567,5', 1_234_567.5],
    ['6,8', 6.8],
    ['6.8', 6.8],
    ['12', 12],
    ['', null],
    ['sáu nghìn', null],
    ['1.23.4', null],
    ['-5', null],
  ])('%j is %j', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  test.each([
    ['6.800', 'billion', 6_800_000_000_000],
    ['8,4', 'billion', 8_400_000_000],
    ['0,001', 'million', 1000],
    ['123456789', 'dong', 123_456_789],
    ['1,5', 'dong', 'notWholeDong'],
    ['66.149,482271076', 'billion', 66_149_482_271_076],
    ['66.149,4822710765', 'billion', 'notWholeDong'],
    ['x', 'dong', 'notMoney'],
    ['99999999999', 'billion', 'notMoney'],
  ] as const)('%s in %s is %s', (text, unit, amount) => {
    expect(parseMoney(text, unit)).toBe(amount);
  });

  test('what is shown grouped is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000_000 }), (amount) => {
        const shown = new Intl.NumberFormat('de-DE').format(amount);
        expect(parseMoney(shown, 'million')).toBe(amount * 1_000_000);
      }),
    );
  });
});

describe('days and codes', () => {
  test.each([
    ['31/10/2024', '2024-10-31'],
    ['1-2-2024', '2024-02-01'],
    ['2024-10-31', '2024-10-31'],
    ['30/02/2024', null],
    ['mai', null],
  ])('%s is %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });

  test('a code is found by itself or by its name, accents optional', () => {
    expect(parseCode('gpmb', ['GPMB'], names.category)).toBe('GPMB');
    expect(parseCode('boi thuong giai phong mat bang', ['GPMB'], names.category)).toBe('GPMB');
    expect(parseCode('khác', ['GPMB'], names.category)).toBeNull();
  });
});

const ROW = {
  category: 'GPMB',
  authorityLevel: 'district',
  cause: 'khách quan',
  description: 'Còn 12 hộ',
  request: 'Phê duyệt',
};

describe('a row of blockers', () => {
  test('is read whole', () => {
    const more = { householdsLeft: '1.200', requestBy: '31/10/2024', reference: 'Q8-1' };
    expect(parseBlockerRow({ ...ROW, ...more }, names)).toEqual({
      problems: [],
      row: { ...ROW, cause: 'objective', householdsLeft: 1200, requestBy: '2024-10-31', reference: 'Q8-1' },
    });
    expect(parseBlockerRow(ROW, names).row).toMatchObject({ reference: '' });
  });

  test.each([
    [{ category: '' }, 'category', 'required'],
    [{ category: 'x' }, 'category', 'notInList'],
    [{ authorityLevel: 'x' }, 'authorityLevel', 'notInList'],
    [{ cause: 'x' }, 'cause', 'notInList'],
    [{ description: 'x'.repeat(501) }, 'description', 'tooLong'],
    [{ request: 'x'.repeat(301) }, 'request', 'tooLong'],
    [{ reference: 'x'.repeat(41) }, 'reference', 'tooLong'],
    [{ householdsLeft: 'nhiều' }, 'householdsLeft', 'notCount'],
    [{ householdsLeft: '1,5' }, 'householdsLeft', 'notCount'],
    [{ requestBy: 'mai' }, 'requestBy', 'notDate'],
  ])('says which cell is wrong: %j', (wrong, field, code) => {
    const { row, problems } = parseBlockerRow({ ...ROW, ...wrong }, names);
    expect(row).toBeNull();
    expect(problems).toEqual([{ field, code }]);
  });
});

describe('what should be looked at once more', () => {
  const row = {
    category: 'GPMB' as const,
    authorityLevel: 'district' as const,
    cause: 'objective' as const,
    description: 'Hộ ông Nguyễn Văn Bé, 0903 123 456',
    request: 'Phê duyệt',
    reference: '',
  };
  const today = LocalDate.parse('2024-10-08');

  test('names kinds of personal data, a day that is over, and the open case of the same kind', () => {
    const alike = CaseId.parse('HS-2024-0001');
    const over = { ...row, requestBy: LocalDate.parse('2024-10-07') };
    expect(warningsOfRow(over, { today, alike })).toEqual([
      { field: 'description', code: 'phoneNumber' },
      { field: 'description', code: 'personName' },
      { field: 'requestBy', code: 'past' },
      { field: 'category', code: 'alike', of: 'HS-2024-0001' },
    ]);
  });

  test('finds nothing in a sober row', () => {
    const sober = { ...row, description: 'Còn 12 hộ', requestBy: today };
    expect(warningsOfRow(sober, { today, alike: null })).toEqual([]);
    const { requestBy: _day, ...without } = sober;
    expect(warningsOfRow(without, { today, alike: null })).toEqual([]);
  });
});

const FIGURES = { planYear: '2024', disbursed: '6.800', absorbable: '1.200', asOf: '08/10/2024' };

describe('a row of figures', () => {
  test('is read in the unit of its sheet', () => {
    expect(parseFigureRow(FIGURES, 'billion').row).toEqual({
      planYear: 2024,
      disbursed: 6800e9,
      absorbable: 1200e9,
      asOf: '2024-10-08',
    });
  });

  test.each([
    [{ disbursed: 'x' }, 'disbursed', 'notMoney'],
    [{ disbursed: '' }, 'disbursed', 'required'],
    [{ absorbable: '0,0000000001' }, 'absorbable', 'notWholeDong'],
    [{ asOf: 'x' }, 'asOf', 'notDate'],
    [{ planYear: '24' }, 'planYear', 'otherYear'],
  ])('says which cell is wrong: %j', (wrong, field, code) => {
    const { row, problems } = parseFigureRow({ ...FIGURES, ...wrong }, 'billion');
    expect(row).toBeNull();
    expect(problems).toEqual([{ field, code }]);
  });
});
