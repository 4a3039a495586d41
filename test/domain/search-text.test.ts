import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitOf, folded } from '#domain/search-text.ts';

const name = folded('Cải tạo rạch Xuyên Tâm (đoạn từ kênh Nhiêu Lộc)');

describe('searching by name', () => {
  test('accents, case and marks do not matter', () => {
    expect(name).toBe('cai tao rach xuyen tam doan tu kenh nhieu loc');
    expect(folded('  ĐƯỜNG  số-1 ')).toBe('duong so 1');
  });

  test.each([
    ['cai tao', 2],
    ['', 2],
    ['xuyen tam', 1],
    ['tam xuyen', 1],
    ['xuy', 1],
    ['uyen', 0],
    ['rach ong', 0],
  ])('%j fits %i', (question, fit) => {
    expect(fitOf(name, question)).toBe(fit);
  });

  test('folding twice is folding once, in any encoding', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
        expect(folded(text.normalize('NFD'))).toBe(folded(text.normalize('NFC')));
      }),
    );
  });
});
