/** The Cognito user pool of the template: its clients, scopes, token lives and groups. */

import * as z from 'zod';
import type { ResolvedResource } from '#local/http/resources.ts';
import { looseNumber, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';

export type PoolClient = {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly accessTokenLife: number;
  readonly idTokenLife: number;
  readonly refreshTokenLife: number;
};

export type UserPool = {
  readonly poolId: string;
  readonly clients: readonly PoolClient[];
  readonly groups: readonly string[];
};

const SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const unit = z.enum(['seconds', 'minutes', 'hours', 'days']);
const clientSchema = z.object({
  UserPoolId: z.string(),
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
  AllowedOAuthScopes: z.array(z.string()).default(['openid']),
  AccessTokenValidity: looseNumber.optional(),
  IdTokenValidity: looseNumber.optional(),
  RefreshTokenValidity: looseNumber.optional(),
  TokenValidityUnits: z
    .object({
      AccessToken: unit.default('hours'),
      IdToken: unit.default('hours'),
      RefreshToken: unit.default('days'),
    })
    .prefault({}),
});
const groupSchema = z.object({ UserPoolId: z.string(), GroupName: z.string() });

function clientOf(clientId: string, client: z.infer<typeof clientSchema>): PoolClient {
  const units = client.TokenValidityUnits;
  const life = (amount: number, of: z.infer<typeof unit>): number => amount * (SECONDS[of] ?? 1);
  const hour = (of: z.infer<typeof unit>): number => 3600 / (SECONDS[of] ?? 1);
  return {
    clientId,
    callbackUrls: client.CallbackURLs,
    logoutUrls: client.LogoutURLs,
    scopes: client.AllowedOAuthScopes,
    accessTokenLife: life(client.AccessTokenValidity ?? hour(units.AccessToken), units.AccessToken),
    idTokenLife: life(client.IdTokenValidity ?? hour(units.IdToken), units.IdToken),
    refreshTokenLife: client.RefreshTokenValidity
      ? life(client.RefreshTokenValidity, units.RefreshToken)
      : 30 * 86_400,
  };
}

/** Undefined when the template has no `AWS::Cognito::UserPool`. Throws `UnsupportedResource` for a second one. */
export function parseUserPool(resources: readonly ResolvedResource[]): UserPool | undefined {
  const [pool, second] = resourcesOfType(resources, 'AWS::Cognito::UserPool', z.looseObject({}));
  if (pool === undefined) return undefined;
  if (second !== undefined)
    throw new UnsupportedResource(second.logicalId, 'the local host has one user pool');
  return {
    poolId: pool.ref,
    clients: resourcesOfType(resources, 'AWS::Cognito::UserPoolClient', clientSchema).map(
      ({ ref, properties }) => clientOf(ref, properties),
    ),
    groups: resourcesOfType(resources, 'AWS::Cognito::UserPoolGroup', groupSchema).map(
      ({ properties }) => properties.GroupName,
    ),
  };
}
