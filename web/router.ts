/** Addresses to pages. Links and search forms of this site change the page without loading it anew. */

export type Place = {
  readonly path: string;
  readonly query: URLSearchParams;
  /** Named parts of the address: `/cases/{caseId}`. */
  readonly params: Readonly<Record<string, string>>;
};

export type Route<Page> = { readonly pattern: string; readonly page: Page };
export type Found<Page> = { readonly page: Page; readonly params: Readonly<Record<string, string>> };

/** What the site's own page answers; the rest (`/api`, `/mail`, `/a`) is somebody else's. */
const ELSEWHERE = /^\/(api|mail|a|_local)(\/|$)/;

function match(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const source = pattern.replaceAll(/\{\w+\}/g, '([^/]+)');
  const values = new RegExp(`^${source}/?$`).exec(path);
  if (values === null) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, values[index + 1] ?? '']));
}

export function findRoute<Page>(routes: readonly Route<Page>[], path: string): Found<Page> | undefined {
  for (const { pattern, page } of routes) {
    const params = match(pattern, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** Goes to an address of this site. */
export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address);
  else history.replaceState(null, '', address);
  dispatchEvent(new Event('kt:go'));
}

function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!plain || event.defaultPrevented || link === null || link.target !== '') return undefined;
  return link;
}

function onClick(event: MouseEvent): void {
  const link = linkOf(event);
  if (link === undefined || link.origin !== location.origin || ELSEWHERE.test(link.pathname)) return;
  if (link.hash !== '' && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

/** A form that only asks (`method=get`) is an address with a query; what is empty is left out of it. */
function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== 'get' || event.defaultPrevented) return;
  event.preventDefault();
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  const { pathname } = new URL(form.action);
  go(query.size === 0 ? pathname : `${pathname}?${query.toString()}`);
}

/** Calls `show` now and whenever the address changes. `kept`: the reader went back, so the scroll position is the browser's. */
export function watchAddress(show: (moved: 'first' | 'forward' | 'back') => void): void {
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  addEventListener('kt:go', () => show('forward'));
  addEventListener('popstate', () => show('back'));
  show('first');
}
