/**
 * The service worker: what opens the app where there is no line, so that a report that is being written can be gone on with.
 * It keeps the app and nothing that the app shows: no answer of the API, no mailed link, no token passes through it.
 *
 * A new deployment is another worker with another cache. The page itself comes from the network whenever there is one, so
 * nobody is held back on an old one; the caches of former builds go as soon as the new worker takes over.
 */
import { CONFIG, wayOf } from './rules.ts';

/** Written in when the site is built (web/build/shell.ts): the name of the build, its shell, and all its hashed files. */
declare const BUILD: {
  readonly name: string;
  readonly shell: readonly string[];
  readonly files: readonly string[];
};

type Waits = { readonly waitUntil: (work: Promise<unknown>) => void };
type Fetches = { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void };

/** As much of a service worker's global scope as is used here; the project's types are those of a page. */
type Scope = {
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  addEventListener(kind: 'install' | 'activate', then: (event: Waits) => void): void;
  addEventListener(kind: 'fetch', then: (event: Fetches) => void): void;
  addEventListener(kind: 'message', then: (event: Waits & { readonly data: unknown }) => void): void;
};

function readScope(): Scope {
  return globalThis as object as Scope;
}

const scope = readScope();
const build = BUILD;
const PAGE = '/index.html';
/** A line that does not answer for so long is none: what is kept is shown. */
const PATIENCE_MS = 5000;

const isOfBuild = (url: string): boolean => build.files.includes(new URL(url, location.origin).pathname);

/** The page as it is on the network, if it is the one of this build: it must not name files that are not kept. */
async function freshPage(): Promise<Response> {
  const page = await fetch(PAGE, { cache: 'no-cache' });
  const named = (await page.clone().text()).match(/\/assets\/[^"]+/g) ?? [];
  if (!page.ok || !named.every(isOfBuild)) throw new Error('the page is of another build');
  return page;
}

async function keep(cache: Cache, url: string): Promise<void> {
  if ((await cache.match(url)) !== undefined) return;
  const answer = await fetch(url);
  if (answer.ok) await cache.put(url, answer);
}

async function install(): Promise<void> {
  const cache = await caches.open(build.name);
  await cache.put(PAGE, await freshPage());
  await cache.addAll([CONFIG, ...build.shell]);
  await scope.skipWaiting();
}

/** What a former build kept and this one still has is taken over; the rest goes. */
async function takeOver(): Promise<void> {
  const cache = await caches.open(build.name);
  for (const name of (await caches.keys()).filter((each) => each !== build.name)) {
    const former = await caches.open(name);
    for (const request of await former.keys()) {
      const file = isOfBuild(request.url) ? await former.match(request) : undefined;
      if (file !== undefined) await cache.put(request, file);
    }
    await caches.delete(name);
  }
  await scope.clients.claim();
}

async function fromNetworkFirst(request: Request, keptAs: string): Promise<Response> {
  const kept = await caches.match(keptAs);
  if (kept === undefined) return fetch(request);
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? kept : answer));
  const late = new Promise<Response>((show) => setTimeout(() => show(kept), PATIENCE_MS));
  return Promise.race([fresh.catch(() => kept), late]);
}

async function fromCacheFirst(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  // A page of a former build asks for files of its own, which are not kept any more.
  if (answer.ok && isOfBuild(request.url)) {
    await (await caches.open(build.name)).put(request, answer.clone());
  }
  return answer;
}

scope.addEventListener('install', (event) => event.waitUntil(install()));
scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));
scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const way = wayOf(request, location.origin);
  if (way === 'asset') event.respondWith(fromCacheFirst(request));
  else if (way !== undefined) event.respondWith(fromNetworkFirst(request, way === 'page' ? PAGE : CONFIG));
});
/** What a page had loaded before there was a worker (its language, its fonts) is kept too. */
scope.addEventListener('message', (event) => {
  const told: readonly unknown[] = Array.isArray(event.data) ? event.data : [];
  const urls = told.filter((url) => typeof url === 'string').filter(isOfBuild);
  event.waitUntil(
    caches.open(build.name).then(async (cache) => Promise.all(urls.map((url) => keep(cache, url)))),
  );
});
