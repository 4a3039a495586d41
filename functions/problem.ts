import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { FieldProblem } from '#domain/errors.ts';
import { sayField, sayRefusal } from '#domain/messages.ts';
import type { Locale } from '#domain/text.ts';
import { problemType } from './api/problem.ts';
import { logger } from './boundary.ts';
import { failureCode } from './failure-code.ts';
import { refusalOf } from './passing.ts';

/** Headers of every answer of the API. */
export const API_HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

export type Failed = {
  readonly error: unknown;
  readonly locale: Locale;
  /** Path of the request. */
  readonly instance: string;
  readonly requestId: string;
};

function describeField(locale: Locale, field: FieldProblem) {
  const { path, code } = field;
  return { path, code, message: sayField(locale, field) };
}

/**
 * The answer to a request that failed (RFC 9457): a Refusal under its own status and code; a service that cannot answer now is
 * `system.busy`; anything else is a defect, which leaves as `system.unexpected` with a code that stands in the log beside the error itself.
 */
export function problemOf({ error, locale, instance, requestId }: Failed): APIGatewayProxyStructuredResultV2 {
  const refusal = refusalOf(error);
  const { code, status, details, fields, citations } = refusal;
  const errorCode = status >= 500 ? { errorCode: failureCode(status, requestId) } : {};
  if (status >= 500) {
    logger.error('request failed', { ...errorCode, error: error instanceof Error ? error : String(error) });
  } else {
    logger.info('request refused', { refusal: code, status });
  }
  const problem = {
    type: problemType(code),
    title: sayRefusal(locale, { code }),
    status,
    detail: sayRefusal(locale, { code, details }),
    code,
    instance,
    ...errorCode,
    ...(fields.length === 0 ? {} : { fields: fields.map((field) => describeField(locale, field)) }),
    ...(citations.length === 0
      ? {}
      : { citations: citations.map(({ title, ...cited }) => ({ ...cited, title: title[locale] })) }),
  };
  return {
    statusCode: status,
    headers: {
      ...API_HEADERS,
      'Content-Type': 'application/problem+json',
      'Content-Language': locale,
      ...(status === 503 ? { 'Retry-After': '2' } : {}),
    },
    body: JSON.stringify(problem),
  };
}
