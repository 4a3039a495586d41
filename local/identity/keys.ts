/** The signing key and cookie secret of the local provider: made once, kept in the data folder. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';

const jwk = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
});
const keysSchema = z.object({ signing: jwk, cookieSecret: z.string() });
export type IdentityKeys = z.infer<typeof keysSchema>;

/** What everybody may know of the signing key. */
export function publicKeys({ signing: { kty, kid, n, e } }: IdentityKeys): JSONWebKeySet {
  return { keys: [{ kty, kid, n, e, alg: 'RS256', use: 'sig' }] };
}

async function makeKeys(path: string): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signing = {
    ...(await exportJWK(privateKey)),
    kid: randomBytes(8).toString('hex'),
    alg: 'RS256',
    use: 'sig',
  };
  const keys = keysSchema.parse({ signing, cookieSecret: randomBytes(32).toString('hex') });
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(`${path}.new`, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(keys));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  return keys;
}

export async function openKeys(path: string): Promise<IdentityKeys> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? makeKeys(path) : keysSchema.parse(JSON.parse(text));
}
