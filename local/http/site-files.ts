/** Where a distribution finds the files of a bucket origin: the S3 stand-in, or a folder such as the built web app. */

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export type SiteFile = {
  readonly body: Buffer;
  readonly contentType: string;
  /** With its quotes. */
  readonly etag: string;
  readonly cacheControl: string | undefined;
};

/** Finds an object by its key (no leading slash); undefined when there is none. */
export type SiteFiles = (key: string) => Promise<SiteFile | undefined>;

/** What a web app is made of; anything else is bytes. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function contentTypeOf(name: string): string {
  return TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** Serves a folder. A key that leads out of it is not found. `cacheRule` says how long a browser may keep what has this key. */
export function folderFiles(folder: string, cacheRule: (key: string) => string | undefined): SiteFiles {
  return async (key) => {
    const path = normalize(join(folder, key));
    if (!path.startsWith(normalize(folder + sep)) || key.includes('\0')) return undefined;
    const found = await stat(path).catch(notFound);
    if (found === undefined || !found.isFile()) return undefined;
    const body = await readFile(path);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    return { body, contentType: contentTypeOf(path), etag, cacheControl: cacheRule(key) };
  };
}

/**
 * The files of the web app, whose addresses (`/cases/…`) are no files: what the template's edge function does on AWS,
 * which this host does not run. An address without a dot in its last part is served by the one page.
 */
export function appFiles(files: SiteFiles): SiteFiles {
  return async (key) => files(/\.[^/]*$/.test(key) ? key : 'index.html');
}

function notFound(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'ENAMETOOLONG') return undefined;
  throw error;
}
