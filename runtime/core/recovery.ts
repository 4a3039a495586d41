import type { RecoverableState, Retrier, State } from '../asl/machine.ts';
import type { Failure } from './errors.ts';

/** Whether `ErrorEquals` names the failure (States Language, "Errors"). */
export function matches(names: readonly string[], failure: Failure): boolean {
  if (!failure.catchable) return false;
  return names.some((name) => {
    if (name === 'States.ALL') return true;
    if (name === 'States.TaskFailed') return failure.error !== 'States.Timeout';
    return name === failure.error || (failure.also !== undefined && name === failure.also);
  });
}

export function isRecoverable(state: State): state is RecoverableState {
  return state.type === 'Task' || state.type === 'Parallel' || state.type === 'Map';
}

/** Seconds until attempt number `used + 1` of a retrier (States Language, "Retrying after error"). */
export function backoffSeconds(retrier: Retrier, used: number, random: () => number): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** used;
  const capped = Math.min(grown, retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY, MAX_DELAY_SECONDS);
  return retrier.jitter === 'FULL' ? random() * capped : capped;
}

/** A year and a day: nothing waits longer than an execution may live. */
const MAX_DELAY_SECONDS = 31_622_400;

export type Recovery =
  | {
      readonly kind: 'retry';
      readonly index: number;
      readonly retries: readonly number[];
      readonly delayMs: number;
    }
  | { readonly kind: 'catch'; readonly index: number }
  | { readonly kind: 'none' };

/** What becomes of a failed state: another attempt, a catcher, or nothing. `retries` counts attempts per retrier. */
export function recover(
  state: State,
  failure: Failure,
  attempts: { retries: readonly number[]; random: () => number },
): Recovery {
  if (!isRecoverable(state)) return { kind: 'none' };
  const index = state.retry.findIndex((r) => matches(r.errors, failure));
  const retrier = state.retry[index];
  const used = attempts.retries[index] ?? 0;
  if (retrier !== undefined && used < retrier.maxAttempts) {
    const retries = state.retry.map((_, i) => (attempts.retries[i] ?? 0) + (i === index ? 1 : 0));
    const delayMs = Math.round(backoffSeconds(retrier, used, attempts.random) * 1000);
    return { kind: 'retry', index, retries, delayMs };
  }
  const catcher = state.catch.findIndex((c) => matches(c.errors, failure));
  return catcher >= 0 ? { kind: 'catch', index: catcher } : { kind: 'none' };
}
