/**
 * The way in: who is signed in, and how somebody becomes it. What the provider's library has kept of a person is read without
 * the library, so that a page of somebody who is signed in opens without a tenth of the app; signing in, renewing and signing out
 * bring it.
 */
import type { UserManager } from 'oidc-client-ts';
import * as z from 'zod';
import type { SiteConfig } from './config.ts';
import { type Person, parsePerson } from './person.ts';

export type Standing =
  | { readonly kind: 'opening' }
  | { readonly kind: 'stranger'; readonly failed: boolean }
  | { readonly kind: 'person'; readonly person: Person };

export type Gate = {
  /** As it is now; the same object until it changes. */
  readonly standing: () => Standing;
  /** Calls back after each change; returns how to stop. */
  readonly watch: (changed: () => void) => () => void;
  /**
   * The id token: unlike Cognito's access token it carries the office, the units and the address. Undefined when nobody is
   * signed in, or when the provider no longer renews.
   */
  readonly token: () => Promise<string | undefined>;
  readonly signIn: () => Promise<void>;
  readonly signOut: () => void;
  /** The API does not know the person any more. */
  readonly forget: () => void;
};

/** What oidc-client-ts keeps of a user; `expires_at` in seconds. */
const Kept = z.object({
  id_token: z.string().optional(),
  expires_at: z.number().default(0),
  profile: z.unknown(),
});
type Kept = z.output<typeof Kept>;

/** A token that ends in less than this is renewed first. */
const MARGIN_SECONDS = 30;
const BACK = '/signed-in';

/** Where it is kept: named by the library, for this provider and client. */
function keyOf({ authorize, clientId }: SiteConfig): string {
  return `oidc.user:${new URL(authorize, location.origin).origin}:${clientId}`;
}

function readKept(key: string): Kept | undefined {
  const text = sessionStorage.getItem(key);
  return text === null ? undefined : Kept.safeParse(JSON.parse(text)).data;
}

/** After signing in the reader is back where he wanted to go. */
const here = (): string => (location.pathname === BACK ? '/' : location.pathname + location.search);

/** Where to go on after signing in, as kept in the state that the provider hands back. */
function backOf(state: unknown): string {
  return typeof state === 'string' && state.startsWith('/') ? state : '/';
}

/** Whether the provider has sent the reader here with an answer. */
function isAnswered(): boolean {
  const said = new URLSearchParams(location.search);
  return location.pathname === BACK && said.has('state') && (said.has('code') || said.has('error'));
}

/** Leaves for the provider's own sign-out; the first two are what the protocol asks for, the third is Cognito's name. */
function leave(config: SiteConfig, token: string | undefined): void {
  const home = `${location.origin}/`;
  const asked = new URLSearchParams({
    client_id: config.clientId,
    post_logout_redirect_uri: home,
    logout_uri: home,
    ...(config.local && token !== undefined ? { id_token_hint: token } : {}),
  });
  location.assign(`${config.logout}?${asked.toString()}`);
}

/** The library's share of the way in. */
type Provider = {
  /** The token after a renewal; undefined when there is none to be had. */
  readonly renew: () => Promise<string | undefined>;
  readonly answered: () => Promise<unknown>;
  readonly ask: () => Promise<void>;
};

function providerOf(config: SiteConfig): Provider {
  let opened: Promise<UserManager> | undefined;
  const manager = (): Promise<UserManager> =>
    (opened ??= import('./provider.ts').then(({ openManager }) => openManager(config)));
  return {
    renew: async () => (await (await manager()).signinSilent().catch(() => null))?.id_token,
    answered: async () => (await (await manager()).signinCallback())?.state,
    // In place of this page, so that "back" does not lead into the sign-in again.
    ask: async () => (await manager()).signinRedirect({ state: here(), redirectMethod: 'replace' }),
  };
}

/** Finds out who is there, and goes on with a sign-in that the provider has answered. */
export function openGate(config: SiteConfig): Gate {
  const key = keyOf(config);
  const provider = providerOf(config);
  const watchers = new Set<() => void>();
  let standing: Standing = { kind: 'opening' };
  const stand = (next: Standing): void => {
    standing = next;
    for (const changed of watchers) changed();
  };
  const look = (): void => {
    const kept = readKept(key);
    stand(
      kept === undefined
        ? { kind: 'stranger', failed: false }
        : { kind: 'person', person: parsePerson(kept.profile) },
    );
  };
  const forget = (): void => {
    sessionStorage.removeItem(key);
    look();
  };
  const failed = (): void => stand({ kind: 'stranger', failed: true });
  let renewal: Promise<string | undefined> | undefined;
  const renew = async (): Promise<string | undefined> => {
    const token = await provider.renew();
    if (token === undefined) forget();
    return token;
  };
  if (isAnswered()) {
    provider.answered().then((state) => {
      history.replaceState(null, '', backOf(state));
      look();
    }, failed);
  } else look();
  return {
    standing: () => standing,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    token: async () => {
      const kept = readKept(key);
      if (kept === undefined) return undefined;
      if (kept.expires_at - Date.now() / 1000 > MARGIN_SECONDS) return kept.id_token;
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return renewal;
    },
    signIn: async () => provider.ask().catch(failed),
    signOut: () => {
      const token = readKept(key)?.id_token;
      sessionStorage.removeItem(key);
      leave(config, token);
    },
    forget,
  };
}
