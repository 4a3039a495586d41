import { expect, it } from 'vitest';
import { wayOf } from '#web/offline/rules.ts';

const ORIGIN = 'https://khoithong.example';
const navigate = (path: string) =>
  wayOf({ method: 'GET', mode: 'navigate', url: `${ORIGIN}${path}` }, ORIGIN);
const load = (path: string, method = 'GET') =>
  wayOf({ method, mode: 'cors', url: new URL(path, ORIGIN).href }, ORIGIN);

it.each(['/', '/report', '/report/mine', '/cases/HS-2024-0001', '/queue?tab=open', '/approvals'])(
  'answers %s, an address of the app, by its one page',
  (path) => expect(navigate(path)).toBe('page'),
);

it.each([
  '/api/open/summary',
  '/a/YK-1.secret',
  '/cong-khai',
  '/public-status',
  '/mail/12',
  '/_local/oidc/auth?client_id=x',
  '/paper.pdf',
])('never answers %s, which is not the app’s', (path) => expect(navigate(path)).toBeUndefined());

it('answers what the page is made of, and what it reads first', () => {
  expect(load('/assets/index-abc.js')).toBe('asset');
  expect(load('/config.json')).toBe('site');
});

it('keeps out of the API, of the bucket, of other origins and of everything that is sent', () => {
  expect(load('/api/desk')).toBeUndefined();
  expect(load('/api/drafts', 'POST')).toBeUndefined();
  expect(load('/kt-files/report.pdf', 'PUT')).toBeUndefined();
  expect(load('/sw.js')).toBeUndefined();
  expect(load('https://elsewhere.example/assets/index-abc.js')).toBeUndefined();
});
