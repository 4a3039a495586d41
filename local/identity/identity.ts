/**
 * The user pool of the template as an OpenID provider inside the host: authorization code with PKCE, refresh tokens,
 * a picker of sample posts instead of passwords. Tokens look like Cognito's.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 *
 * Token times are real time, whatever the host's clock says: browsers and libraries check them against their own clock.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import Provider from 'oidc-provider';
import * as z from 'zod';
import type { LocalIssuer } from '#local/http/gateway.ts';
import { languageHeaders, languageOf } from '#local/http/page.ts';
import { problem } from '#local/http/problem.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import type { SampleAccount } from '#local/identity/accounts.ts';
import { accessClaims, idClaims, subjectOf } from '#local/identity/accounts.ts';
import { parseUserPool } from '#local/identity/definition.ts';
import { GrantStore } from '#local/identity/grants.ts';
import { openKeys, publicKeys } from '#local/identity/keys.ts';
import { expiredPage, pickerPage } from '#local/identity/pages.ts';
import type { ProviderParts } from '#local/identity/provider.ts';
import { asRequest, clientOf, configurationOf, OIDC_PATH } from '#local/identity/provider.ts';

export type IdentityOptions = {
  readonly resources: readonly ResolvedResource[];
  /** Folder of the host's data; keys and sessions lie in `identity/` in it. */
  readonly directory: string;
  /** Of the user port, for example `http://127.0.0.1:4300`. */
  readonly origin: string;
  readonly accounts: readonly SampleAccount[];
  /** One line for the host's log: the provider failed on a request. */
  report(line: string): void;
};

export type Identity = {
  /** `<origin>/_local/oidc`: the authority for browsers, the `iss` of tokens. */
  readonly issuer: string;
  /** For the gateway: who stands for an issuer of the template (`https://cognito-idp.…/<pool id>`). */
  issuerFor(issuer: string): LocalIssuer | undefined;
  /** Answers every request of the user port that begins with `/_local/oidc`, before any fetch-style handler. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers `POST /_local/token` `{"username":"…","client_id"?:"…"}` with access_token, id_token and expires_in. */
  token(request: Request): Promise<Response>;
  close(): Promise<void>;
};

async function send(page: Response, response: ServerResponse): Promise<void> {
  const body = Buffer.from(await page.arrayBuffer());
  response.writeHead(page.status, Object.fromEntries(page.headers));
  response.end(body);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 10_000) break;
  }
  return new URLSearchParams(text);
}

const tokenSchema = z.object({ username: z.string(), client_id: z.string().optional() });

class LocalIdentity implements Identity {
  readonly issuer: string;
  readonly #parts: ProviderParts;
  readonly #provider: Provider;

  constructor(parts: ProviderParts, report: (line: string) => void) {
    this.issuer = parts.issuer;
    this.#parts = parts;
    this.#provider = new Provider(parts.issuer, configurationOf(parts));
    this.#provider.on('server_error', (_, error) => report(`sign-in failed: ${String(error)}`));
  }

  issuerFor(issuer: string): LocalIssuer | undefined {
    const { pool, keys } = this.#parts;
    const fits = issuer === this.issuer || issuer.endsWith(`/${pool.poolId}`);
    return fits ? { issuer: this.issuer, keys: publicKeys(keys) } : undefined;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? OIDC_PATH;
    if (url.startsWith(`${OIDC_PATH}/interaction/`)) return this.#interact(request, response);
    // The provider works out where it is mounted from the difference between the two.
    Object.assign(request, { originalUrl: url, url: url.slice(OIDC_PATH.length) || '/' });
    await this.#provider.callback()(request, response);
    return undefined;
  }

  async token(request: Request): Promise<Response> {
    const { accounts, pool, keys } = this.#parts;
    if (request.method !== 'POST') return problem(405, 'method-not-allowed', 'POST is the only method here');
    const body: unknown = await request.json().catch(() => undefined);
    const parsed = tokenSchema.safeParse(body);
    if (!parsed.success) return problem(400, 'token-request-invalid', z.prettifyError(parsed.error));
    const account = accounts.find(({ username }) => username === parsed.data.username);
    if (account === undefined)
      return problem(404, 'account-unknown', `There is no account ${parsed.data.username}`);
    const client = clientOf(pool, parsed.data.client_id ?? pool.clients[0]?.clientId);
    if (client === undefined) return problem(404, 'client-unknown', 'The user pool has no such client');
    const key = await importJWK({ ...keys.signing }, 'RS256');
    const sign = async (claims: Record<string, unknown>, life: number): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: keys.signing.kid })
        .setIssuer(this.issuer)
        .setSubject(subjectOf(account))
        .setIssuedAt()
        .setExpirationTime(`${life}s`)
        .sign(key);
    const access = { ...accessClaims(account, client.clientId), scope: client.scopes.join(' ') };
    return Response.json(
      {
        access_token: await sign(access, client.accessTokenLife),
        id_token: await sign({ ...idClaims(account), aud: client.clientId }, client.idTokenLife),
        token_type: 'Bearer',
        expires_in: client.accessTokenLife,
      },
      { headers: { 'cache-control': 'no-store' } },
    );
  }

  async close(): Promise<void> {
    await this.#parts.grants.close();
  }

  async #interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = asRequest(request, new URL(request.url ?? '/', this.issuer).href);
    const language = languageOf(seen);
    const { accounts } = this.#parts;
    const known = await this.#provider.interactionDetails(request, response).catch(() => undefined);
    if (known === undefined) return send(await expiredPage(language), response);
    if (request.method === 'POST') {
      const username = (await readForm(request)).get('username');
      const account = accounts.find((candidate) => candidate.username === username);
      if (account !== undefined) {
        return this.#provider.interactionFinished(request, response, {
          login: { accountId: subjectOf(account) },
        });
      }
    }
    const path = new URL(seen.url).pathname;
    return send(await pickerPage({ language, accounts, path, headers: languageHeaders(seen) }), response);
  }
}

/**
 * Opens the provider; undefined when the template has no user pool.
 * Throws an Error that names an account whose group the template does not have.
 */
export async function openIdentity(options: IdentityOptions): Promise<Identity | undefined> {
  const pool = parseUserPool(options.resources);
  if (pool === undefined) return undefined;
  for (const { username, groups } of options.accounts) {
    const unknown = groups.find((group) => !pool.groups.includes(group));
    if (unknown !== undefined) throw new Error(`account ${username}: the user pool has no group ${unknown}`);
  }
  const keys = await openKeys(join(options.directory, 'identity', 'keys.json'));
  const grants = await GrantStore.open(join(options.directory, 'identity', 'grants.log'));
  const { accounts, origin } = options;
  const parts = { pool, keys, grants, issuer: origin + OIDC_PATH, accounts };
  return new LocalIdentity(parts, (line) => options.report(line));
}
