import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import { parseApis } from '#local/http/api-definition.ts';
import { createGateway } from '#local/http/gateway.ts';
import type { ResolvedResource } from '#local/http/resources.ts';

const ISSUER = 'https://cognito-idp.ap-southeast-1.amazonaws.com/pool';
const FUNCTION = 'arn:aws:lambda:ap-southeast-1:111122223333:function:api:live';
const make = (logicalId: string, type: string, properties: object, ref = logicalId): ResolvedResource => ({
  logicalId,
  type: `AWS::ApiGatewayV2::${type}`,
  ref,
  properties: { ApiId: 'api1', ...properties },
});
const proxy = { IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', IntegrationUri: FUNCTION };
const jwt = { AuthorizationType: 'JWT', AuthorizerId: 'Auth', Target: 'integrations/Int' };
const resources = [
  make(
    'Api',
    'Api',
    {
      ProtocolType: 'HTTP',
      CorsConfiguration: {
        AllowOrigins: ['https://web.example'],
        AllowMethods: ['GET'],
        AllowHeaders: ['authorization'],
        MaxAge: 60,
      },
    },
    'api1',
  ),
  make('Stage', 'Stage', { StageName: '$default' }),
  make('Int', 'Integration', proxy),
  make('Slow', 'Integration', {
    ...proxy,
    IntegrationUri: `arn:aws:apigateway:r:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
    TimeoutInMillis: 50,
  }),
  make('Auth', 'Authorizer', {
    AuthorizerType: 'JWT',
    JwtConfiguration: { Issuer: ISSUER, Audience: ['web'] },
  }),
  make('R1', 'Route', { RouteKey: 'ANY /echo/{id}', Target: 'integrations/Int' }),
  make('R2', 'Route', { RouteKey: 'GET /slow', Target: 'integrations/Slow' }),
  make('R3', 'Route', { RouteKey: 'GET /mine', ...jwt }),
  make('R4', 'Route', { RouteKey: 'GET /scoped', ...jwt, AuthorizationScopes: ['kt/read', 'kt/write'] }),
  make('R5', 'Route', { RouteKey: 'GET /a', Target: 'integrations/Int' }),
];

const { privateKey, publicKey } = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] };

let events: unknown[] = [];
let outcome: { payload: unknown; error?: string } = { payload: null };
let base = '';
let stop: () => void = () => undefined;

beforeAll(async () => {
  const [api] = parseApis(resources);
  if (api === undefined) throw new Error('no api');
  const gateway = createGateway({
    api,
    place: { region: 'ap-southeast-1', accountId: '111122223333' },
    clock: { now: () => Date.parse('2024-10-08T01:02:03Z') },
    invoke: async (_, event) => {
      events.push(event);
      return JSON.stringify(event).includes('"/slow"')
        ? new Promise(() => undefined)
        : Promise.resolve(outcome);
    },
    issuerFor: (issuer) => (issuer === ISSUER ? { issuer: 'http://local/oidc', keys } : undefined),
  });
  await new Promise<void>((ready) => {
    const server = serve({ fetch: gateway, port: 0 }, (info: AddressInfo) => {
      base = `http://127.0.0.1:${info.port}`;
      ready();
    });
    stop = () => server.close();
  });
});
afterAll(() => stop());
beforeEach(() => {
  events = [];
  outcome = { payload: { statusCode: 200, body: 'ok' } };
});

test('a request becomes the event of payload format 2.0', async () => {
  await fetch(`${base}/echo/Qu%E1%BA%ADn?a=1&a=2&b=x%20y`, {
    method: 'POST',
    headers: {
      cookie: 'one=1; two=2',
      'content-type': 'application/json',
      'user-agent': 'test',
      'X-Two': 'v',
    },
    body: '{"tên":"Bờ"}',
  });
  expect(events).toMatchObject([
    {
      version: '2.0',
      routeKey: 'ANY /echo/{id}',
      rawPath: '/echo/Quận',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['one=1', 'two=2'],
      headers: { 'x-two': 'v', 'content-type': 'application/json' },
      queryStringParameters: { a: '1,2', b: 'x y' },
      pathParameters: { id: 'Quận' },
      requestContext: {
        accountId: '111122223333',
        apiId: 'api1',
        http: {
          method: 'POST',
          path: '/echo/Quận',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        routeKey: 'ANY /echo/{id}',
        stage: '$default',
        time: '08/Oct/2024:01:02:03 +0000',
        timeEpoch: 1_728_349_323_000,
      },
      body: '{"tên":"Bờ"}',
      isBase64Encoded: false,
    },
  ]);
  expect(events[0]).not.toHaveProperty('headers.cookie');
  expect(events[0]).not.toHaveProperty('requestContext.authorizer');
});

test('a request without query, cookies and body has none of those fields', async () => {
  await fetch(`${base}/a`);
  expect(Object.keys(z.record(z.string(), z.unknown()).parse(events[0])).toSorted()).toEqual([
    'headers',
    'isBase64Encoded',
    'rawPath',
    'rawQueryString',
    'requestContext',
    'routeKey',
    'version',
  ]);
});

test.each([
  ['application/x-www-form-urlencoded', true],
  ['application/octet-stream', true],
  ['multipart/form-data; boundary=x', true],
  ['text/csv', false],
  ['application/json; charset=utf-8', false],
  ['application/problem+json', false],
  ['application/xml', false],
])('a body of %s in base64: %s', async (type, base64) => {
  await fetch(`${base}/echo/1`, { method: 'PUT', headers: { 'content-type': type }, body: 'a=b' });
  expect(events).toMatchObject([{ isBase64Encoded: base64, body: base64 ? 'YT1i' : 'a=b' }]);
});

test.each([
  ['a thrown error', { payload: { errorMessage: 'x' }, error: 'Error: x' }],
  ['a malformed answer', { payload: { statusCode: 200, body: {} } }],
])('%s is a 500 that tells nothing', async (_, given) => {
  outcome = given;
  const answer = await fetch(`${base}/a`);
  expect([answer.status, await answer.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test('a function that ran out of time on a machine with too much to do is a 504, as one that the gateway gave up', async () => {
  outcome = { payload: { errorType: 'Sandbox.Timedout', errorMessage: 'x' }, error: 'Unhandled' };
  const answer = await fetch(`${base}/a`);
  expect([answer.status, await answer.json()]).toEqual([504, { message: 'Endpoint request timed out' }]);
});

test('an unknown path, and HEAD without a route of its own, are 404', async () => {
  const answer = await fetch(`${base}/nowhere`);
  expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
  expect((await fetch(`${base}/a`, { method: 'HEAD' })).status).toBe(404);
});

test('a function that takes longer than its integration may is a 504', async () => {
  expect((await fetch(`${base}/slow`)).status).toBe(504);
});

test('10 MB pass, one byte more is a 413, announced or not', async () => {
  const most = Buffer.alloc(10 * 1024 * 1024, 'a');
  const tooMuch = Buffer.alloc(most.length + 1, 'a');
  expect((await fetch(`${base}/echo/1`, { method: 'POST', body: most })).status).toBe(200);
  const answer = await fetch(`${base}/echo/1`, { method: 'POST', body: tooMuch });
  expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  const chunked = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(tooMuch);
      controller.close();
    },
  });
  const request = new Request(`${base}/echo/1`, { method: 'POST', body: chunked, duplex: 'half' });
  expect((await fetch(request)).status).toBe(413);
  expect(events).toHaveLength(1);
});

type Claims = Record<string, unknown> & { readonly iss?: string; readonly in?: string };

async function token(claims: Claims, key = privateKey): Promise<string> {
  return new SignJWT({ scope: 'openid', ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(claims.iss ?? 'http://local/oidc')
    .setExpirationTime(claims.in ?? '5m')
    .sign(key);
}

test.each<[string, string, Claims | undefined, number]>([
  ['no token', '/mine', undefined, 401],
  ['a client_id', '/mine', { client_id: 'web' }, 200],
  ['an audience', '/mine', { aud: 'web' }, 200],
  ['one of several audiences', '/mine', { aud: ['x', 'web'] }, 200],
  ['another audience', '/mine', { aud: 'x', client_id: 'web' }, 401],
  ['another issuer', '/mine', { client_id: 'web', iss: 'http://elsewhere' }, 401],
  ['an expired token', '/mine', { client_id: 'web', in: '-1m' }, 401],
  ['one of the scopes', '/scoped', { client_id: 'web', scope: 'openid kt/write' }, 200],
  ['none of the scopes', '/scoped', { client_id: 'web', scope: 'openid' }, 403],
])('%s at %s', async (_, path, claims, status) => {
  const headers: Record<string, string> =
    claims === undefined ? {} : { authorization: `Bearer ${await token(claims)}` };
  const answer = await fetch(base + path, { headers });
  expect(answer.status).toBe(status);
  expect(answer.headers.has('www-authenticate')).toBe(status !== 200);
});

test('a token signed by somebody else, or no token at all in the header, is a 401', async () => {
  const forged = await token({ client_id: 'web' }, stranger.privateKey);
  expect((await fetch(`${base}/mine`, { headers: { authorization: `Bearer ${forged}` } })).status).toBe(401);
  expect((await fetch(`${base}/mine`, { headers: { authorization: 'Bearer x.y' } })).status).toBe(401);
});

test('claims reach the function as text', async () => {
  const claims = {
    client_id: 'web',
    'cognito:groups': ['leadership', 'staff'],
    auth_time: 5,
    flag: true,
    scope: 'kt/read',
  };
  await fetch(`${base}/scoped`, { headers: { authorization: `Bearer ${await token(claims)}` } });
  expect(events).toMatchObject([
    {
      requestContext: {
        authorizer: {
          jwt: {
            claims: { 'cognito:groups': '[leadership staff]', auth_time: '5', flag: 'true' },
            scopes: ['kt/read'],
          },
        },
      },
    },
  ]);
});

test('CORS: the gateway answers preflights and writes the headers itself', async () => {
  outcome = { payload: { statusCode: 200, headers: { 'access-control-allow-origin': '*' }, body: '' } };
  const from = (origin: string) => ({ headers: { origin } });
  const preflight = await fetch(`${base}/a`, { method: 'OPTIONS', ...from('https://web.example') });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET');
  expect(preflight.headers.get('access-control-max-age')).toBe('60');
  expect(events).toEqual([]);
  const allowed = await fetch(`${base}/a`, from('https://web.example'));
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://web.example');
  const other = await fetch(`${base}/a`, from('https://other.example'));
  expect(other.headers.has('access-control-allow-origin')).toBe(false);
});

test.each<[string, ResolvedResource]>([
  ['a WebSocket API', make('Bad', 'Api', { ProtocolType: 'WEBSOCKET' })],
  ['payload format 1.0', make('Int', 'Integration', { ...proxy, PayloadFormatVersion: '1.0' })],
  ['an HTTP proxy', make('Int', 'Integration', { ...proxy, IntegrationType: 'HTTP_PROXY' })],
  ['a Lambda authorizer', make('R3', 'Route', { RouteKey: 'GET /x', ...jwt, AuthorizationType: 'CUSTOM' })],
  ['a second stage', make('Two', 'Stage', { StageName: 'prod' })],
  [
    'a route without its integration',
    make('R9', 'Route', { RouteKey: 'GET /x', Target: 'integrations/none' }),
  ],
])('%s stops the start', (_, bad) => {
  const others = resources.filter(({ logicalId }) => logicalId !== bad.logicalId);
  expect(() => parseApis([...others, bad])).toThrow();
});
