import { describe, expect, it } from 'vitest';
import type { CaseId } from '#domain/ids.ts';
import type { City, Letter } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';
import { hashShown, press, visit } from './visits.ts';

let city: City;
let caseId: CaseId;
let letter: Letter;
const OWNER = 'holder.owner-tcip@city.example';
cityForEach(async (founded) => {
  city = founded;
  caseId = await city.askedCase();
  letter = city.letterTo(OWNER);
});

const unchanged = async (act: () => Promise<unknown>) => {
  const before = await city.contents();
  await act();
  expect(await city.contents()).toEqual(before);
};
const statusOf = async () => (await city.deps.getCase(caseId)).status;

describe('scanners', () => {
  it('look with HEAD, with GET again and again, and follow every link on the page: nothing changes', async () => {
    await unchanged(async () => {
      expect(await visit(city, letter.link, { method: 'HEAD' })).toMatchObject({ status: 200, html: '' });
      const pages = await Promise.all([1, 2, 3].map(() => visit(city, letter.link)));
      expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
      const links = [...(pages[0]?.html ?? '').matchAll(/(?:href|action|src)="([^"]+)"/g)].map(
        ([, url]) => url ?? '',
      );
      for (const url of links) {
        const lang = /lang=(\w+)/.exec(url)?.[1];
        expect((await visit(city, letter.link, lang === undefined ? {} : { lang })).status).toBe(200);
      }
    });
  });

  it('press every button without the code: an outcome that overrides somebody does not happen', async () => {
    await unchanged(async () => {
      for (const outcome of ['refer', 'decline']) {
        const { status, html } = await press(city, letter, { outcome, comment: 'x' });
        expect(status).toBe(422);
        expect(html).toContain('name="code"');
      }
      await press(city, letter, {});
      await visit(city, letter.link, { method: 'POST', fields: {} });
      await visit(city, letter.link, { method: 'POST', fields: { intent: 'notMe' } });
    });
    expect(await statusOf()).toBe('inReview');
  });

  it('find nothing to run, load or be led to', async () => {
    const { html, headers } = await visit(city, letter.link);
    expect(html).not.toMatch(/<script|<img|<iframe|https?:\/\//);
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    });
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
  });
});

describe('links that were never mailed', () => {
  it('all look the same, and are not told apart from a wrong secret', async () => {
    const [id = ''] = letter.link.split('.');
    const forged = [
      `${id}.${'A'.repeat(43)}`,
      `YK0000000000.${letter.link.split('.')[1]}`,
      id,
      `${letter.link}x`,
      'nonsense',
      '',
      `${id}.${'A'.repeat(43)}.${'A'.repeat(43)}`,
    ];
    await unchanged(async () => {
      const pages = await Promise.all(forged.map((link) => visit(city, link)));
      expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
      expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
      expect(pages[0]?.html).not.toContain('DA-CHONGNGAP');
      const fields = { intent: 'decide', outcome: 'agree', doBy: '31/10/2024' };
      for (const link of forged) {
        expect((await visit(city, link, { method: 'POST', fields })).status).toBe(404);
      }
    });
  });
});

describe('a form from elsewhere', () => {
  const fields = { intent: 'decide', outcome: 'agree', doBy: '31/10/2024' };

  it.each(['cross-site', 'same-site'])('is not taken: %s', async (site) => {
    const shownHash = await hashShown(city, letter.link);
    await unchanged(async () => {
      const headers = { 'sec-fetch-site': site };
      const answer = await visit(city, letter.link, {
        method: 'POST',
        fields: { ...fields, shownHash },
        headers,
      });
      expect(answer.status).toBe(403);
    });
  });

  it('is not taken in another type, nor in any size', async () => {
    await unchanged(async () => {
      const headers = { 'content-type': 'application/json' };
      expect((await visit(city, letter.link, { method: 'POST', fields, headers })).status).toBe(415);
      const comment = 'x'.repeat(10_485_760);
      expect(
        (await visit(city, letter.link, { method: 'POST', fields: { ...fields, comment } })).status,
      ).toBe(413);
    });
  });
});

describe('a decision', () => {
  it('is taken once; the same press again shows it, another one is told so', async () => {
    const agree = { outcome: 'agree', doBy: '31/10/2024' };
    const first = await press(city, letter, agree);
    expect(first.status).toBe(200);
    expect(first.html).toContain('Đã ghi ý kiến');
    await city.drain();
    await unchanged(async () => {
      const again = await press(city, letter, agree);
      expect(again.status).toBe(200);
      expect(again.html).toContain('holder owner-tcip');
      const other = await press(city, letter, { outcome: 'decline', comment: 'x', code: letter.code });
      expect(other.status).toBe(409);
      expect(other.html).toContain('không được ghi');
    });
  });

  it('of two at the same moment is one', async () => {
    const shownHash = await hashShown(city, letter.link);
    const fields = { intent: 'decide', outcome: 'agree', doBy: '31/10/2024', shownHash };
    const pages = await Promise.all(
      [1, 2, 3, 4].map(() => visit(city, letter.link, { method: 'POST', fields })),
    );
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([200]));
    const { items } = await city.deps.receiptsOf(caseId, { limit: 100 });
    expect(items.filter(({ type }) => type === 'decisionRecorded')).toHaveLength(1);
  });

  it('on a page that has become stale is refused, with all that was typed', async () => {
    await unchanged(async () => {
      const fields = { outcome: 'return', comment: 'Thiếu phụ lục <b>3</b>', shownHash: '0'.repeat(64) };
      const { status, html } = await press(city, letter, fields);
      expect(status).toBe(409);
      expect(html).toContain('Hồ sơ vừa thay đổi');
      expect(html).toContain('Thiếu phụ lục &lt;b&gt;3&lt;/b&gt;');
    });
  });

  it.each([
    ['without a reason', { outcome: 'return', comment: ' ' }],
    ['without its day', { outcome: 'agree', comment: 'Giữ lại câu này' }],
    ['with a day that is over', { outcome: 'agree', comment: 'Giữ lại câu này', doBy: '01/10/2024' }],
    ['that is not offered', { outcome: 'reallocate', comment: 'Giữ lại câu này' }],
    ['that is none', { outcome: 'maybe', comment: 'Giữ lại câu này' }],
  ])('%s is refused, and what was typed is kept', async (_what, fields) => {
    await unchanged(async () => {
      const { status, html } = await press(city, letter, fields);
      expect(status).toBe(422);
      if (fields.comment.trim() !== '') expect(html).toContain(fields.comment);
      expect(html).toContain('<form method="post"');
    });
  });

  it.each([
    ['an unreadable character', { comment: 'a\u0000b', doBy: '31/10/2024' }, 'Có ký tự không đọc được'],
    ['a word where a day is wanted', { comment: '', doBy: 'mai' }, 'Ghi ngày xử lý xong'],
  ])('with %s is told exactly that, as one mistake', async (_what, fields, said) => {
    const { status, html } = await press(city, letter, { outcome: 'agree', ...fields });
    expect(status).toBe(422);
    expect(html).toContain('Có 1 chỗ cần sửa');
    expect(html).toContain(said);
  });

  it('is composed: what was typed decomposed is stored in one form', async () => {
    const typed = 'Thiếu bản đồ thửa đất';
    await press(city, letter, { outcome: 'return', comment: typed.normalize('NFD') });
    expect(await city.deps.getCase(caseId)).toMatchObject({
      status: 'returned',
      question: typed.normalize('NFC'),
    });
  });
});
