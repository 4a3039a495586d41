/** Names in the built site that others rely on. */

/** The service worker: at the root, so that every address of the app is its own. */
export const WORKER = 'sw.js';

/** Files with a hash in their name never change; everything else is asked for again each time, so no cache has to be emptied. */
export const cacheRuleOf = (key: string): string =>
  key.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
