/** Signing in: OpenID Connect, authorization code with PKCE, against the user pool (or the provider that stands for it). */
import * as z from 'zod';

/** `/config.json`, written where the site is put: the addresses of the user pool and this client's id. */
export const SiteConfig = z.object({
  clientId: z.string(),
  authorize: z.string(),
  token: z.string(),
  logout: z.string(),
  /** The host of one machine: there is a mailbox at `/mail`, and the data is a sample. */
  local: z.boolean(),
});
export type SiteConfig = z.output<typeof SiteConfig>;

const Tokens = z.object({
  id_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});
const Kept = z.object({ idToken: z.string(), refreshToken: z.string().optional(), goodUntil: z.number() });
type Kept = z.output<typeof Kept>;
const Started = z.object({ state: z.string(), verifier: z.string(), back: z.string() });
const Claims = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  'cognito:groups': z.array(z.string()).default([]),
});

/** Who is signed in, as the token says; the API alone decides what that allows. */
export type Person = { readonly name: string; readonly roles: readonly string[] };

const KEPT = 'kt_session';
const STARTED = 'kt_sign_in';
/** A token that ends in less than this is renewed first. */
const MARGIN_MS = 30_000;

function readKept<T>(schema: z.ZodType<T>, name: string): T | undefined {
  const text = sessionStorage.getItem(name);
  if (text === null) return undefined;
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const random = (): string => base64Url(crypto.getRandomValues(new Uint8Array(32)));

function decodeClaims(token: string): unknown {
  const [, payload = ''] = token.split('.');
  const bytes = Uint8Array.from(
    atob(payload.replaceAll('-', '+').replaceAll('_', '/')),
    (character) => character.codePointAt(0) ?? 0,
  );
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

function personOf({ idToken }: Kept): Person {
  const claims = Claims.parse(decodeClaims(idToken));
  return { name: claims.name || claims.email, roles: claims['cognito:groups'] };
}

export type Session = {
  readonly config: SiteConfig;
  person(): Person | undefined;
  /** Any one of the roles. */
  may(...roles: readonly string[]): boolean;
  token(): Promise<string | undefined>;
  /** Leaves for the sign-in page; afterwards the reader is back at `back`. */
  signIn(back: string): Promise<void>;
  signOut(): void;
  /** At `/signed-in`: takes the code. Answers where to go on, undefined when there was no sign-in to finish. */
  finish(address: URL): Promise<string | undefined>;
};

const redirectUri = (): string => `${location.origin}/signed-in`;

class BrowserSession implements Session {
  readonly config: SiteConfig;
  #kept: Kept | undefined;
  #renewal: Promise<void> | undefined;

  constructor(config: SiteConfig) {
    this.config = config;
    this.#kept = readKept(Kept, KEPT);
  }

  person(): Person | undefined {
    return this.#kept && personOf(this.#kept);
  }

  may(...roles: readonly string[]): boolean {
    return this.person()?.roles.some((role) => roles.includes(role)) ?? false;
  }

  async token(): Promise<string | undefined> {
    if (this.#kept !== undefined && this.#kept.goodUntil - MARGIN_MS < Date.now()) {
      this.#renewal ??= this.#renew(this.#kept);
      await this.#renewal;
      this.#renewal = undefined;
    }
    // The id token: unlike Cognito's access token it carries the office, the units and the address.
    return this.#kept?.idToken;
  }

  async signIn(back: string): Promise<void> {
    const started = { state: random(), verifier: random(), back };
    sessionStorage.setItem(STARTED, JSON.stringify(started));
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(started.verifier));
    const asked = new URLSearchParams({
      response_type: 'code',
      client_id: this.config.clientId,
      redirect_uri: redirectUri(),
      scope: 'openid email profile',
      state: started.state,
      code_challenge: base64Url(new Uint8Array(digest)),
      code_challenge_method: 'S256',
    });
    location.assign(`${this.config.authorize}?${asked.toString()}`);
  }

  signOut(): void {
    const idToken = this.#kept?.idToken;
    this.#keep(undefined);
    const home = `${location.origin}/`;
    // The first two are what the protocol asks for, the third is Cognito's own name for the same.
    const asked = new URLSearchParams({
      client_id: this.config.clientId,
      post_logout_redirect_uri: home,
      logout_uri: home,
      ...(this.config.local && idToken !== undefined ? { id_token_hint: idToken } : {}),
    });
    location.assign(`${this.config.logout}?${asked.toString()}`);
  }

  async finish(address: URL): Promise<string | undefined> {
    const started = readKept(Started, STARTED);
    sessionStorage.removeItem(STARTED);
    const code = address.searchParams.get('code');
    if (started === undefined || code === null || address.searchParams.get('state') !== started.state)
      return undefined;
    const done = await this.#exchange({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(),
      code_verifier: started.verifier,
    });
    return done ? started.back : undefined;
  }

  async #renew({ refreshToken }: Kept): Promise<void> {
    const renewed =
      refreshToken !== undefined &&
      (await this.#exchange({ grant_type: 'refresh_token', refresh_token: refreshToken }));
    if (!renewed) this.#keep(undefined);
  }

  /** False when the provider refuses; what it says is meant for developers, not for the page. */
  async #exchange(form: Readonly<Record<string, string>>): Promise<boolean> {
    const body = new URLSearchParams({ client_id: this.config.clientId, ...form });
    const response = await fetch(this.config.token, { method: 'POST', body }).catch(() => undefined);
    const said: unknown = response?.ok === true ? await response.json() : undefined;
    const tokens = Tokens.safeParse(said);
    if (!tokens.success) return false;
    const { id_token: idToken, refresh_token: next, expires_in: seconds } = tokens.data;
    const refreshToken = next ?? form['refresh_token'];
    this.#keep({
      idToken,
      goodUntil: Date.now() + seconds * 1000,
      ...(refreshToken === undefined ? {} : { refreshToken }),
    });
    return true;
  }

  /** For this tab only: another person at the same computer opens an empty one. */
  #keep(kept: Kept | undefined): void {
    this.#kept = kept;
    if (kept === undefined) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(kept));
  }
}

/** Reads `/config.json` and what an earlier page of this tab has kept. */
export async function openSession(): Promise<Session> {
  const response = await fetch('/config.json');
  const said: unknown = await response.json();
  return new BrowserSession(SiteConfig.parse(said));
}
