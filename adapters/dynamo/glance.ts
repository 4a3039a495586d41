import * as z from 'zod';
import type { CaseGlance } from '#domain/case-glance.ts';
import { CASE_STATUSES } from '#domain/case-statuses.ts';
import { epochMs, Instant, instantOf } from '#domain/time.ts';
import { shardsOf } from './keys.ts';
import { CorruptItem, type Item, readRange, type Store } from './store.ts';
import { GLANCE, WORK_INDEX } from './tables.ts';
import type { SeenCase } from './verbs.ts';

/**
 * A glance as it is stored: one JSON list without names, because ten thousand of them are read for one answer and the names
 * would be half of what is sent.
 */
const Written = z.tuple([
  z.string(),
  z.enum(['open', 'paused', 'closed']),
  z.enum(CASE_STATUSES),
  z.string(),
  z.string(),
  z.string(),
  z.array(z.string()),
  z.number().nullable(),
  z.string().nullable(),
  Instant.nullable(),
  z.number(),
  z.number(),
  z.boolean(),
  z.string(),
]);

export function writtenGlance(glance: CaseGlance): string {
  const { id, state, status, projectId, group, category, units, rung, holder } = glance;
  const { at, atRisk, idle, undeliverable, found } = glance;
  const list = [id, state, status, projectId, group, category, units, rung, holder];
  return JSON.stringify([...list, at, atRisk, idle, undeliverable, found]);
}

/** Throws `CorruptItem` when the text is no glance. */
export function readGlance(text: string): CaseGlance {
  const read = Written.safeParse(JSON.parse(text));
  if (!read.success) throw new CorruptItem('a glance of the work index', [read.error.message]);
  const [id, state, status, projectId, group, category, units, rung, holder, ...rest] = read.data;
  const [at, atRisk, idle, undeliverable, found] = rest;
  return {
    id,
    state,
    status,
    projectId,
    group,
    category,
    units,
    rung,
    holder,
    at,
    atRisk,
    idle,
    undeliverable,
    found,
  };
}

/** Index partitions of all cases by their last change; sharded, so they get `#shard` behind them. */
export const CHANGED_CASES = 'CASE#CHANGED';

/**
 * How far before the last reading a list is read again: an index follows its table a moment later, a change is written some
 * seconds after it was decided, and clocks of functions differ. Reading an entry twice changes nothing.
 */
const OVERLAP_MS = 120_000;

type Kept = { readonly changedAt: string; readonly glance: CaseGlance };

/** The place of an entry begins with the moment of the change. */
function momentOf(place: string): Instant {
  return instantOf(Date.parse(place.slice(0, place.indexOf('#'))));
}

/** Below every entry, and above. */
const LOWEST = '!';
const HIGHEST = '~';

/**
 * The glances of all cases, kept by whoever asked once: the first answer reads them all, each later one what has changed since.
 * So a warm function answers in the time of four small queries, however many cases there are.
 */
export function glanceKeeper(store: Store): (now: Instant) => Promise<readonly SeenCase[]> {
  const kept = new Map<string, Kept>();
  let low = LOWEST;

  const keep = (entry: Item): void => {
    const { [GLANCE]: text, [WORK_INDEX.key.range]: place } = entry;
    if (typeof text !== 'string' || typeof place !== 'string') {
      throw new CorruptItem('an entry of the changed cases', ['glance']);
    }
    const glance = readGlance(text);
    // A case has one entry. What is read now is what it is, also where the clock of its writer was behind the one before.
    kept.set(glance.id, { changedAt: place, glance });
  };

  return async (now) => {
    const range = { index: WORK_INDEX, low, high: HIGHEST, newestFirst: false };
    const attributes = [GLANCE, WORK_INDEX.key.range];
    const parts = await Promise.all(
      shardsOf(CHANGED_CASES).map((hash) =>
        readRange(store, { ...range, hash, attributes }, Number.MAX_SAFE_INTEGER),
      ),
    );
    for (const entry of parts.flat()) keep(entry);
    low = instantOf(epochMs(now) - OVERLAP_MS);
    return [...kept.values()].map(({ glance, changedAt }) => ({ ...glance, changedAt: momentOf(changedAt) }));
  };
}
