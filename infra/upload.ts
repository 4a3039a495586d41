/** Puts the built web app into its bucket. Not part of the template: a bucket filled by the stack needs a custom resource. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { cacheRuleOf, WORKER } from '#web/build.ts';

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

/**
 * Pages after their scripts: a page that is there before them is a blank one. The service worker last: what it keeps is the
 * page that it finds.
 */
const lateness = (key: string): number => ['.html', WORKER].findIndex((end) => key.endsWith(end));
const lastThingsLast = (left: string, right: string): number => lateness(left) - lateness(right);

/** Uploads `folder`, what names other files last; says how many files it was. Throws what S3 throws. */
export async function uploadSite(folder: string, bucket: string, region: string): Promise<number> {
  const s3 = new S3Client({ region });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted(lastThingsLast);
  for (const key of keys) {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: await readFile(join(folder, key)),
        ContentType: TYPES[extname(key).toLowerCase()] ?? 'application/octet-stream',
        CacheControl: cacheRuleOf(key),
      }),
    );
  }
  return keys.length;
}
