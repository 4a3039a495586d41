/** Named views of the queue, kept on this device; opening one puts it into the address. */
import { useSyncExternalStore } from 'react';
import * as z from 'zod';
import { parseQueueSearch, type QueueSearch } from './search.ts';

const KEPT = 'kt_queue_views';
const MOST = 20;
const Views = z.array(z.object({ name: z.string().min(1).max(60), search: z.unknown() })).max(MOST);
export type SavedView = { readonly name: string; readonly search: QueueSearch };

const watchers = new Set<() => void>();
let known: { readonly text: string; readonly views: readonly SavedView[] } = { text: '', views: [] };

function parseViews(text: string): readonly SavedView[] {
  try {
    const parsed = Views.safeParse(JSON.parse(text));
    return parsed.success
      ? parsed.data.map(({ name, search }) => ({ name, search: parseQueueSearch(search) }))
      : [];
  } catch {
    return [];
  }
}

function snapshot(): readonly SavedView[] {
  const text = localStorage.getItem(KEPT) ?? '[]';
  if (text !== known.text) known = { text, views: parseViews(text) };
  return known.views;
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  addEventListener('storage', tell);
  return () => {
    watchers.delete(tell);
    removeEventListener('storage', tell);
  };
}

function keep(views: readonly SavedView[]): void {
  localStorage.setItem(KEPT, JSON.stringify(views));
  for (const tell of watchers) tell();
}

export function saveView(view: SavedView): void {
  keep([view, ...snapshot().filter(({ name }) => name !== view.name)].slice(0, MOST));
}

export function forgetView(name: string): void {
  keep(snapshot().filter((view) => view.name !== name));
}

export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore(watch, snapshot);
}
