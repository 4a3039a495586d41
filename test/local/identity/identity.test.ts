import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Identity } from '#local/identity/identity.ts';
import { openIdentity } from '#local/identity/identity.ts';

const CALLBACK = 'http://127.0.0.1:4300/callback';
const resources = [
  { logicalId: 'Pool', type: 'AWS::Cognito::UserPool', ref: 'ap-southeast-1_pool', properties: {} },
  {
    logicalId: 'Web',
    type: 'AWS::Cognito::UserPoolClient',
    ref: 'web-client',
    properties: {
      UserPoolId: 'ap-southeast-1_pool',
      CallbackURLs: [CALLBACK],
      LogoutURLs: ['http://127.0.0.1:4300/'],
      AllowedOAuthScopes: ['openid', 'email', 'kt/api'],
      AccessTokenValidity: 30,
      TokenValidityUnits: { AccessToken: 'minutes' },
    },
  },
  {
    logicalId: 'Group',
    type: 'AWS::Cognito::UserPoolGroup',
    ref: 'leadership',
    properties: { UserPoolId: 'ap-southeast-1_pool', GroupName: 'leadership' },
  },
];
const accounts = [
  {
    username: 'chairman',
    email: 'chu-tich@hcm.example',
    postVi: 'Chủ tịch UBND Thành phố',
    postEn: 'City chairman',
    groups: ['leadership'],
    claims: { 'custom:officeId': 'ubnd-tp' },
    sectionVi: 'Lãnh đạo',
    sectionEn: 'Leadership',
  },
];

let directory = '';
let server: Server;
let origin = '';
let identity: Identity;
let reports: string[] = [];
const open = async (): Promise<Identity> => {
  const opened = await openIdentity({
    resources,
    directory,
    origin,
    accounts,
    report: (line) => reports.push(line),
  });
  if (opened === undefined) throw new Error('no pool');
  return opened;
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'identity-'));
  server = createServer((request, response) => void identity.handle(request, response));
  origin = await new Promise<string>((ready) => {
    server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${addressOf(server).port}`));
  });
  reports = [];
  identity = await open();
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await identity.close();
  expect(reports).toEqual([]);
});

function addressOf(listening: Server): AddressInfo {
  return z.object({ port: z.number(), address: z.string(), family: z.string() }).parse(listening.address());
}

/** A browser as far as this flow needs one: cookies by name and path, redirects by hand. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const answer = await fetch(new URL(url, origin), {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects until a page, or until the application's own address. */
  async follow(answer: Response): Promise<{ url: string; answer: Response }> {
    let at = answer;
    let url = at.headers.get('location') ?? '';
    while (at.status >= 300 && at.status < 400 && !url.startsWith(CALLBACK)) {
      at = await this.go(url);
      url = at.headers.get('location') ?? url;
    }
    return { url, answer: at };
  }
}

const verifier = randomBytes(32).toString('base64url');
function authorizeUrl(): string {
  const query = new URLSearchParams({
    client_id: 'web-client',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid email kt/api',
    state: 's1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `/_local/oidc/auth?${query}`;
}

const tokensSchema = z.object({ access_token: z.string(), id_token: z.string(), refresh_token: z.string() });

async function tokens(form: Record<string, string>) {
  const body = new URLSearchParams({ client_id: 'web-client', ...form });
  const answer = await fetch(`${origin}/_local/oidc/token`, { method: 'POST', body });
  const got: unknown = await answer.json();
  return { status: answer.status, body: got };
}

async function signIn(browser: Browser) {
  const picker = await browser.follow(await browser.go(authorizeUrl()));
  expect(await picker.answer.text()).toContain('Chủ tịch UBND Thành phố');
  const done = await browser.follow(await browser.go(picker.url, { username: 'chairman' }));
  const code = new URL(done.url).searchParams.get('code') ?? '';
  const got = await tokens({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: verifier,
  });
  return tokensSchema.parse(got.body);
}

test('a post is picked, the code becomes tokens in the shape of Cognito', async () => {
  const { access_token, id_token } = await signIn(new Browser());
  const keys = createRemoteJWKSet(new URL(`${origin}/_local/oidc/jwks`));
  const access = await jwtVerify(access_token, keys, { issuer: identity.issuer });
  expect(access.payload).toMatchObject({
    token_use: 'access',
    client_id: 'web-client',
    username: 'chairman',
    'cognito:groups': ['leadership'],
    'custom:officeId': 'ubnd-tp',
    scope: 'openid email kt/api',
  });
  expect(access.payload.aud).toBe('web-client');
  expect((access.payload.exp ?? 0) - (access.payload.iat ?? 0)).toBe(1800);
  const id = await jwtVerify(id_token, keys, { issuer: identity.issuer, audience: 'web-client' });
  expect(id.payload).toMatchObject({
    token_use: 'id',
    'cognito:username': 'chairman',
    email: 'chu-tich@hcm.example',
    'cognito:groups': ['leadership'],
    'custom:officeId': 'ubnd-tp',
    sub: access.payload.sub,
  });
});

test('after a restart the session, the keys and the refresh token still hold', async () => {
  const browser = new Browser();
  const first = await signIn(browser);
  await identity.close();
  identity = await open();
  const refreshed = await tokens({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
  expect(refreshed.status).toBe(200);
  const { keys, issuer } = identity.issuerFor(
    'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_pool',
  ) ?? {
    keys: { keys: [] },
    issuer: '',
  };
  await jwtVerify(first.access_token, createLocalJWKSet(keys), { issuer });
  const again = await browser.follow(await browser.go(authorizeUrl()));
  expect(again.url).toContain(`${CALLBACK}?code=`);
});

test('the picker speaks English when asked, and keeps the choice', async () => {
  const browser = new Browser();
  const picker = await browser.follow(await browser.go(authorizeUrl()));
  const english = await (await browser.go(`${picker.url}?lang=en`)).text();
  expect(english).toContain('City chairman');
  expect(await (await browser.go(picker.url)).text()).toContain('Sign in as which post?');
});

test('a sign-in that is over shows a page, an unknown post shows the picker again', async () => {
  const over = await new Browser().go('/_local/oidc/interaction/none');
  expect([over.status, await over.text()]).toEqual([400, expect.stringContaining('Chưa đăng nhập được')]);
  const browser = new Browser();
  const picker = await browser.follow(await browser.go(authorizeUrl()));
  expect((await browser.go(picker.url, { username: 'nobody' })).status).toBe(200);
});

test('without PKCE, or with an unknown address to return to, nothing is given', async () => {
  const plain = authorizeUrl().replace(/&code_challenge[^&]*/g, '');
  const refused = await new Browser().go(plain);
  expect(refused.headers.get('location')).toContain('error=invalid_request');
  const elsewhere = authorizeUrl().replace(
    encodeURIComponent(CALLBACK),
    encodeURIComponent('https://evil.example/'),
  );
  expect((await new Browser().go(elsewhere)).status).toBe(400);
});

const ask = async (body: string, method = 'POST') =>
  identity.token(new Request(`${origin}/_local/token`, { method, ...(method === 'GET' ? {} : { body }) }));

test('tokens for tools come from /_local/token', async () => {
  const answer = await ask('{"username":"chairman"}');
  const body = z
    .object({ access_token: z.string(), id_token: z.string(), expires_in: z.number() })
    .parse(await answer.json());
  const local = identity.issuerFor(identity.issuer);
  const { payload } = await jwtVerify(body.access_token, createLocalJWKSet(local?.keys ?? { keys: [] }), {
    issuer: identity.issuer,
  });
  expect(payload).toMatchObject({
    token_use: 'access',
    client_id: 'web-client',
    scope: 'openid email kt/api',
  });
  expect(body.expires_in).toBe(1800);
  expect(JSON.stringify(local?.keys)).not.toContain('"d"');
});

test.each([
  ['{"username":"nobody"}', 404, 'account-unknown'],
  ['{"username":"chairman","client_id":"x"}', 404, 'client-unknown'],
  ['{}', 400, 'token-request-invalid'],
  ['no json', 400, 'token-request-invalid'],
])('%s is a problem', async (body, status, code) => {
  const answer = await ask(body);
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});

test('an issuer of somebody else has nobody standing for it', () => {
  expect(identity.issuerFor('https://cognito-idp.ap-southeast-1.amazonaws.com/other')).toBeUndefined();
});

test('an account in a group that the pool does not have stops the start', async () => {
  const wrong = [
    { ...accounts[0], username: 'x', email: 'x', postVi: 'x', postEn: 'x', claims: {}, groups: ['ghosts'] },
  ];
  await expect(
    openIdentity({ resources, directory, origin, accounts: wrong, report: () => undefined }),
  ).rejects.toThrow(/ghosts/);
  expect(
    await openIdentity({ resources: [], directory, origin, accounts: [], report: () => undefined }),
  ).toBeUndefined();
});
