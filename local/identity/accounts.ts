/** Sample accounts, and the claims that Cognito would put into their tokens. */
import { createHash } from 'node:crypto';

/** A post that somebody can sign in as on this machine. */
export type SampleAccount = {
  readonly username: string;
  readonly email: string;
  readonly postVi: string;
  readonly postEn: string;
  /** Names of groups of the user pool. */
  readonly groups: readonly string[];
  /** Custom attributes, for example `custom:officeId`. */
  readonly claims: Readonly<Record<string, string>>;
  /** The heading under which the picker shows it; the first group unless given. */
  readonly sectionVi?: string;
  readonly sectionEn?: string;
  /** What the post may do, in eight words. */
  readonly doesVi?: string;
  readonly doesEn?: string;
};

/** A UUID that is the same on every machine and every start. */
export function subjectOf({ username }: SampleAccount): string {
  const hex = createHash('sha256').update(`khoi-thong ${username}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Claims of an access token besides those of the protocol. Custom attributes are in both tokens here. */
export function accessClaims(account: SampleAccount, clientId: string): Record<string, unknown> {
  return {
    'cognito:groups': [...account.groups],
    username: account.username,
    client_id: clientId,
    token_use: 'access',
    ...account.claims,
  };
}

/** Claims of an id token besides those of the protocol. */
export function idClaims(account: SampleAccount): Record<string, unknown> {
  return {
    'cognito:groups': [...account.groups],
    'cognito:username': account.username,
    email: account.email,
    email_verified: true,
    name: account.postVi,
    token_use: 'id',
    ...account.claims,
  };
}
