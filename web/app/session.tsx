/** Who is signed in: OpenID Connect with PKCE against the user pool, or against the provider that stands for it. */
import { ErrorResponse, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { createContext, type ReactNode, use, useCallback, useMemo, useSyncExternalStore } from 'react';
import { AuthProvider, useAuth } from 'react-oidc-context';
import * as z from 'zod';
import { Role } from '#functions/api/roles.ts';
import { type Ask, noAnswer } from './api.ts';
import type { SiteConfig } from './config.ts';

const Claims = z.object({
  name: z.string().default(''),
  email: z.string().default(''),
  'cognito:groups': z.array(z.string()).default([]),
  'custom:officeId': z.string().optional(),
  'custom:unitCodes': z.string().default(''),
});

/** Who is signed in, as the token says; the API alone decides what that allows. */
export type Person = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly officeId: string | undefined;
  readonly unitCodes: readonly string[];
};

export type Session = {
  readonly person: Person;
  /** Any one of the roles. */
  readonly may: (...roles: readonly Role[]) => boolean;
  /** Whether an operation of the API is for this person: a button that would be refused is not shown. */
  readonly mayAsk: (ask: Ask) => boolean;
  readonly signOut: () => void;
};

const absolute = (address: string): string => new URL(address, location.origin).href;

/** What is kept is for this tab only: another person at the same computer opens an empty one. */
export function openManager(config: SiteConfig): UserManager {
  const authority = new URL(absolute(config.authorize)).origin;
  return new UserManager({
    authority,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/signed-in`,
    scope: 'openid email profile',
    metadata: {
      issuer: authority,
      authorization_endpoint: absolute(config.authorize),
      token_endpoint: absolute(config.token),
      end_session_endpoint: absolute(config.logout),
    },
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    monitorSession: false,
  });
}

/** A token that ends in less than this is renewed first. */
const MARGIN_SECONDS = 30;

/**
 * The id token: unlike Cognito's access token it carries the office, the units and the address. Undefined when nobody is
 * signed in, or when the provider no longer renews; an `ApiProblem` when it cannot be asked.
 */
export function tokenSource(manager: UserManager): () => Promise<string | undefined> {
  let renewal: Promise<string | undefined> | undefined;
  const renew = async (user: User): Promise<string | undefined> => {
    const renewed = await manager.signinSilent().catch((error: unknown) => {
      // Whoever could not ask was not refused: the sign-in stays, and is renewed when there is a line.
      if (user.refresh_token !== undefined && !(error instanceof ErrorResponse)) throw noAnswer();
      return null;
    });
    if (renewed === null) await manager.removeUser();
    return renewed?.id_token;
  };
  return async () => {
    const user = await manager.getUser();
    if (user === null) return undefined;
    if ((user.expires_in ?? 0) > MARGIN_SECONDS) return user.id_token;
    renewal ??= renew(user).finally(() => {
      renewal = undefined;
    });
    return renewal;
  };
}

function parsePerson(profile: unknown): Person {
  const claims = Claims.parse(profile);
  const roles = claims['cognito:groups'].flatMap((group) => {
    const role = Role.safeParse(group);
    return role.success ? [role.data] : [];
  });
  return {
    name: claims.name || claims.email,
    roles,
    officeId: claims['custom:officeId'],
    unitCodes: claims['custom:unitCodes'].split(',').filter((code) => code !== ''),
  };
}

/** Leaves for the provider's own sign-out; the first two are what the protocol asks for, the third is Cognito's name. */
async function signOut(manager: UserManager, config: SiteConfig): Promise<void> {
  const user = await manager.getUser();
  await manager.removeUser();
  const home = `${location.origin}/`;
  const asked = new URLSearchParams({
    client_id: config.clientId,
    post_logout_redirect_uri: home,
    logout_uri: home,
    ...(config.local && user?.id_token !== undefined ? { id_token_hint: user.id_token } : {}),
  });
  location.assign(`${config.logout}?${asked.toString()}`);
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Where to go on after signing in, as kept in the state that the provider hands back. */
function backOf(state: unknown): string {
  return typeof state === 'string' && state.startsWith('/') ? state : '/';
}

/** Puts the sign-in around the app; after it the address is the page that was asked for. */
export function SignIn({ manager, children }: { manager: UserManager; children: ReactNode }): ReactNode {
  return (
    <AuthProvider
      userManager={manager}
      onSigninCallback={(user) => history.replaceState(null, '', backOf(user?.state))}
    >
      {children}
    </AuthProvider>
  );
}

type WhoProps = {
  readonly manager: UserManager;
  readonly config: SiteConfig;
  /** Shown while nobody is signed in. */
  readonly stranger: ReactNode;
  /** Shown while it is not known yet. */
  readonly waiting: ReactNode;
  readonly children: ReactNode;
};

export function Who({ manager, config, stranger, waiting, children }: WhoProps): ReactNode {
  const { user, isLoading } = useAuth();
  const profile = user?.profile;
  const session = useMemo<Session | undefined>(() => {
    if (profile === undefined) return undefined;
    const person = parsePerson(profile);
    const may = (...roles: readonly Role[]): boolean => person.roles.some((role) => roles.includes(role));
    return {
      person,
      may,
      mayAsk: ({ access }) => access === 'public' || may(...access),
      signOut: () => {
        signOut(manager, config).catch(() => location.reload());
      },
    };
  }, [profile, manager, config]);
  if (session !== undefined) return <SessionContext value={session}>{children}</SessionContext>;
  return isLoading ? waiting : stranger;
}

/** Who is signed in; only inside the shell, where somebody always is. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession outside of <Who>');
  return session;
}

/** Whether the sign-in has run out. What is shown stays; the next answer of the API needs it renewed. */
export function useLapsed(): boolean {
  const { user, events } = useAuth();
  const watch = useCallback((tell: () => void) => events.addAccessTokenExpired(tell), [events]);
  return useSyncExternalStore(watch, () => user?.expired === true);
}
