import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Localized, Provenance, text } from '#domain/text.ts';

const NAME = 'Nạo vét, cải tạo rạch Xuyên Tâm';

describe('text', () => {
  test('that comes decomposed is composed, so that the same word is the same text', () => {
    const decomposed = NAME.normalize('NFD');
    expect(decomposed).not.toBe(NAME);
    expect(text(100).parse(decomposed)).toBe(NAME);
  });

  test('is measured after composing and trimming', () => {
    expect(text(3).parse('  Đội '.normalize('NFD'))).toBe('Đội');
    expect(text(2).safeParse('Đội').success).toBe(false);
  });

  test.each([
    ['line breaks of any system', 'a\r\nb', 'a\nb'],
    ['white space around', '  a ', 'a'],
    ['what turns the direction of writing', '\u202egpj.anh e\u2066\u0302', 'gpj.anh ê'],
    ['a joined family, whose parts no eye sees,', '👩\u200d👧', '👩\u200d👧'],
    ['a space that must not break', 'Quận\u00a08', 'Quận\u00a08'],
  ])('keeps or unifies %s', (_name, typed, kept) => {
    expect(text(100).parse(typed)).toBe(kept);
  });

  test.each([
    ['nothing', ''],
    ['white space only', '   '],
    ['what has no width only', '\u200b\u00a0\ufeff'],
    ['half a character, which no store takes', 'a\ud83d'],
    ['a control character', 'a\u0000b'],
    ['an escape', 'a\u001b[31m'],
    ['a tab', 'a\tb'],
    ['a number', 7],
  ])('refuses %s', (_name, typed) => {
    expect(text(100).safeParse(typed).success).toBe(false);
  });

  test('may be empty where that is said', () => {
    expect(text(100, 0).parse(' ')).toBe('');
  });

  test('is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const first = text(10_000, 0).safeParse(typed);
        if (first.success) expect(text(10_000, 0).parse(first.data)).toBe(first.data);
      }),
    );
  });
});

test('words stand in both languages or not at all', () => {
  expect(Localized.safeParse({ vi: NAME, en: 'Xuyên Tâm creek' }).success).toBe(true);
  expect(Localized.safeParse({ vi: NAME }).success).toBe(false);
});

test('a source names itself', () => {
  expect(Provenance.safeParse({ kind: 'source' }).success).toBe(false);
  expect(Provenance.safeParse({ kind: 'illustrative' }).success).toBe(true);
});
