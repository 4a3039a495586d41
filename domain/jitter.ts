/** Who met others waits at random, longer each time, so that those who met once do not meet again. */
export type Jitter = {
  /** Milliseconds that the first wait lasts at most; each next one at most twice as long. */
  readonly firstMs: number;
  /**
   * No wait is longer. It has to grow with how many want the same record: where it is short for them, they fill the store
   * with tries that meet each other.
   */
  readonly longestMs: number;
  /** From 0 up to 1, as `Math.random`. */
  readonly random: () => number;
};

/**
 * How long to wait after `attempt` (0, 1, …) tries that met somebody: any time up to the doubled step ("full jitter").
 * https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/retry-backoff.html
 */
export function jitterMs(attempt: number, { firstMs, longestMs, random }: Jitter): number {
  return random() * Math.min(longestMs, firstMs * 2 ** attempt);
}
