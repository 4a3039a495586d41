import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { Refusal } from '#domain/errors.ts';
import type { ItemKey } from './keys.ts';
import { type Item, keyOf, parseItem, readItems, readRange, type Store } from './store.ts';
import type { IndexDefinition } from './tables.ts';
import type { Page, PageRequest } from './verbs.ts';

/**
 * One page of a list that lies in one partition, or spread over several that are merged. The place where a page ends is
 * one sort key, because sort keys are unique in a list: all partitions go on behind it.
 */
export type List = {
  readonly index?: IndexDefinition;
  readonly hashes: readonly string[];
  /** Only sort keys that begin so. */
  readonly prefix?: string;
  /** Only sort keys that stand before this instant. */
  readonly before?: string | undefined;
  readonly newestFirst?: boolean | undefined;
};

const LONGEST_PAGE = 200;
/** Sorts before, and behind, every character of a sort key (`#`, digits, letters, `-`, `:`, `.`, `%`). */
export const LOWEST = '!';
export const HIGHEST = '~';

export async function readPage(store: Store, list: List, page: PageRequest): Promise<Page<Item>> {
  const limit = pageLength(page.limit);
  // `before` is often the present moment, so the next page may ask with a later one.
  const { before: _, ...question } = list;
  const bounds = boundsOf(list, page.cursor === undefined ? undefined : openCursor(page.cursor, question));
  // One more than asked says whether there is another page.
  const parts = await Promise.all(
    list.hashes.map((hash) =>
      readRange(
        store,
        { index: list.index, hash, ...bounds, newestFirst: list.newestFirst ?? false },
        limit + 1,
      ),
    ),
  );
  const place = placeIn(list);
  const direction = list.newestFirst ? -1 : 1;
  const merged = parts.flat().sort((a, b) => direction * compare(place(a), place(b)));
  const items = merged.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    cursor: merged.length > limit && last !== undefined ? makeCursor(place(last), question) : null,
  };
}

/** A page of index entries or links, as the records that they stand for. */
export async function readRecordPage<T>(
  store: Store,
  list: List & { readonly schema: z.ZodType<T>; readonly behind?: (entry: Item) => ItemKey },
  page: PageRequest,
): Promise<Page<T>> {
  const { schema, behind, ...plain } = list;
  const entries = await readPage(store, plain, page);
  const records = await readItems(store, entries.items.map(behind ?? keyOf), false);
  return { items: records.map((item) => parseItem(schema, item)), cursor: entries.cursor };
}

/** A page of items that are the records themselves. */
export async function readOwnPage<T>(
  store: Store,
  list: List & { readonly schema: z.ZodType<T> },
  page: PageRequest,
): Promise<Page<T>> {
  const { schema, ...plain } = list;
  const { items, cursor } = await readPage(store, plain, page);
  return { items: items.map((item) => parseItem(schema, item)), cursor };
}

/** All items of a list that is short by its nature (the votes on a move, the units of the city). */
export async function readAll(
  store: Store,
  list: List & { hashes: readonly [string] },
): Promise<readonly Item[]> {
  return readRange(
    store,
    { index: list.index, hash: list.hashes[0], ...boundsOf(list), newestFirst: list.newestFirst ?? false },
    Number.MAX_SAFE_INTEGER,
  );
}

function pageLength(limit: number): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= LONGEST_PAGE) return limit;
  throw new Refusal('input.invalid', {}, [{ path: 'limit', code: 'page.limit' }]);
}

function boundsOf(list: List, place?: string): { low: string; high: string } {
  const prefix = list.prefix ?? '';
  const low = prefix === '' ? LOWEST : prefix;
  const high = list.before ?? `${prefix}${HIGHEST}`;
  if (place === undefined) return { low, high };
  return list.newestFirst ? { low, high: justBefore(place) } : { low: `${place}${LOWEST}`, high };
}

/** Above every sort key that stands before `place`, and below `place`. */
function justBefore(place: string): string {
  const last = place.length - 1;
  return `${place.slice(0, last)}${String.fromCharCode(place.charCodeAt(last) - 1)}${HIGHEST}`;
}

function placeIn(list: List): (item: Item) => string {
  const attribute = list.index?.key.range ?? 'sk';
  return (item) => String(item[attribute]);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * A cursor is the place where the page ended, with a check sum over it and the question. It grants nothing (the partition
 * comes from the question, never from the cursor), so the sum needs no secret: it catches what was cut, mixed up or edited.
 */
function makeCursor(place: string, question: Omit<List, 'before'>): string {
  return Buffer.from(`${checkSum(place, question)}.${place}`).toString('base64url');
}

function openCursor(cursor: string, question: Omit<List, 'before'>): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const place = text.slice(text.indexOf('.') + 1);
  if (cursor.length <= 400 && makeCursor(place, question) === cursor) return place;
  throw new Refusal('input.invalid', {}, [{ path: 'cursor', code: 'page.cursor' }]);
}

function checkSum(place: string, question: Omit<List, 'before'>): string {
  return createHash('sha256')
    .update(`${JSON.stringify(question)}\n${place}`)
    .digest('hex')
    .slice(0, 12);
}
