/** How oidc-provider is set up to stand for a Cognito user pool. */
import type { IncomingMessage } from 'node:http';
import { raw } from 'hono/html';
import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider';
import { languageOf } from '#local/http/page.ts';
import type { SampleAccount } from '#local/identity/accounts.ts';
import { accessClaims, idClaims, subjectOf } from '#local/identity/accounts.ts';
import type { PoolClient, UserPool } from '#local/identity/definition.ts';
import type { GrantStore } from '#local/identity/grants.ts';
import { grantAdapter } from '#local/identity/grants.ts';
import type { IdentityKeys } from '#local/identity/keys.ts';
import { refusedPage, signOutPage } from '#local/identity/pages.ts';

export const OIDC_PATH = '/_local/oidc';
const OPENID = 'openid email profile phone';

/** What the provider is made of. `issuer` is also the address of it. */
export type ProviderParts = {
  readonly pool: UserPool;
  readonly keys: IdentityKeys;
  readonly grants: GrantStore;
  readonly issuer: string;
  readonly accounts: readonly SampleAccount[];
};

/** Just enough of a fetch request to read the language from. */
export function asRequest(request: IncomingMessage, href: string): Request {
  return new Request(href, { headers: { cookie: request.headers.cookie ?? '' } });
}

/** The API that access tokens are for; Cognito has no name for it. */
const RESOURCE = 'urn:khoi-thong:api';

function customClaims(accounts: readonly SampleAccount[]): readonly string[] {
  return [...new Set(accounts.flatMap(({ claims }) => Object.keys(claims)))];
}

export function clientOf(pool: UserPool, clientId: string | undefined): PoolClient | undefined {
  return pool.clients.find((client) => client.clientId === clientId);
}

/** Scopes of resource servers; those of OpenID must not be among them, or the provider asks for consent for ever. */
function apiScopes(client: PoolClient | undefined): string {
  return (client?.scopes ?? []).filter((scope) => scope.includes('/')).join(' ');
}

type TokenSettings = Pick<Configuration, 'findAccount' | 'extraTokenClaims' | 'formats'>;

function tokenSettings({ pool, accounts }: ProviderParts): TokenSettings {
  const accountOf = (subject: string | undefined): SampleAccount | undefined =>
    accounts.find((account) => subjectOf(account) === subject);
  return {
    findAccount: (_, subject) => {
      const account = accountOf(subject);
      return account && { accountId: subject, claims: () => ({ sub: subject, ...idClaims(account) }) };
    },
    extraTokenClaims: (_, token) => {
      const account = 'accountId' in token ? accountOf(token.accountId) : undefined;
      return account && accessClaims(account, token.clientId ?? '');
    },
    formats: {
      customizers: {
        // Cognito's access tokens have no audience; this provider insists on one, so it is the client (as in id tokens):
        // a JWT authorizer accepts the same values for both claims.
        jwt: (_, token, parts) => {
          parts.payload['scope'] = clientOf(pool, token.clientId)?.scopes.join(' ') ?? '';
        },
      },
    },
  };
}

/** Nobody is asked for consent: the application is the product itself. */
async function existingGrant(ctx: KoaContextWithOIDC, pool: UserPool): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known === undefined ? undefined : await provider.Grant.find(known);
  if (found !== undefined) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(OPENID);
  grant.addResourceScope(RESOURCE, apiScopes(clientOf(pool, client.clientId)));
  await grant.save();
  return grant;
}

/** Seconds that tokens and sessions live: those of the template, or Cognito's own. */
function lifetimes(pool: UserPool): Configuration['ttl'] {
  return {
    AccessToken: (_, __, client) => clientOf(pool, client.clientId)?.accessTokenLife ?? 3600,
    IdToken: (_, __, client) => clientOf(pool, client.clientId)?.idTokenLife ?? 3600,
    RefreshToken: (_, __, client) => clientOf(pool, client.clientId)?.refreshTokenLife ?? 3600,
    Grant: 30 * 86_400,
    Session: 30 * 86_400,
    Interaction: 3600,
  };
}

function features(pool: UserPool): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, __, client) => ({
        scope: apiScopes(clientOf(pool, client.clientId)),
        audience: client.clientId,
        accessTokenFormat: 'jwt',
        accessTokenTTL: clientOf(pool, client.clientId)?.accessTokenLife ?? 3600,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (ctx, form) => {
        const page = await signOutPage(languageOf(asRequest(ctx.req, ctx.href)), raw(form));
        ctx.type = 'html';
        ctx.body = await page.text();
      },
    },
  };
}

/** The provider's settings: clients and lives of the template, tokens in Cognito's shape, no consent page. */
export function configurationOf(parts: ProviderParts): Configuration {
  const { pool, keys, grants, accounts } = parts;
  return {
    adapter: (name: string) => grantAdapter(grants, name),
    clients: pool.clients.map((client) => ({
      client_id: client.clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...client.callbackUrls],
      post_logout_redirect_uris: [...client.logoutUrls],
    })),
    jwks: { keys: [{ ...keys.signing }] },
    cookies: { keys: [keys.cookieSecret] },
    pkce: { required: () => true },
    scopes: OPENID.split(' '),
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub', 'cognito:groups', 'cognito:username', 'token_use', ...customClaims(accounts)],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    ...tokenSettings(parts),
    renderError: async (ctx, out) => {
      const page = await refusedPage(
        languageOf(asRequest(ctx.req, ctx.href)),
        out.error_description ?? out.error,
      );
      ctx.type = 'html';
      ctx.body = await page.text();
    },
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: () => true,
    ttl: lifetimes(pool),
    interactions: { url: (_, interaction) => `${OIDC_PATH}/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => existingGrant(ctx, pool),
    features: features(pool),
  };
}
