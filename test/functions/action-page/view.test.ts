import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#domain/approval.ts';
import { outcomesFor } from '#domain/approval-ask.ts';
import { Refusal } from '#domain/errors.ts';
import { say } from '#domain/messages.ts';
import { renderAsk, renderStale } from '#functions/action-page/view/ask.ts';
import { renderDecided } from '#functions/action-page/view/decided.ts';
import { splitFacts } from '#functions/action-page/view/facts.ts';
import {
  askFormOf,
  changedFacts,
  codeDigits,
  intentOf,
  isoDate,
  problemsOf,
  seenOf,
} from '#functions/action-page/view/form.ts';
import { pageHeaders } from '#functions/action-page/view/headers.ts';
import { renderUnknownLink } from '#functions/action-page/view/plain.ts';
import { consequenceOf, outcomeLabel } from '#functions/action-page/view/wording.ts';
import { pagesOf } from './view.pages.ts';
import {
  APPRAISE,
  at,
  CLEAR,
  DECIDE,
  decided,
  RESOLVE,
  SECRET,
  SILENCE,
  TYPED,
  view,
} from './view.samples.ts';

const LOCALES = ['vi', 'en'] as const;
const HOSTILE =
  "\"><script>alert(1)</script><img src=x onerror=alert(2)> https://evil.example &amp; '{office}'";
const plain = (html: string) => html.replaceAll('\u00a0', ' ');

describe.each(LOCALES)('every page in %s', (locale) => {
  const pages = Object.entries(pagesOf(locale));

  it.each(pages)('%s is one small, self-contained document', (_, html) => {
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(30_000);
    expect(html).toMatch(new RegExp(`^<!doctype html>\\n<html lang="${locale}">`));
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|style="|onclick|javascript:/i);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html.normalize('NFC')).toBe(html);
    expect(html).not.toContain('undefined');
    expect(html).not.toContain('[object');
    expect(html).not.toContain(SECRET);
    expect(html).toContain(`href="?lang=${locale === 'vi' ? 'en' : 'vi'}"`);
  });

  it.each(pages)('%s sends only to its own address, from a form that says what it wants', (_, html) => {
    expect(html).not.toMatch(/<form[^>]* action=/);
    const forms = html.match(/<form/g)?.length ?? 0;
    expect(html.match(/name="intent" value="(decide|forward|freshLink|notMe)"/g) ?? []).toHaveLength(forms);
  });
});

describe('pageHeaders', () => {
  it('allow the one stylesheet by its hash and nothing else', () => {
    const headers = pageHeaders('vi');
    const style = /<style>(.*?)<\/style>/s.exec(renderUnknownLink({ locale: 'vi' }))?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['Content-Security-Policy']).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(headers).toMatchObject({
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': 'vi',
    });
  });
});

describe('renderAsk', () => {
  it('says whose decision, what, by when, every fact, and nothing is chosen beforehand', () => {
    const html = plain(renderAsk(view('vi')));
    for (const { label, value } of CLEAR.shown.facts) {
      expect(html).toContain(plain(`<dt>${label.vi}</dt><dd>${value.vi}</dd>`));
    }
    const order = [
      'Chủ tịch UBND Quận 8',
      'HS-2024-0002',
      '<h1>',
      '17:00, thứ Tư 23/10/2024',
      '<dl>',
      '<fieldset',
      'name="comment"',
      '<button>',
      'không thay cho văn bản đã ký',
      'Không phải việc của tôi',
    ];
    const places = order.map((text) => html.indexOf(text, html.indexOf('<main>')));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(html).not.toContain(' checked');
    expect(html).toContain('nhắc lại ngày 24/10 và chuyển Bí thư Quận ủy Quận 8 xem xét ngày 29/10');
    expect(html).toContain('3 ngày làm việc kể từ 18/10/2024, không tính cuối tuần');
    expect(html).toContain('Mở trang này chưa gửi gì.');
  });

  it('asks for the code only where an offered outcome needs more than the link', () => {
    expect(renderAsk(view('vi'))).toMatch(/class="fld scr only on-refer on-decline"><label for="code">/);
    expect(renderAsk(view('vi', { codeRequired: false }))).not.toContain('name="code"');
    expect(renderAsk(view('vi', { approval: APPRAISE }))).not.toContain('name="code"');
  });

  it('asks for the signed document of the Council and the Committee, and a day only of a promise', () => {
    for (const approval of [RESOLVE, DECIDE]) {
      const html = renderAsk(view('vi', { approval }));
      expect(html).toContain('name="documentNumber"');
      expect(html).toMatch(/name="documentIssuer" value="(HĐND|UBND) Thành phố Hồ Chí Minh"/);
      expect(html).not.toContain('name="doBy"');
    }
    expect(renderAsk(view('vi'))).toContain('name="doBy"');
    expect(renderAsk(view('vi'))).not.toContain('name="documentNumber"');
    expect(renderAsk(view('en', { approval: APPRAISE }))).toContain('2 of 3 offices must agree');
  });

  it('names both days of two reminders in one breath', () => {
    const reminder = (day: string) => ({ act: 'remind', at: at(`2024-10-${day}T01:00:00.000Z`) }) as const;
    const silence = { ...SILENCE, points: [reminder('22'), reminder('24')] };
    expect(renderAsk(view('vi', { silence }))).toContain('hệ thống nhắc lại ngày 22/10 và 24/10 và chuyển');
  });

  it('offers forwarding in a form of its own, never among the choices', () => {
    const html = renderAsk(view('vi'));
    expect(html).not.toContain('value="forward" required');
    expect(html).toContain('name="intent" value="forward"');
    expect(renderAsk(view('vi', { approval: RESOLVE }))).not.toContain('name="intent" value="forward"');
  });

  it('lists what to fix on top with links, marks the fields, keeps what was typed but not a wrong code', () => {
    const problems = [
      ...problemsOf(new Refusal('approval.codeWrong', { triesLeft: 2 })),
      ...problemsOf(new Refusal('approval.commentRequired')),
    ];
    const html = renderAsk(view('vi', { form: { ...TYPED, comment: 'a <b> "c"' }, problems }));
    expect(html).toContain('<title>Lỗi: ');
    expect(html).toContain('Có 2 chỗ cần sửa');
    expect(html).toMatch(/role="alert"[^>]*>.*href="#code">.*còn 2 lần nhập.*href="#comment">/s);
    expect(html).toContain('a &lt;b&gt; &quot;c&quot;</textarea>');
    expect(html).toContain('value="refer" required checked');
    expect(html).toContain('aria-describedby="comment-error comment-hint" aria-invalid="true"');
    expect(html).not.toContain('482918');
    const both = {
      form: TYPED,
      problems: problemsOf(new Refusal('input.invalid', {}, [{ path: 'outcome', code: 'required' }])),
    };
    expect(renderAsk(view('vi', both))).toContain('href="#o-agree"');
  });

  it('takes no answers while the case is paused', () => {
    const stopped = {
      at: at('2024-10-18T08:02:00.000Z'),
      workingDaysLeft: 2,
      until: at('2024-11-29T10:00:00.000Z'),
    };
    const html = renderAsk(view('vi', { approval: { ...CLEAR, stopped } }));
    expect(html).toContain('29/11/2024');
    expect(html).not.toContain('<form');
  });

  it('escapes hostile text everywhere and links none of it', () => {
    const words = { vi: HOSTILE, en: HOSTILE };
    const approval = {
      ...CLEAR,
      officeName: words,
      shown: { title: words, facts: [{ label: words, value: words }] },
    };
    const form = { ...TYPED, comment: HOSTILE, doBy: HOSTILE, code: HOSTILE, seen: HOSTILE };
    const neighbours = { next: words, reporter: words };
    const recipient = { name: HOSTILE, post: words, standing: 'deputy' } as const;
    const problems = problemsOf(new Refusal('input.unknownOffice', { office: HOSTILE }));
    const shown = { approval, form, neighbours, recipient };
    const result = renderDecided({ ...view('vi', shown), approval: decided(CLEAR, { comment: HOSTILE }) });
    for (const html of [
      renderAsk(view('vi', { ...shown, problems })),
      renderStale(view('en', shown)),
      result,
    ]) {
      expect(html).not.toMatch(/<script|<img|href="https?:/);
      expect(html).toContain('&lt;script&gt;');
    }
  });
});

describe('renderStale', () => {
  it('marks what changed and keeps choice, text and code', () => {
    const [case1, ...others] = CLEAR.shown.facts;
    const label = { vi: 'Hồ sơ', en: 'Case' };
    expect(case1?.label).toEqual(label);
    const seen = seenOf({
      ...CLEAR.shown,
      facts: [...others, { label, value: { vi: 'khác', en: 'other' } }],
    });
    const html = renderStale({
      ...view('vi', { form: { ...TYPED, seen } }),
      changedAt: at('2024-10-18T02:14:00.000Z'),
    });
    expect(html).toContain('Hồ sơ vừa thay đổi lúc 09:14');
    expect(html.match(/class="new"/g)).toHaveLength(1);
    expect(html).toContain('Các mục đã thay đổi: Hồ sơ.');
    expect(html).toContain('value="482918"');
    expect(html).toContain(TYPED.comment);
    expect(html).toContain('value="refer" required checked');
    expect(changedFacts(CLEAR.shown, seenOf(CLEAR.shown)).size).toBe(0);
    expect(changedFacts(CLEAR.shown, '').size).toBe(0);
  });
});

describe('renderDecided', () => {
  const base = { locale: 'vi', now: at('2024-10-21T08:00:00.000Z'), neighbours: {} } as const;

  it('says what, when, by which post and what follows, without the name of the person', () => {
    const html = plain(renderDecided({ ...base, approval: decided(CLEAR) }));
    expect(html).toContain('Đã ghi ý kiến: Vượt thẩm quyền');
    expect(html).toContain('14:03, thứ Hai 21/10/2024');
    expect(html).toContain('Báo cáo cấp trên cho ý kiến chỉ đạo.');
    expect(html).not.toContain('Nguyễn Văn A');
    expect(html).not.toContain('ct.q8@');
    expect(html).not.toContain('<form');
  });

  it('lets a move be stopped while it cools off, not afterwards', () => {
    const approval = decided(DECIDE, { outcome: 'agree' });
    const stop = (until: string) => renderDecided({ ...base, approval, canStopUntil: at(until) });
    expect(stop('2024-10-21T09:00:00.000Z')).toContain('name="intent" value="notMe"');
    expect(stop('2024-10-21T07:00:00.000Z')).not.toContain('<form');
  });
});

describe('renderUnknownLink', () => {
  it('is the same bytes every time and names nothing', () => {
    const html = renderUnknownLink({ locale: 'vi' });
    expect(html).toBe(renderUnknownLink({ locale: 'vi' }));
    expect(html).not.toMatch(/HS-|DC-|YK[0-9A-Z]{10}|Quận/);
    expect(html).toContain('name="intent" value="freshLink"');
  });
});

describe('words of outcomes', () => {
  const kinds = [
    'clearBlocker',
    'answerQuestion',
    'confirmCleared',
    'appraiseMove',
    'submitMove',
    'resolveMove',
    'decideMove',
    'recoverCase',
  ] as const;

  it.each(kinds)(
    '%s: every outcome that can be offered has a label and a consequence without gaps',
    (kind) => {
      for (const locale of LOCALES) {
        for (const top of [false, true]) {
          const { outcomes } = outcomesFor(kind, { rung: top ? 6 : 4, top, movable: 1 });
          const approval = { ...CLEAR, kind, outcomes };
          const labels = outcomes.map((outcome: Outcome) => outcomeLabel(kind, outcome, locale));
          expect(new Set(labels).size).toBe(labels.length);
          for (const outcome of outcomes) {
            const text = consequenceOf(approval, outcome, { locale, neighbours: {} });
            expect(text).toMatch(/^\p{Lu}[^{}]*\.$/u);
          }
        }
      }
    },
  );

  it('depend on where the case goes', () => {
    const args = { locale: 'vi', neighbours: {} } as const;
    expect(consequenceOf({ ...CLEAR, outcomes: ['decline'] }, 'decline', args)).toBe(
      say('vi', 'consequence.clearBlocker.declineTop'),
    );
  });
});

describe('splitFacts', () => {
  it('puts blocker, request, capital and since first, and all lines of a move', () => {
    expect(splitFacts(CLEAR.shown.facts).main.map(({ label }) => label.en)).toEqual([
      'Blocker',
      'Request',
      'Planned capital 2024',
      'Blocked since',
    ]);
    const move = splitFacts(RESOLVE.shown.facts);
    expect(move.main).toHaveLength(6);
    expect(move.rest.map(({ label }) => label.en)).toEqual(['Move', 'Plan year', 'Rules applied']);
  });
});

describe('form', () => {
  it('reads what a browser sends and nothing else', () => {
    const fields = new URLSearchParams({
      intent: 'decide',
      outcome: 'agree',
      doBy: '31/10/2024',
      code: '482 917',
      extra: 'x',
      comment: 'e\u0301'.repeat(3),
    });
    const form = askFormOf(fields);
    expect(form).toMatchObject({ outcome: 'agree', doBy: '2024-10-31', comment: 'ééé', documentNumber: '' });
    expect(Object.keys(form)).not.toContain('extra');
    expect(codeDigits(form.code)).toBe('482917');
    expect(intentOf(fields)).toBe('decide');
    expect(intentOf(new URLSearchParams({ intent: 'delete' }))).toBeNull();
    expect(askFormOf(new URLSearchParams({ comment: 'a'.repeat(10_000) })).comment).toHaveLength(4000);
  });

  it.each([
    ['31/10/2024', '2024-10-31'],
    ['1.2.2025', '2025-02-01'],
    ['31102024', '2024-10-31'],
    ['2024-10-31', '2024-10-31'],
    [' mai ', 'mai'],
    ['', ''],
  ])('reads the day %j as %j', (typed, iso) => {
    expect(isoDate(typed)).toBe(iso);
  });

  it('puts a refusal beside the field it is about, else on top', () => {
    expect(problemsOf(new Refusal('move.documentUsed', { number: '1' }))[0]?.field).toBe('documentNumber');
    expect(problemsOf(new Refusal('approval.conflictOfInterest'))[0]?.field).toBe('page');
    const invalid = new Refusal('input.invalid', {}, [
      { path: 'document.issuedOn', code: 'invalid_format' },
      { path: 'shownHash', code: 'invalid_format' },
    ]);
    expect(problemsOf(invalid).map(({ field }) => field)).toEqual(['documentDate', 'page']);
  });
});
