import type { Json } from '../asl/json.ts';

/**
 * The error names that the language reserves (States Language, appendix A, and the Step Functions guide), each with
 * what `Retry` and `Catch` may do with it:
 * - `matchedByAll`: `States.ALL` matches it; - `catchable`: a retrier or catcher may name it at all.
 */
export const RESERVED_ERRORS = {
  'States.ALL': { catchable: true, matchedByAll: true },
  'States.BranchFailed': { catchable: true, matchedByAll: true },
  'States.DataLimitExceeded': { catchable: true, matchedByAll: true },
  'States.ExceedToleratedFailureThreshold': { catchable: true, matchedByAll: true },
  'States.HeartbeatTimeout': { catchable: true, matchedByAll: true },
  'States.Http.Socket': { catchable: true, matchedByAll: true },
  'States.IntrinsicFailure': { catchable: true, matchedByAll: true },
  'States.ItemReaderFailed': { catchable: true, matchedByAll: true },
  'States.NoChoiceMatched': { catchable: true, matchedByAll: true },
  'States.ParameterPathFailure': { catchable: true, matchedByAll: true },
  'States.Permissions': { catchable: true, matchedByAll: true },
  'States.QueryEvaluationError': { catchable: true, matchedByAll: true },
  'States.ReferencePathConflict': { catchable: true, matchedByAll: true },
  'States.ResultPathMatchFailure': { catchable: true, matchedByAll: true },
  'States.ResultWriterFailed': { catchable: true, matchedByAll: true },
  'States.Runtime': { catchable: false, matchedByAll: false },
  'States.TaskFailed': { catchable: true, matchedByAll: true },
  'States.Timeout': { catchable: true, matchedByAll: true },
} as const;

export type ReservedError = keyof typeof RESERVED_ERRORS;

/** What went wrong in a state, as `Catch` sees it and as the history records it. */
export type Failure = {
  /** Error name; absent when a Fail state gave none. */
  readonly error?: string;
  readonly cause?: string;
  /** False for what ends the execution whatever Retry and Catch say. */
  readonly catchable: boolean;
  /** Second name that Retry and Catch may know it by: a missed heartbeat is also `States.HeartbeatTimeout`. */
  readonly also?: string;
};

/**
 * A failure while a state is interpreted. Thrown inside the core only and turned into a {@link Failure} (Retry, Catch,
 * or the end of the branch) at the one place that runs a state.
 */
export class StateError extends Error {
  readonly failure: Failure;
  /** For a failed JSONata evaluation: the field, e.g. `Output/total`; `undefined` where AWS names none. */
  readonly location: string | undefined;
  /** Whether the history gets an `EvaluationFailed` event for it. */
  readonly evaluation: boolean;

  constructor(failure: Failure, evaluation?: { location?: string | undefined }) {
    super(failure.cause ?? failure.error ?? 'failed');
    this.name = 'StateError';
    this.failure = failure;
    this.location = evaluation?.location;
    this.evaluation = evaluation !== undefined;
  }
}

/** `States.Runtime`: cannot be caught, ends the execution. */
export function runtimeError(cause: string): StateError {
  return new StateError({ error: 'States.Runtime', cause, catchable: false });
}

/** `States.QueryEvaluationError` of a JSONata field. */
export function evaluationError(cause: string, location: string | undefined): StateError {
  return new StateError({ error: 'States.QueryEvaluationError', cause, catchable: true }, { location });
}

export function failure(error: ReservedError, cause: string | undefined): Failure {
  const catchable = RESERVED_ERRORS[error].catchable;
  return cause === undefined ? { error, catchable } : { error, cause, catchable };
}

/** The error output that Catch puts into the state output: `{Error, Cause}`, null where there is none (a time-out's is empty). */
export function errorOutput(f: Failure): { readonly [key: string]: Json } {
  return { Error: f.error ?? null, Cause: f.cause ?? (f.error === 'States.Timeout' ? '' : null) };
}

/** Details of a failure as events carry them: each only where there is one. */
export function failureDetails(f: Failure): { readonly [key: string]: Json } {
  return {
    ...(f.error === undefined ? {} : { error: f.error }),
    ...(f.cause === undefined ? {} : { cause: f.cause }),
  };
}
