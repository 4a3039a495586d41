/** The OpenID provider: Connect with PKCE against the user pool, or against the one that stands for it. Brought in when it is needed. */
import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SiteConfig } from './config.ts';

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
    // Whoever asks for a token renews it (web/app/gate.ts).
    automaticSilentRenew: false,
    monitorSession: false,
  });
}
