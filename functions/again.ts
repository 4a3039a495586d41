import { setTimeout as wait } from 'node:timers/promises';
import { MovedOn, Refusal, type RefusalCode } from '#domain/errors.ts';
import { jitterMs } from '#domain/jitter.ts';

/** Refusals of decisions that only say that what was read together does not fit together any more. */
const READ_BETWEEN: readonly RefusalCode[] = ['case.changed', 'approval.changed', 'move.changed'];
const TRIES = 8;
/** All waits together stay below a second. */
const WAITS = { firstMs: 10, longestMs: 320, random: Math.random } as const;

/**
 * Reads, decides and commits; when a record has moved on in between, does so again on fresh state, at most eight times.
 * @throws the last Refusal when it kept moving, and every other error at once
 */
export async function decideAgain<T>(readDecideCommit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readDecideCommit();
    } catch (error) {
      const torn = error instanceof Refusal && READ_BETWEEN.includes(error.code);
      const movedOn = error instanceof MovedOn || torn;
      if (!movedOn || attempt === TRIES) throw error;
      await wait(jitterMs(attempt - 1, WAITS));
    }
  }
}
