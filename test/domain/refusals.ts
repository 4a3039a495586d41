import { Refusal, type RefusalCode } from '#domain/errors.ts';

/** The code of the refusal that `act` throws; anything else fails the test. */
export function thrownCode(act: () => unknown): RefusalCode {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  throw new Error('expected a refusal');
}
