/** Which requests of a browser the service worker answers, and how; all others it leaves alone. */

/**
 * `page`: an address of the app, answered by its one page. `site`: what the page reads first. `asset`: a file with a hash in
 * its name. The first two come from the network while there is one; an asset never changes, so what is kept is as good.
 */
export type Way = 'page' | 'site' | 'asset';

export type Asked = { readonly method: string; readonly mode: string; readonly url: string };

/** What lives at this origin and is not the app's: API, mailed links, the public page, this machine's own routes with its sign-in. */
const OTHERS = ['api', 'a', 'cong-khai', 'public-status', 'mail', '_local'];

/** Where the configuration of the site stands (web/app/config.ts). */
export const CONFIG = '/config.json';
/** Where every file has a hash in its name. */
const ASSETS = '/assets/';

/** As the distribution has it: an address without a dot in its last part is the app's. */
function isOfApp(path: string): boolean {
  const [, first = ''] = path.split('/');
  return !OTHERS.includes(first) && !/\.[^/]*$/.test(path);
}

/** How this is answered; undefined when the worker keeps out of it. */
export function wayOf({ method, mode, url }: Asked, origin: string): Way | undefined {
  const { origin: asked, pathname } = new URL(url);
  if (method !== 'GET' || asked !== origin) return undefined;
  if (mode === 'navigate') return isOfApp(pathname) ? 'page' : undefined;
  if (pathname === CONFIG) return 'site';
  return pathname.startsWith(ASSETS) ? 'asset' : undefined;
}
