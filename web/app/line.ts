/** The line to the server: whether there is one, and what the device keeps for the time when there is none. */
import { useEffect, useSyncExternalStore } from 'react';

function watchLine(tell: () => void): () => void {
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

/** Whether the device believes to have a line. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchLine, () => navigator.onLine);
}

let missed = false;
// From the beginning: the first page's own code can be what is missing.
window.addEventListener('vite:preloadError', () => {
  missed = true;
});

/**
 * Loads the page anew when some of its code did not arrive while there was no line: a style sheet that failed once is not
 * asked for again by the page that asked.
 */
export function useMissedCode(online: boolean, path: string, mayReload: boolean): void {
  useEffect(() => {
    if (online && missed && mayReload && path !== '') location.reload();
  }, [online, path, mayReload]);
}

const WORKER = '/sw.js';
/** What the page itself needs travels first. */
const AFTER_MS = 2000;

/** Tells a worker that takes over what this page has loaded already: its language, its fonts. */
function tellLoaded(): void {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  navigator.serviceWorker.controller?.postMessage(loaded);
}

/** Has the browser keep the app on the device, so that it opens without a line (web/offline/worker.ts). */
export function keepApp(): void {
  // Some private windows have none; the app is then there with the line only.
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => {
    navigator.serviceWorker.addEventListener('controllerchange', tellLoaded);
    navigator.serviceWorker.register(WORKER).catch(() => undefined);
  }, AFTER_MS);
}
