import { Refusal, type RefusalCode } from '#domain/errors.ts';

/** Refusals that only say that somebody else wrote first: on fresh state the answer may be another. */
const MOVED_ON: readonly RefusalCode[] = ['case.changed', 'approval.changed', 'move.changed'];
const TRIES = 3;

/**
 * Reads, decides and commits; when a record has moved on in between, does so again on fresh state, at most three times.
 * @throws the last Refusal when it kept moving, and every other error at once
 */
export async function decideAgain<T>(readDecideCommit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readDecideCommit();
    } catch (error) {
      const movedOn = error instanceof Refusal && MOVED_ON.includes(error.code);
      if (!movedOn || attempt === TRIES) throw error;
    }
  }
}
