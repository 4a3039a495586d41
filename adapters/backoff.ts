import { setTimeout as wait } from 'node:timers/promises';

/** Waits before the attempt after `attempt` (0, 1, …); who calls decides how often. */
export type Backoff = (attempt: number) => Promise<void>;

const FIRST_MS = 20;
const LONGEST_MS = 800;

/**
 * Full jitter: any time up to the doubled step, so that those who collided once don't collide again. `longestMs` has to grow
 * with how many want the same record: where it is short for them, they fill the store with tries that meet each other.
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html
 */
export function fullJitter(random: () => number = Math.random, longestMs = LONGEST_MS): Backoff {
  return async (attempt) => {
    await wait(random() * Math.min(longestMs, FIRST_MS * 2 ** attempt));
  };
}
