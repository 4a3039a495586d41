import { setTimeout as wait } from 'node:timers/promises';
import { jitterMs } from '#domain/jitter.ts';

/** Waits before the attempt after `attempt` (0, 1, …); who calls decides how often. */
export type Backoff = (attempt: number) => Promise<void>;

const FIRST_MS = 20;
const LONGEST_MS = 800;

/** Waits at random, longer each time: `domain/jitter.ts` says why, and when `longestMs` has to be more. */
export function fullJitter(random: () => number = Math.random, longestMs = LONGEST_MS): Backoff {
  return async (attempt) => {
    await wait(jitterMs(attempt, { firstMs: FIRST_MS, longestMs, random }));
  };
}
