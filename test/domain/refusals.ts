import { Refusal, type RefusalCode } from '#domain/errors.ts';

/** The refusal that `act` throws; anything else fails the test. */
export function thrown(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

export function thrownCode(act: () => unknown): RefusalCode {
  return thrown(act).code;
}
