import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import { sayRefusal } from '#domain/messages.ts';
import { API } from '#functions/api/contract.ts';
import { endpoint } from '#functions/api/endpoint.ts';
import { Problem } from '#functions/api/problem.ts';
import { caseCommandRoutes } from '#functions/case-command/handler.ts';
import { caseQueryRoutes } from '#functions/case-query/handler.ts';
import { directoryCommandRoutes } from '#functions/directory-command/handler.ts';
import { route } from '#functions/http.ts';
import { moveCommandRoutes } from '#functions/move-command/handler.ts';
import { queueRoutes } from '#functions/queue-query/handler.ts';
import { decisionRoutes } from '#functions/record-decision/handler.ts';
import { reportRoutes } from '#functions/report-blocker/handler.ts';
import type { City } from '#test/functions/city.ts';
import { cityForAll } from '#test/functions/suite.ts';
import { type Asked, as, call } from './call.ts';
import { AMOUNTS, BODIES, FIELDS, RIGHTS, UNKNOWN } from './refused.rows.ts';
import { STRANGE } from './strange.rows.ts';

let city: City;
cityForAll(async (founded) => {
  city = founded;
  await city.askedCase();
});

const routes = () => [
  ...reportRoutes,
  ...caseQueryRoutes,
  ...queueRoutes,
  ...caseCommandRoutes,
  ...decisionRoutes,
  ...moveCommandRoutes,
  ...directoryCommandRoutes,
];

const ask = (operation: string, asked: Asked) =>
  call({ routes: routes(), deps: city.deps }, operation, asked);

const params = { caseId: 'HS-2024-0001' };

describe.each([
  ['bodies', BODIES],
  ['fields', FIELDS],
  ['what no form sends', STRANGE],
  ['amounts', AMOUNTS],
  ['rights', RIGHTS],
  ['what is not there, or not now', UNKNOWN],
] as const)('bad input: %s', (_group, rows) => {
  it.each(rows)('%s', async (_what, operation, asked, [status, code, fields]) => {
    const before = await city.contents();
    const answer = await ask(operation, asked);
    expect(answer).toMatchObject({
      status,
      body: { code, status, type: `/api/openapi.json#/x-problems/${code}` },
    });
    expect(answer.headers).toMatchObject({
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    const { fields: listed = [] } = Problem.parse(answer.body);
    const named = Object.fromEntries(listed.map(({ path, code: rule }) => [path, rule]));
    expect(named).toEqual(fields ?? {});
    for (const { message } of listed) expect(message).toMatch(/\S/);
    expect(answer.body['detail']).toMatch(/\S/);
    expect(await city.contents()).toEqual(before);
  });
});

describe('the language of a refusal', () => {
  const code = 'auth.required' as const;
  it.each([
    ['Vietnamese unless told', {}, {}, 'vi'],
    ['what the browser likes best', { 'accept-language': 'fr, en-GB;q=0.8, vi;q=0.7' }, {}, 'en'],
    ['Vietnamese for others', { 'accept-language': 'fr;q=1, de;q=oops' }, {}, 'vi'],
    ['what the address says', { 'accept-language': 'vi' }, { lang: 'en' }, 'en'],
    ['not what the address cannot say', { 'accept-language': 'en' }, { lang: 'xx' }, 'en'],
  ] as const)('is %s', async (_what, headers, query, locale) => {
    const { body, headers: sent } = await ask('getQueue', { headers, query });
    expect(body['title']).toBe(sayRefusal(locale, { code }));
    expect(sent['Content-Language']).toBe(locale);
  });
});

describe('a defect', () => {
  it('leaves as a code that stands in the log, never as itself', async () => {
    const deps = { ...city.deps, getCase: () => Promise.reject(new Error('secret inside')) };
    const { status, body } = await call({ routes: caseQueryRoutes, deps }, 'getCase', {
      as: as.leader,
      params,
    });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'system.unexpected', errorCode: 'KT-500-JKJAXM' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is also an answer that the contract does not allow', async () => {
    const whole = endpoint({
      ...API.getQueue,
      query: z.strictObject({}),
      response: z.object({ count: z.int() }),
    });
    const routes = [route(whole, () => Promise.resolve({ count: 0.5 }))];
    expect((await call({ routes, deps: {} }, 'getQueue', { as: as.leader })).status).toBe(500);
  });

  it('a route that the function does not have', async () => {
    const { status, body } = await call({ routes: [], deps: {} }, 'getQueue', { as: as.leader });
    expect([status, body['code']]).toEqual([404, 'route.unknown']);
  });

  it.each([
    ['fails', { name: 'InternalServerError', $metadata: { httpStatusCode: 500, attempts: 3 } }],
    ['is asked too much', { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }],
    ['cannot be reached', { name: 'Error', code: 'ECONNRESET', $metadata: { attempts: 3 } }],
  ])('a service that %s, after all tries, is no defect: it is busy', async (_what, more) => {
    const error = Object.assign(new Error('secret inside'), more);
    const deps = { ...city.deps, getCase: () => Promise.reject(error) };
    const { status, body } = await call({ routes: caseQueryRoutes, deps }, 'getCase', {
      as: as.leader,
      params,
    });
    expect([status, body['code']]).toEqual([503, 'system.busy']);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('what a service refuses is a defect of ours', async () => {
    const error = Object.assign(new Error('no'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400 },
    });
    const deps = { ...city.deps, getCase: () => Promise.reject(error) };
    const { status } = await call({ routes: caseQueryRoutes, deps }, 'getCase', { as: as.leader, params });
    expect(status).toBe(500);
  });

  it('a busy store says when to come back', async () => {
    const deps = { ...city.deps, getCase: () => Promise.reject(new Refusal('system.busy')) };
    const answer = await call({ routes: caseQueryRoutes, deps }, 'getCase', { as: as.leader, params });
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '2' },
      body: { code: 'system.busy' },
    });
  });
});
