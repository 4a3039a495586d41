import { describe, expect, expectTypeOf, it } from 'vitest';
import { ApprovalKind, Outcome } from '#domain/approval.ts';
import { AuthorityLevel, BlockerCategory } from '#domain/blocker.ts';
import { Case, OutOfScopeReason, PauseReason } from '#domain/case.ts';
import { REFUSALS, RefusalCode } from '#domain/errors.ts';
import { FIELDS_EN, REFUSALS_EN } from '#domain/messages/refusals.en.ts';
import { FIELDS_VI, REFUSALS_VI } from '#domain/messages/refusals.vi.ts';
import { EN } from '#domain/messages.en.ts';
import {
  isMessageKey,
  type PlaceholderMismatch,
  say,
  sayBoth,
  sayField,
  sayRefusal,
} from '#domain/messages.ts';
import { VI } from '#domain/messages.vi.ts';
import { Move } from '#domain/move.ts';
import { OfficeKind } from '#domain/office.ts';
import { ProjectGroup } from '#domain/project.ts';

const PAIRS = [
  ['messages', VI, EN],
  ['refusals', REFUSALS_VI, REFUSALS_EN],
  ['fields', FIELDS_VI, FIELDS_EN],
] as const;

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{[\w:]+\}/g))].toSorted();
}

function statusesOf(union: { options: readonly { shape: { status: { value: string } } }[] }): string[] {
  return union.options.map((option) => option.shape.status.value);
}

/** Words that a Vietnamese official would not meet in a Vietnamese text; names of formats and systems may stand. */
const ENGLISH =
  /\b(the|and|your|you|click|link|code|email|e-mail|online|deadline|status|error|submit|case|move|token|server|please)\b/i;

/** A name of an office needs its article within an English sentence; after a colon, a quote or at the beginning it is a label. */
const NAMED = /(?<before>.{0,5})\{(?:office|holder|post|next|reporter)\}/g;
const FITTING = /(?:\b[Tt]he |: |“|\bas |^)$/;

describe('both languages', () => {
  it('give the name of an office its article in English', () => {
    const bare = Object.entries<string>(EN).flatMap(([key, text]) =>
      [...text.matchAll(NAMED)]
        .filter(({ groups }) => !FITTING.test(groups?.['before'] ?? ''))
        .map(() => key),
    );
    expect(bare).toEqual([]);
  });

  it.each(PAIRS)('%s have the same keys and placeholders', (_, vi, en) => {
    expect(Object.keys(en)).toEqual(Object.keys(vi));
    const english = new Map(Object.entries(en));
    for (const [key, text] of Object.entries(vi)) {
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
    }
    expectTypeOf<PlaceholderMismatch>().toBeNever();
  });

  it.each(PAIRS)('%s are composed, calm and complete', (_, vi, en) => {
    for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) {
      expect(text.normalize('NFC'), key).toBe(text);
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toMatch(/!| {2}|chậm trễ|vi phạm/);
      expect(text, key).not.toBe('');
    }
  });

  it.each(PAIRS)('%s hold no English on the Vietnamese side', (_, vi) => {
    const shown = Object.entries(vi).filter(([key]) => key !== 'page.otherLanguage');
    for (const [key, text] of shown) expect(text.replaceAll(/\{[\w:]+\}/g, ''), key).not.toMatch(ENGLISH);
  });

  it('spell tone marks the old way: hòa, thủy, not hoà, thuỷ', () => {
    const all = PAIRS.flatMap(([, vi]) => Object.values(vi)).join(' ');
    expect(all).not.toMatch(/(?<!q)(oà|oá|oả|oã|oạ|oè|oé|uỳ|uý|uỷ|uỹ|uỵ)(?![\p{L}])/u);
  });
});

describe('every code and status has words', () => {
  it.each([
    ['caseStatus', statusesOf(Case)],
    ['moveStatus', statusesOf(Move)],
    ['category', BlockerCategory.options],
    ['categoryNote', BlockerCategory.options],
    ['authority', AuthorityLevel.options],
    ['officeKind', OfficeKind.options],
    ['group', ProjectGroup.options],
    ['pauseReason', PauseReason.options],
    ['outOfScopeReason', OutOfScopeReason.options],
    ['approvalKind', ApprovalKind.options],
    ['ask', ApprovalKind.options],
    ['outcome.any', Outcome.options],
    ['consequence.any', Outcome.options],
  ])('%s', (topic, values) => {
    for (const value of values) expect(isMessageKey(`${topic}.${value}`), `${topic}.${value}`).toBe(true);
  });

  it('refuses a key that is not there', () => {
    expect(isMessageKey('caseStatus.lost')).toBe(false);
    expect(isMessageKey('toString')).toBe(false);
  });
});

describe('say', () => {
  it('fills placeholders, groups numbers and leaves hostile text as it is', () => {
    expect(say('vi', 'problems.many', { n: 1200 })).toBe('Có 1.200 chỗ cần sửa');
    expect(say('en', 'mail.dear', { post: '{post} $& <b>' })).toBe('To the {post} $& <b>,');
    expect(sayBoth('caseStatus.cleared')).toEqual({ vi: 'Đã tháo gỡ', en: 'Cleared' });
    expect(sayBoth('silence.remind', { date: '24/10' })).toEqual({
      vi: 'nhắc lại ngày 24/10',
      en: 'sends a reminder on 24/10',
    });
  });

  it('is a type error without its values or with a key that is not there', () => {
    // @ts-expect-error -- a placeholder is missing
    expect(say('vi', 'problems.many', {})).toContain('undefined');
    // @ts-expect-error -- no values at all
    expect(say('vi', 'problems.many')).toContain('undefined');
    // @ts-expect-error -- no such key
    expect(() => say('vi', 'problems.none')).toThrow();
  });
});

describe('sayRefusal', () => {
  it.each(Object.keys(REFUSALS))('%s reads well with no details at all', (code) => {
    for (const locale of ['vi', 'en'] as const) {
      const text = sayRefusal(locale, { code: RefusalCode.parse(code) });
      expect(text).toMatch(/^\p{Lu}[^[\]{}]*\.$/u);
      expect(text).not.toMatch(/ [.,:;]| {2}/);
    }
  });

  it('prints amounts, dates, times and counts in the language of the reader', () => {
    const unbalanced = {
      code: 'move.unbalanced',
      details: { out: 6_800_000_000_000, in: 6_799_000_000_000 },
    } as const;
    expect(sayRefusal('vi', unbalanced)).toBe(
      'Tổng giảm và tổng tăng chưa bằng nhau: giảm 6.800.000.000.000\u00a0đồng, tăng 6.799.000.000.000\u00a0đồng. Sửa để hai bên bằng nhau.',
    );
    const project = { vi: 'Rạch Xuyên Tâm (DA-XUYEN-TAM)', en: 'Xuyên Tâm canal (DA-XUYEN-TAM)' };
    const unready = { code: 'move.recipientProceduresIncomplete', details: { project } } as const;
    expect(sayRefusal('vi', unready)).toContain('Rạch Xuyên Tâm (DA-XUYEN-TAM)');
    expect(sayRefusal('en', unready)).toContain('Xuyên Tâm canal (DA-XUYEN-TAM)');
    expect(sayRefusal('vi', { code: 'approval.doByNotAhead', details: { doBy: '2024-10-07' } })).toContain(
      '07/10/2024',
    );
    expect(
      sayRefusal('en', { code: 'move.stillCoolingOff', details: { until: '2024-10-23T10:00:00.000Z' } }),
    ).toContain('until 17:00, Wednesday');
    expect(sayRefusal('vi', { code: 'approval.codeWrong', details: { triesLeft: 3 } })).toContain(
      'còn 3 lần',
    );
    expect(sayRefusal('vi', { code: 'calendar.yearMissing', details: { year: 2027 } })).toContain('năm 2027');
  });

  it('leaves out what it cannot print', () => {
    const details = { out: 'many', in: 1 };
    expect(sayRefusal('en', { code: 'move.unbalanced', details })).toBe(
      'What is given and what is taken differ. Make both sides equal.',
    );
    expect(sayRefusal('en', { code: 'input.tooLarge', details: { limit: 'x' } })).not.toContain('at most');
    expect(sayRefusal('en', { code: 'approval.doByNotAhead', details: { doBy: 'soon' } })).not.toContain(',');
    expect(sayRefusal('en', { code: 'approval.urgedToday', details: { urgedAt: 5 } })).not.toContain(' at ');
  });
});

describe('sayField', () => {
  it('says what the field wants, else which rule it breaks', () => {
    expect(sayField('vi', { path: 'householdsLeft', code: 'invalid_type' })).toBe(
      'Nhập số hộ còn lại, ví dụ 412.',
    );
    expect(sayField('vi', { path: 'document.number', code: 'too_small' })).toContain('45/NQ-HĐND');
    expect(sayField('en', { path: 'lines.0.amount', code: 'invalid_type' })).toContain('VND');
    expect(sayField('en', { path: 'description', code: 'text.control' })).toContain('unreadable');
    expect(sayField('en', { path: 'recipients.0.amount', code: 'move.aboveAbsorbable' })).toBe(
      'The amount is more than the project can still spend. Enter less, or add a recipient.',
    );
    expect(sayField('vi', { path: 'doBy', code: 'too_big' })).toContain('quá xa');
    expect(sayField('vi', { path: 'doBy', code: 'invalid_format' })).toContain('31/10/2024');
    expect(sayField('en', { path: 'cursor', code: 'too_big' })).toBe('This is too long or too large.');
    expect(sayField('vi', { path: 'cursor', code: 'custom' })).toBe('Nội dung chỗ này chưa đúng.');
  });
});
