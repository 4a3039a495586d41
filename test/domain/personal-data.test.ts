import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPersonalData, personalDataKinds } from '#domain/personal-data.ts';

const marked = (text: string) =>
  findPersonalData(text).map(({ kind, from, to }) => [kind, text.slice(from, to)]);

describe('personal data in the words of a report', () => {
  test.each([
    ['identityNumber', 'CCCD 079185001234 chưa nộp', 'CCCD 079185001234'],
    ['identityNumber', 'số 079185001234', '079185001234'],
    ['identityNumber', 'CMND: 023456789', 'CMND: 023456789'],
    ['identityNumber', 'mã 079 185 001 234 của hộ', '079 185 001 234'],
    ['identityNumber', 'hộ có số 023456789 chưa ký', '023456789'],
    ['phoneNumber', 'gọi 0903 123 456 để hẹn', '0903 123 456'],
    ['phoneNumber', 'gọi 0903123456', '0903123456'],
    ['phoneNumber', 'zalo +84 903.123.456', '+84 903.123.456'],
    ['emailAddress', 'gửi nguyen.van.a@gmail.com nhé', 'nguyen.van.a@gmail.com'],
    ['personName', 'ông Nguyễn Văn Bé chưa nhận tiền', 'ông Nguyễn Văn Bé'],
    ['personName', 'Bà Trần Thị Hoa khiếu nại', 'Bà Trần Thị Hoa'],
    ['personName', 'hộ ông Lê Ân', 'hộ ông Lê Ân'],
    ['houseAddress', 'nhà số 12/4B chưa bàn giao', 'nhà số 12/4B'],
    ['houseAddress', 'căn 123/45 đường Phạm Thế Hiển', '123/45 đường Phạm'],
    ['bankAccount', 'số tài khoản 0071000123456 tại ngân hàng', 'tài khoản 0071000123456'],
    ['bankAccount', 'STK 1903 5566 7788', 'STK 1903 5566 7788'],
  ])('%s: %s', (kind, text, found) => {
    expect(marked(text)).toEqual([[kind, found]]);
  });

  test.each([
    'Còn 412 hộ chưa bàn giao mặt bằng, thiếu 6.800.000.000 đồng',
    'Quyết định 131/2020/QH14 ngày 16/11/2020',
    'Tổng mức đầu tư 9976000000000 đồng',
    'Kế hoạch vốn 123456789 đồng, đã giải ngân 21,2%',
    'Chủ tịch UBND Quận 8 chỉ đạo trước 31/10/2024',
    'Tuyến dài 1.200 m, qua đường Phạm Thế Hiển và 3 phường',
    'Bà con đồng thuận, ông bà trong khu phố đã họp',
    'Hợp đồng số 45/2023/HĐ-XD',
  ])('stays silent on %s', (text) => {
    expect(marked(text)).toEqual([]);
  });

  test('kinds are told once each, over all texts', () => {
    const texts = ['ông Lê Ân, 0903123456', '0912345678, bà Hai'];
    expect(personalDataKinds(texts)).toEqual(['phoneNumber', 'personName']);
  });

  test('findings lie in the text, in order, and never overlap', () => {
    const part = fc.constantFrom(
      'ông Lê Ân ',
      '079185001234 ',
      'a@b.vn ',
      '0903123456, ',
      'đất ',
      '12/4 đường Ba ',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        let end = 0;
        for (const { from, to } of findPersonalData(text)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeLessThanOrEqual(text.length);
          end = to;
        }
      }),
    );
  });

  test('any nine or twelve digits that stand alone are found, wherever they stand', () => {
    const digit = fc.integer({ min: 0, max: 9 });
    const number = fc
      .constantFrom(9, 12)
      .chain((length) => fc.array(digit, { minLength: length, maxLength: length }));
    fc.assert(
      fc.property(number, (digits) => {
        expect(findPersonalData(`Hộ ${digits.join('')} chưa ký`)).toHaveLength(1);
      }),
    );
  });
});
