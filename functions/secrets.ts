import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { ApprovalLink } from '#domain/approval.ts';
import { ApprovalId, Sha256 } from '#domain/ids.ts';

/**
 * Secrets of mailed links: 256 random bits in the link, six random digits beside it. Only hashes are stored, and they
 * are compared in constant time. Neither is ever logged.
 */
export type FreshSecret = {
  readonly secret: string;
  readonly code: string;
  readonly hashes: Pick<ApprovalLink, 'secretHash' | 'codeHash'>;
};

function sha256(text: string): Sha256 {
  return Sha256.parse(createHash('sha256').update(text).digest('hex'));
}

/** Six digits alone are soon guessed from a hash; with the link's secret in it they are not. */
function hashOfCode(secret: string, code: string): Sha256 {
  return sha256(`${secret}.${code}`);
}

export function freshSecret(): FreshSecret {
  const secret = randomBytes(32).toString('base64url');
  const code = randomInt(0, 1_000_000).toString().padStart(6, '0');
  return { secret, code, hashes: { secretHash: sha256(secret), codeHash: hashOfCode(secret, code) } };
}

function equalHashes(left: Sha256, right: Sha256): boolean {
  return timingSafeEqual(Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));
}

/** The link that carries this secret. Looks at every link, whether or not an earlier one fits. */
export function linkWithSecret(links: readonly ApprovalLink[], secret: string): ApprovalLink | undefined {
  const hash = sha256(secret);
  return links.filter((link) => equalHashes(link.secretHash, hash)).at(0);
}

export function codeFits(link: ApprovalLink, secret: string, code: string): boolean {
  return equalHashes(link.codeHash, hashOfCode(secret, code));
}

const LINK = /^([^.]{1,40})\.([A-Za-z0-9_-]{43})$/;

/** `{approvalId}.{secret}` of a link's path; null for anything that was never mailed. */
export function partsOfLink(
  link: string,
): { readonly approvalId: ApprovalId; readonly secret: string } | null {
  const [, id, secret] = LINK.exec(link) ?? [];
  const approvalId = ApprovalId.safeParse(id);
  return approvalId.success && secret !== undefined ? { approvalId: approvalId.data, secret } : null;
}

/** The id alone, of a link whose secret may be wrong: enough to ask for a fresh link to the address on file. */
export function approvalOfLink(link: string): ApprovalId | null {
  const id = ApprovalId.safeParse(link.split('.')[0]);
  return id.success ? id.data : null;
}
