import { setTimeout as wait } from 'node:timers/promises';

/** Waits before the attempt after `attempt` (0, 1, …); who calls decides how often. */
export type Backoff = (attempt: number) => Promise<void>;

const FIRST_MS = 20;
const LONGEST_MS = 800;

/**
 * Full jitter: any time up to the doubled step, so that those who collided once don't collide again.
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html
 */
export function fullJitter(random: () => number = Math.random): Backoff {
  return async (attempt) => {
    await wait(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
  };
}
