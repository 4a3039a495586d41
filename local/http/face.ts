/** The product's face for the host's own pages, served from this machine like the files that the web app brings. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { problem } from './problem.ts';
import { folderFiles } from './site-files.ts';

const FACE_PATH = '/_local/face/';
/** Where its stylesheet is: the two weights that these pages are written in. */
export const FACE_CSS = `${FACE_PATH}face.css`;

const SHEETS = ['400', '600'].map((weight) =>
  import.meta.resolve(`@fontsource/be-vietnam-pro/${weight}.css`),
);
/** They change with the package only. */
const KEPT = 'public, max-age=86400';
const FILES = folderFiles(fileURLToPath(new URL('files', SHEETS[0])), () => KEPT);

export function isFace(pathname: string): boolean {
  return pathname.startsWith(FACE_PATH);
}

/** The stylesheet, or one of the files that it names. */
export async function faceWeb(pathname: string): Promise<Response> {
  const headers = { 'cache-control': KEPT };
  if (pathname === FACE_CSS) {
    const sheets = await Promise.all(SHEETS.map(async (sheet) => readFile(new URL(sheet), 'utf8')));
    return new Response(sheets.join('\n'), {
      headers: { ...headers, 'content-type': 'text/css; charset=utf-8' },
    });
  }
  const [folder, ...key] = pathname.slice(FACE_PATH.length).split('/');
  const file = folder === 'files' ? await FILES(key.join('/')) : undefined;
  if (file === undefined) return problem(404, 'not-found', `There is nothing at ${pathname}`);
  return new Response(new Uint8Array(file.body), {
    headers: { ...headers, 'content-type': file.contentType },
  });
}
