import { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dueOf, longTime, mainLink } from '#local/mail/pages.ts';
import type { MailHost } from './samples.ts';
import { startMail } from './samples.ts';

let host: MailHost;
beforeEach(async () => {
  host = await startMail();
});
afterEach(async () => host.stop());

async function send(to: string, subject: string, html = '<p>x</p>', about = 'HS-2024-0001'): Promise<string> {
  const sent = await host.client.send(
    new SendEmailCommand({
      FromEmailAddress: 'xu-ly@khoithong.example',
      Destination: { ToAddresses: [to] },
      Content: {
        Simple: { Subject: { Data: subject }, Body: { Html: { Data: html }, Text: { Data: 'thuần' } } },
      },
      EmailTags: [
        { Name: 'template', Value: 'ask' },
        { Name: 'subject', Value: about },
        { Name: 'due', Value: String(host.now + 86_400_000) },
      ],
    }),
  );
  return sent.MessageId ?? '';
}
const page = async (path: string): Promise<string> => (await fetch(host.base + path)).text();

test('an empty mailbox says what to do, in both languages', async () => {
  expect(await page('/mail')).toContain('Báo một vướng mắc hoặc tua đồng hồ');
  expect(await page('/mail?lang=en')).toContain('No mail yet.');
});

test('what is in a mail cannot become markup of the page', async () => {
  await send('"<b>x</b>" <a@x.example>', '<script>alert(1)</script>');
  const listed = await page('/mail');
  expect(listed).toContain('&lt;script&gt;alert(1)');
  expect(listed).not.toContain('<script');
});

test('a mail opens in a sandboxed frame; its own page runs and loads nothing', async () => {
  const id = await send(
    'a@x.example',
    'Xin ý kiến',
    '<script>1</script><a href="http://127.0.0.1/a/1.s">m</a>',
  );
  const open = await page(`/mail?id=${id}`);
  expect(open).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(open).toContain('href="http://127.0.0.1/a/1.s" target="_blank"');
  const body = await fetch(`${host.base}/mail/${id}/body`);
  expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect(await page(`/mail?id=${id}&view=text`)).toContain('<pre>thuần</pre>');
  expect(await page(`/mail?id=${id}&view=headers`)).toContain(id);
});

test('a mail that is not there is a 404 with the list beside it', async () => {
  const answer = await fetch(`${host.base}/mail?id=none`);
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('Không có thư này')]);
});

test('English names the month of a day, as 08/10 reads two ways there', () => {
  const at = Date.parse('2024-10-08T02:31:00Z');
  expect(longTime(at, 'vi')).toBe('09:31, thứ Ba 08/10/2024');
  expect(longTime(at, 'en')).toBe('09:31, Tuesday 8 October 2024');
});

test('the list has pages and a filter that links keep', async () => {
  for (let n = 0; n < 51; n += 1) await send(`a${n % 2}@x.example`, `Thư ${n}`);
  const first = await page('/mail');
  expect(first).toContain('51 thư đã gửi');
  expect(first).toContain('Trang 1/2');
  expect(await page('/mail?page=2')).toContain('Thư 0<');
  const filtered = await page('/mail?to=a1@x.example');
  expect(filtered).toContain('25 thư khớp a1@x.example');
  expect(filtered).toContain('/mail?to=a1%40x.example&amp;id=');
});

test('the filter finds the mails of a case too, and rows say what kind of mail it is', async () => {
  await send('c@x.example', 'Hồ sơ khác', '<p>x</p>', 'HS-2024-0777');
  const filtered = await page('/mail?to=hs-2024-0777');
  expect(filtered).toContain('1 thư khớp hs-2024-0777');
  expect(filtered).toContain('>Xin ý kiến</span>');
});

const move = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${host.base}/mail/clock`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams(form),
  });

test('the clock moves by the form, back to where the reader was', async () => {
  const answer = await move({ advance: 'P3D', return: '/mail?page=2' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/mail?page=2']);
  await move({ until: String(host.now + 5000), return: 'https://evil.example/' });
  expect(host.advanced).toEqual([259_200_000, 5000]);
});

test.each<[string, Record<string, string>, Record<string, string>, number]>([
  ['another site', { advance: 'P1D' }, { origin: 'https://evil.example' }, 403],
  ['a cross-site fetch', { advance: 'P1D' }, { 'sec-fetch-site': 'cross-site' }, 403],
  ['an unknown step', { advance: 'P9Y' }, {}, 400],
  ['a time that is over', { until: '5' }, {}, 400],
])('%s does not move the clock', async (_, form, headers, status) => {
  expect((await move(form, headers)).status).toBe(status);
  expect(host.advanced).toEqual([]);
});

test.each([
  [
    { html: '<a href="https://x.example/help">h</a><a href="https://x.example/a/1.s?x=1&amp;y=2">m</a>' },
    'https://x.example/a/1.s?x=1&y=2',
  ],
  [{ text: 'Mở: http://127.0.0.1:4300/a/2.s.' }, 'http://127.0.0.1:4300/a/2.s'],
  [{ html: '<a href="https://x.example/only">m</a>' }, 'https://x.example/only'],
  [{ html: '<a href="javascript:alert(1)">m</a>' }, undefined],
])('the main link of %j', (mail, expected) => {
  expect(mainLink(mail)).toBe(expected);
});

test('a due time comes from a tag or a header', () => {
  expect(dueOf({ tags: { due: '1000' }, headers: [] })).toBe(1000);
  const headers = [{ name: 'X-Khoi-Thong-Due', value: '2024-10-23T10:00:00Z' }];
  expect(dueOf({ tags: {}, headers })).toBe(Date.parse('2024-10-23T10:00:00Z'));
  expect(dueOf({ tags: { due: 'soon' }, headers: [] })).toBeUndefined();
});
