import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createDistribution } from '#local/http/distribution.ts';
import { parseDistribution } from '#local/http/distribution-definition.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import { folderFiles } from '#local/http/site-files.ts';
import { cacheRuleOf } from '#web/build.ts';

const policy: ResolvedResource = {
  logicalId: 'Headers',
  type: 'AWS::CloudFront::ResponseHeadersPolicy',
  ref: 'headers-id',
  properties: {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: false },
        FrameOptions: { FrameOption: 'DENY', Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: '60', IncludeSubdomains: true, Override: true },
      },
      CustomHeadersConfig: { Items: [{ Header: 'X-Robots-Tag', Value: 'noindex', Override: true }] },
      RemoveHeadersConfig: { Items: [{ Header: 'Server' }] },
    },
  },
};
const behaviour = { ViewerProtocolPolicy: 'redirect-to-https', ResponseHeadersPolicyId: 'headers-id' };
const all = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const config = {
  DefaultRootObject: 'index.html',
  Origins: [
    { Id: 'api', DomainName: 'api1.execute-api.ap-southeast-1.amazonaws.com' },
    { Id: 'site', DomainName: 'site-bucket.s3.ap-southeast-1.amazonaws.com' },
  ],
  DefaultCacheBehavior: { ...behaviour, TargetOriginId: 'site' },
  CacheBehaviors: [
    { ...behaviour, PathPattern: '/api/bare/*', TargetOriginId: 'api' },
    {
      ...behaviour,
      PathPattern: '/api/*',
      TargetOriginId: 'api',
      AllowedMethods: all,
      OriginRequestPolicyId: 'all',
    },
    {
      ...behaviour,
      PathPattern: '/a/*',
      TargetOriginId: 'api',
      AllowedMethods: all,
      OriginRequestPolicyId: 'all',
    },
  ],
  CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: '/index.html' }],
};
const distributionOf = (changes: object): readonly ResolvedResource[] => [
  policy,
  {
    logicalId: 'Site',
    type: 'AWS::CloudFront::Distribution',
    ref: 'E1',
    properties: { DistributionConfig: { ...config, ...changes } },
  },
];

let seen: Request[] = [];
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'));
  await mkdir(join(folder, 'site', 'assets'), { recursive: true });
  await writeFile(join(folder, 'site', 'index.html'), '<!doctype html>app');
  await writeFile(join(folder, 'site', 'assets', 'app.js'), 'export {}');
  await writeFile(join(folder, 'site', 'sw.js'), 'worker');
  await writeFile(join(folder, 'secret.txt'), 'no');
});

async function get(path: string, init: RequestInit = {}, changes: object = {}): Promise<Response> {
  seen = [];
  const distribution = parseDistribution(distributionOf(changes));
  if (distribution === undefined) throw new Error('no distribution');
  const handle = createDistribution({
    distribution,
    api: (apiId) => async (request) => {
      seen.push(request);
      const headers = { 'x-frame-options': 'SAMEORIGIN', 'content-security-policy': 'own', server: 'x' };
      return Promise.resolve(new Response(apiId, { headers }));
    },
    files: (bucket) =>
      bucket === 'site-bucket' ? folderFiles(join(folder, 'site'), cacheRuleOf) : undefined,
  });
  return handle(new Request(`http://127.0.0.1:4300${path}`, init));
}

test.each([
  ['/', 200, '<!doctype html>app', 'text/html; charset=utf-8'],
  ['/assets/app.js', 200, 'export {}', 'text/javascript; charset=utf-8'],
  ['/queue/HS-2024-0002', 200, '<!doctype html>app', 'text/html; charset=utf-8'],
  ['/..%2fsecret.txt', 200, '<!doctype html>app', 'text/html; charset=utf-8'],
  ['/api/cases', 200, 'api1', 'text/plain;charset=UTF-8'],
  ['/a/x.y', 200, 'api1', 'text/plain;charset=UTF-8'],
])('%s', async (path, status, body, type) => {
  const answer = await get(path);
  expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([
    status,
    body,
    type,
  ]);
});

test('a file that did not change is a 304', async () => {
  const etag = (await get('/')).headers.get('etag') ?? '';
  expect((await get('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('what has a hash in its name is kept for good, page and service worker are asked for again each time', async () => {
  const ruleOf = async (path: string) => (await get(path)).headers.get('cache-control');
  expect(await ruleOf('/assets/app.js')).toBe('public, max-age=31536000, immutable');
  expect(await ruleOf('/')).toBe('no-cache');
  expect(await ruleOf('/sw.js')).toBe('no-cache');
});

test('response headers follow their policy: set, override, remove', async () => {
  const { headers } = await get('/api/cases');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('content-security-policy')).toBe('own');
  expect(headers.get('strict-transport-security')).toBe('max-age=60; includeSubDomains');
  expect(headers.get('x-robots-tag')).toBe('noindex');
  expect(headers.has('server')).toBe(false);
  expect((await get('/')).headers.get('content-security-policy')).toBe("default-src 'self'");
});

test('the API meets its own host name, and the whole request where a policy says so', async () => {
  const headers = { authorization: 'Bearer t', cookie: 'a=1', 'content-type': 'text/plain' };
  await get('/api/cases?x=1', { method: 'POST', headers, body: 'hello' });
  expect(seen[0]?.url).toBe('https://api1.execute-api.ap-southeast-1.amazonaws.com/api/cases?x=1');
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer t');
  expect(await seen[0]?.text()).toBe('hello');
});

test('without an origin request policy query, cookies and credentials are dropped, as at AWS', async () => {
  await get('/api/bare/cases?x=1', { headers: { authorization: 'Bearer t', cookie: 'a=1' } });
  expect(new URL(seen[0]?.url ?? '').search).toBe('');
  expect(seen[0]?.headers.has('authorization')).toBe(false);
  expect(seen[0]?.headers.has('cookie')).toBe(false);
});

test('a method that the behaviour does not allow is a 403', async () => {
  expect((await get('/index.html', { method: 'POST', body: 'x' })).status).toBe(403);
});

test('a missing file without an error page is the 403 of S3', async () => {
  expect((await get('/nothing', {}, { CustomErrorResponses: [] })).status).toBe(403);
});

test('an edge function, an unknown origin and an unknown policy stop the start', () => {
  const start = (changes: object) => () => parseDistribution(distributionOf(changes));
  expect(start({ DefaultCacheBehavior: { TargetOriginId: 'site', FunctionAssociations: [{}] } })).toThrow(
    /edge/,
  );
  expect(start({ DefaultCacheBehavior: { TargetOriginId: 'none' } })).toThrow(/none/);
  expect(start({ Origins: [{ Id: 'site', DomainName: 'example.org' }], CacheBehaviors: [] })).toThrow(
    /example/,
  );
  expect(start({ DefaultCacheBehavior: { TargetOriginId: 'site', ResponseHeadersPolicyId: 'x' } })).toThrow(
    /policy x/,
  );
});
