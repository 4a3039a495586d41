/** Puts the built web app into its bucket. Not part of the template: a bucket filled by the stack needs a custom resource. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Files with a hash in their name never change; a page is asked for again each time, so no cache has to be emptied. */
const cacheRule = (key: string): string =>
  key.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Pages last: a page that is there before its scripts is a blank one. */
const pagesLast = (left: string, right: string): number =>
  Number(left.endsWith('.html')) - Number(right.endsWith('.html'));

/** Uploads `folder`, pages last; says how many files it was. Throws what S3 throws. */
export async function uploadSite(folder: string, bucket: string, region: string): Promise<number> {
  const s3 = new S3Client({ region });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted(pagesLast);
  for (const key of keys) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await readFile(join(folder, key)),
        ContentType: TYPES[extname(key).toLowerCase()] ?? 'application/octet-stream',
        CacheControl: cacheRule(key),
      }),
    );
  }
  return keys.length;
}
