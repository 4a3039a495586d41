import * as z from 'zod';
import { Refusal } from '#domain/errors.ts';

/** Connections that broke or never came about. */
const BROKEN = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
/** What AWS says to whoever asks too much at once, with a status below 500. */
const TOO_MUCH = /Throttl|TooManyRequests|LimitExceeded|ThroughputExceeded|^TimeoutError$/;
const SERVER_FAULT = 500;

/** What an SDK's error tells, after all its own tries. https://github.com/aws/aws-sdk-js-v3 (`ServiceException`) */
const SdkError = z.object({
  name: z.string(),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }),
});

/** Whether a service could not answer now: nobody said no, and it passes by itself. */
function isPassing(error: unknown): boolean {
  const parsed = SdkError.safeParse(error);
  if (!parsed.success) return false;
  const { name, code = '', $metadata } = parsed.data;
  return ($metadata.httpStatusCode ?? 0) >= SERVER_FAULT || TOO_MUCH.test(name) || BROKEN.has(code);
}

/**
 * What is said about anything that was thrown: a Refusal as it is; a service that cannot answer now is `system.busy`; anything
 * else is a defect.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(isPassing(error) ? 'system.busy' : 'system.unexpected');
}
