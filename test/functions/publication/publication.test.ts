import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answerHttp } from '#functions/http.ts';
import { publicationAnswer, publicationRoutes } from '#functions/publication/handler.ts';
import { aBlocker } from '#test/domain/builders.ts';
import { eventOf } from '#test/functions/api/call.ts';
import type { City } from '#test/functions/city.ts';
import { cityForEach } from '#test/functions/suite.ts';
import { DARK, LIGHT } from '#web/app/tokens.ts';

let city: City;

let day = 8;
cityForEach(async (founded) => {
  city = founded;
  // What was read a moment ago is passed on, so every test has a day of its own.
  day += 1;
  city.clock(`2024-10-${String(day).padStart(2, '0')}`);
  await city.askedCase();
});

const deps = () => ({ ...city.deps, baseUrl: 'https://city.example' });
const textOf = ({ body = '' }: { body?: string | undefined }) => Buffer.from(body, 'base64').toString('utf8');
const get = (file: string) =>
  answerHttp(publicationRoutes, deps, eventOf('getOpenFile', { params: { file } }));
const visit = (path: string) =>
  answerHttp(publicationRoutes, deps, {
    ...eventOf('getPublication'),
    routeKey: `GET ${path}`,
    rawPath: path,
  });

describe('open data', () => {
  it.each([
    ['projects.csv', 'text/csv', 'DA-CHONGNGAP'],
    ['blockers.csv', 'text/csv', 'VM-CONGVIEN-1'],
    ['moves.csv', 'text/csv', 'moveId'],
    ['disbursement.csv', 'text/csv', 'procedural'],
    ['projects.json', 'application/json', '"currency":"VND"'],
    ['oc4ids.json', 'application/json', 'oc4ids-khoithong-DA-CHONGNGAP'],
    ['oc4ids-extension.json', 'application/json', 'escalation'],
    ['catalog.jsonld', 'application/ld+json', 'dcat:Catalog'],
  ])('%s comes without an account as %s', async (file, type, words) => {
    const answer = await get(file);
    expect([answer.statusCode, String(answer.headers?.['Content-Type']).split(';')[0]]).toEqual([200, type]);
    expect(answer.headers).toMatchObject({
      'Cache-Control': 'public, max-age=60',
      'Access-Control-Allow-Origin': '*',
      'Content-Disposition': `attachment; filename="${file}"`,
    });
    expect(textOf(answer)).toContain(words);
  });

  it('tells nothing that an official or a reporter wrote', async () => {
    for (const file of ['blockers.csv', 'blockers.json', 'oc4ids.json']) {
      const text = textOf(await get(file));
      expect(text).not.toContain(aBlocker().description);
      expect(text).not.toContain('@');
      expect(text).not.toContain('holder');
    }
  });

  it('has both blockers: one with its case, one that nobody has opened', async () => {
    const Rows = z.object({ rows: z.array(z.object({ id: z.string(), status: z.string() })) });
    const { rows } = Rows.parse(JSON.parse(textOf(await get('blockers.json'))));
    expect(rows.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'VM-CHONGNGAP-1 inReview',
      'VM-CONGVIEN-1 notOpened',
    ]);
  });

  it('says what there is, how much and as of when', async () => {
    const answer = await answerHttp(publicationRoutes, deps, eventOf('getPublication'));
    expect(JSON.parse(answer.body ?? '')).toMatchObject({
      planYear: 2024,
      illustrative: true,
      sets: [{ name: 'projects', rows: 4 }, { name: 'blockers', rows: 2 }, { rows: 0 }, { rows: 2 }],
    });
  });

  it('reads the records once for all who come within a minute', async () => {
    let reads = 0;
    const counted = () => ({
      ...deps(),
      capitalTotals: (year: number) => {
        reads += 1;
        return city.deps.capitalTotals(year);
      },
    });
    const ask = () =>
      answerHttp(publicationRoutes, counted, eventOf('getOpenFile', { params: { file: 'moves.csv' } }));
    await Promise.all([ask(), ask(), ask()]);
    expect(reads).toBe(1);
    city.clock(`2024-10-${String(day).padStart(2, '0')}`, '10:02');
    await ask();
    expect(reads).toBe(2);
  });
});

describe('the public page', () => {
  it('needs no account, no script and less than 30 KB, and says twice that its figures are made up', async () => {
    const answer = await visit('/cong-khai');
    const page = textOf(answer);
    expect(answer.statusCode).toBe(200);
    expect(page.length).toBeLessThan(30_000);
    expect(page).not.toMatch(/<script|https?:\/\/(?!creativecommons)/);
    expect(page.split('Số liệu minh họa')).toHaveLength(3);
    expect(answer.headers?.['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });

  it('shows one square a blocker, the sums, and links to the data', async () => {
    const page = textOf(await visit('/cong-khai'));
    expect(page.match(/<i class="[kburd]"><\/i>(?!<)/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
    expect(page).toContain('<b>2</b>vướng mắc được theo dõi');
    expect(page).toContain('href="/api/open/projects.csv"');
    expect(page).toContain('15.060');
  });

  it('gives each status the colour that it has in the app, in both schemes', async () => {
    const page = textOf(await visit('/cong-khai'));
    const shades = { open: 'review', back: 'due', up: 'up', rest: 'quiet', done: 'done' } as const;
    for (const scheme of [LIGHT, DARK]) {
      for (const [name, token] of Object.entries(shades))
        expect(page).toContain(`--${name}:${scheme[token]}`);
    }
  });

  it('says in words, on a page of its own, that it cannot be shown now', async () => {
    const failing = () => ({
      ...deps(),
      now: () => {
        throw new Error('no answer');
      },
    });
    const event = { ...eventOf('getPublication'), routeKey: 'GET /cong-khai', rawPath: '/cong-khai' };
    const { statusCode, body, headers } = await publicationAnswer(failing, event);
    expect([statusCode, headers?.['Content-Type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(body).toContain('<h1>Chưa mở được trang</h1>');
  });

  it('stands in English under its own address', async () => {
    const page = textOf(await visit('/public-status'));
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('How far has the city got');
    expect(page).toContain('href="/cong-khai"');
  });
});
