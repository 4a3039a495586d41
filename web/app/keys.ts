/** Single keys that move around. They can be switched off (WCAG 2.1.4), and none of them decides anything by itself. */
import { useEffect, useSyncExternalStore } from 'react';

export type KeyAct = { readonly word: string; readonly act: () => void };
/** By stroke: `j`, or `g q` for two after each other. */
export type KeyMap = Readonly<Record<string, KeyAct>>;
type Listed = { readonly keys: string; readonly word: string };

const CHOICE = 'kt_keys';
/** The second of two keys must come within this time. */
const PAIR_MS = 1200;

const maps = new Set<KeyMap>();
const watchers = new Set<() => void>();
let listed: readonly Listed[] = [];
let before: { readonly key: string; readonly at: number } | undefined;

export const keyMoves = {
  get on(): boolean {
    return localStorage.getItem(CHOICE) !== 'off';
  },
  set(on: boolean): void {
    localStorage.setItem(CHOICE, on ? 'on' : 'off');
  },
};

function changed(): void {
  const all = [...maps].flatMap((map) => Object.entries(map));
  listed = all.map(([keys, { word }]) => ({ keys, word }));
  for (const tell of watchers) tell();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function actOf(stroke: string): KeyAct | undefined {
  return [...maps].toReversed().flatMap((map) => map[stroke] ?? [])[0];
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.defaultPrevented || !keyMoves.on || document.querySelector('[role=dialog],dialog[open]') !== null)
    return;
  const pair =
    before !== undefined && event.timeStamp - before.at < PAIR_MS ? `${before.key} ${event.key}` : '';
  const found = actOf(pair) ?? actOf(event.key);
  before = { key: event.key, at: event.timeStamp };
  if (found === undefined) return;
  event.preventDefault();
  before = undefined;
  found.act();
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

/** The keys of a page while it is shown; `map` must be stable (`useMemo`). */
export function useKeys(map: KeyMap): void {
  useEffect(() => {
    if (maps.size === 0) addEventListener('keydown', onKey);
    maps.add(map);
    changed();
    return () => {
      maps.delete(map);
      if (maps.size === 0) removeEventListener('keydown', onKey);
      changed();
    };
  }, [map]);
}

/** Every key that works now, for the list. */
export function useAllKeys(): readonly Listed[] {
  return useSyncExternalStore(watch, () => listed);
}
