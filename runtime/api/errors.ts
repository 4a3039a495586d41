/** HTTP status of each error of the API (API reference); everything else is 400. */
const STATUSES: Readonly<Record<string, number>> = {
  InternalServerError: 500,
  ServiceUnavailable: 503,
  UnrecognizedClientException: 403,
  AccessDeniedException: 403,
};

/** An error that the API answers: the code and message that AWS uses. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  /** Further members of the answer, e.g. `reason` of a ValidationException. */
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = STATUSES[code] ?? 400;
    this.details = details;
  }
}

export function notFound(kind: 'StateMachine' | 'Execution' | 'Activity', arn: string): ApiError {
  const words = { StateMachine: 'State Machine', Execution: 'Execution', Activity: 'Activity' }[kind];
  return new ApiError(`${kind}DoesNotExist`, `${words} Does Not Exist: '${arn}'`);
}

export function invalidArn(arn: string): ApiError {
  const express = arn.split(':')[5] === 'express';
  const what = express ? 'Resource type not valid in this context: express' : arn;
  return new ApiError('InvalidArn', `Invalid Arn: '${what}'`);
}
