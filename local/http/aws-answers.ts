/** How AWS services put answers and errors on the wire, and how the stand-ins read a JSON operation. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { AwsAnswer, AwsRequest, IntendedAction } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

/** Where the host pretends to be. */
export type AwsPlace = { readonly region: string; readonly accountId: string };

export function jsonAnswer(body: unknown, status = 200, contentType = 'application/json'): AwsAnswer {
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  };
}

/** An error as all of AWS's JSON protocols (1.0, 1.1, REST) say it: `__type` in the body, the same in a header. */
export function jsonFault(fault: AwsFault): AwsAnswer {
  const answer = jsonAnswer({ __type: fault.code, message: fault.message }, fault.status);
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': fault.code } };
}

export function escapeXml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  };
  return text.replace(/[&<>"]/g, (mark) => entities[mark] ?? mark);
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The text that {@link escapeXml} wrote. */
export function unescapeXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => characters[name] ?? '');
}

/** An error as S3 says it. `resource` is the path that was asked for. */
export function xmlFault(fault: AwsFault, resource: string): AwsAnswer {
  const requestId = randomUUID();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${escapeXml(fault.code)}</Code><Message>${escapeXml(
    fault.message,
  )}</Message><Resource>${escapeXml(resource)}</Resource><RequestId>${requestId}</RequestId></Error>`;
  return {
    status: fault.status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body,
  };
}

/** Parses a JSON body by a schema. Throws `faultCode` with what does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, body: Buffer, faultCode: string): T {
  let value: unknown;
  try {
    value = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsFault('SerializationException', 'The request body is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AwsFault(faultCode, z.prettifyError(parsed.error));
  return parsed.data;
}

/** One operation of a JSON 1.0 or 1.1 service: what it needs of IAM, and what it does. */
export type JsonOperation = {
  intent(body: Buffer): readonly IntendedAction[];
  run(body: Buffer): Promise<unknown>;
};

/** Ties an operation to the schema of its input, so that both of its halves get the parsed input. */
export function jsonOperation<T>(
  schema: z.ZodType<T>,
  faultCode: string,
  halves: {
    readonly intent: (input: T) => readonly IntendedAction[];
    readonly run: (input: T) => unknown;
  },
): JsonOperation {
  return {
    intent: (body) => halves.intent(parseBody(schema, body, faultCode)),
    run: async (body) => await halves.run(parseBody(schema, body, faultCode)),
  };
}

/** The operation that the `X-Amz-Target` header names of a service: `StartExecution` of `AWSStepFunctions.StartExecution`. */
export function operationOf(request: AwsRequest, service: string): string {
  const [prefix, operation] = (request.headers['x-amz-target'] ?? '').split('.');
  if (prefix !== service || operation === undefined) {
    throw new AwsFault(
      'UnknownOperationException',
      `the host does not offer ${prefix ?? ''}.${operation ?? ''}`,
    );
  }
  return operation;
}

/** Finds the operation that the `X-Amz-Target` header names (`AmazonSQS.SendMessage`). */
export function targetedOperation(
  operations: Readonly<Record<string, JsonOperation>>,
  request: AwsRequest,
): JsonOperation {
  const name = request.headers['x-amz-target']?.split('.').at(-1) ?? '';
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined) {
    throw new AwsFault('UnknownOperationException', `The local host does not know the operation ${name}`);
  }
  return operation;
}

/** Runs a handler; an AwsFault becomes the answer that `format` makes of it, anything else goes on up. */
export async function answering(
  handler: () => Promise<AwsAnswer>,
  format: (fault: AwsFault) => AwsAnswer,
): Promise<AwsAnswer> {
  try {
    return await handler();
  } catch (error) {
    if (error instanceof AwsFault) return format(error);
    throw error;
  }
}
