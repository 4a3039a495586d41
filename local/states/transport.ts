/** How a Task state reaches another service: the same way as an SDK call, with the rights of the machine's role. */

import type { Dispatcher } from '#local/endpoint/dispatcher.ts';
import { unescapeXml } from '#local/http/aws-answers.ts';
import type { Principal } from '#local/iam/evaluate.ts';
import { isJsonObject, type Json, type JsonObject, parseJson, textAt } from '#local/json.ts';
import { jsonRequest, lambdaRequest } from '#local/lambda/destinations.ts';
import { type AwsAnswer, AwsFault, type AwsRequest } from '#local/service.ts';

/** One call of a Task state. `service` and `action` as in the ASL resource: `lambda` `invoke`, `dynamodb` `putItem`. */
export type TaskCall = {
  readonly service: string;
  readonly action: string;
  readonly roleArn: string;
  readonly body: Json;
};

/** What comes back. `functionError` is set when a function threw: `body` is then its error object. */
export type TaskAnswer =
  | {
      readonly ok: true;
      readonly body: Json;
      /** A function's payload as it was written. */
      readonly text?: string;
      /** An object of S3 as it is stored. */
      readonly bytes?: Uint8Array;
      readonly functionError?: string;
      readonly statusCode?: number;
    }
  | { readonly ok: false; readonly error: string; readonly message: string; readonly statusCode?: number };

/** Services that take a JSON body and name the operation in a header; sfn is the SDK's name of states. */
const targets: Readonly<
  Record<string, { readonly service: string; readonly prefix: string; readonly type?: string }>
> = {
  dynamodb: { service: 'dynamodb', prefix: 'DynamoDB_20120810' },
  sqs: { service: 'sqs', prefix: 'AmazonSQS' },
  states: { service: 'states', prefix: 'AWSStepFunctions' },
  sfn: { service: 'states', prefix: 'AWSStepFunctions' },
  events: { service: 'events', prefix: 'AWSEvents', type: 'application/x-amz-json-1.1' },
  eventbridge: { service: 'events', prefix: 'AWSEvents', type: 'application/x-amz-json-1.1' },
};

type Prepared = { readonly service: string; readonly request: AwsRequest };

const pascal = (action: string): string => action.slice(0, 1).toUpperCase() + action.slice(1);

function prepareObject(action: string, body: JsonObject): Prepared {
  const bucket = textAt(body, 'Bucket') ?? '';
  const key = (textAt(body, 'Key') ?? '').split('/').map(encodeURIComponent).join('/');
  const query = new URLSearchParams();
  const empty = { headers: {}, query, body: Buffer.alloc(0) };
  switch (action) {
    case 'getObject':
      return { service: 's3', request: { method: 'GET', path: `/${bucket}/${key}`, ...empty } };
    case 'putObject': {
      const content = body['Body'] ?? '';
      const text = typeof content === 'string' ? content : JSON.stringify(content);
      const headers = { 'content-type': textAt(body, 'ContentType') ?? 'application/json' };
      return {
        service: 's3',
        request: { method: 'PUT', path: `/${bucket}/${key}`, query, headers, body: Buffer.from(text) },
      };
    }
    case 'listObjectsV2': {
      query.set('list-type', '2');
      for (const [name, parameter] of [
        ['Prefix', 'prefix'],
        ['ContinuationToken', 'continuation-token'],
      ] as const) {
        const value = textAt(body, name);
        if (value !== undefined) query.set(parameter, value);
      }
      return { service: 's3', request: { method: 'GET', path: `/${bucket}`, ...empty } };
    }
    default:
      throw new AwsFault(
        'UnknownOperationException',
        `the host cannot reach s3:${action} from a state machine`,
      );
  }
}

function prepare(call: TaskCall): Prepared {
  const body = isJsonObject(call.body) ? call.body : {};
  if (call.service === 'lambda' && call.action === 'invoke') {
    const qualifier = textAt(body, 'Qualifier');
    const target = `${textAt(body, 'FunctionName') ?? ''}${qualifier === undefined ? '' : `:${qualifier}`}`;
    const text = JSON.stringify(body['Payload'] ?? {});
    return { service: 'lambda', request: lambdaRequest(target, text, textAt(body, 'InvocationType')) };
  }
  if (call.service === 's3') return prepareObject(call.action, body);
  if (call.service === 'sesv2' && call.action === 'sendEmail') {
    const request = { ...jsonRequest('', body, 'application/json'), path: '/v2/email/outbound-emails' };
    return { service: 'ses', request };
  }
  const target = targets[call.service];
  if (target === undefined) {
    throw new AwsFault(
      'UnknownOperationException',
      `the host cannot reach ${call.service}:${call.action} from a state machine`,
    );
  }
  return {
    service: target.service,
    request: jsonRequest(`${target.prefix}.${pascal(call.action)}`, body, target.type),
  };
}

function readAnswer(call: TaskCall, answer: AwsAnswer): TaskAnswer {
  if (call.service === 's3') return readObjectAnswer(call, answer);
  const text = answer.body.toString();
  if (call.service === 'lambda') {
    const body = text === '' ? null : parseJson(text, 'the answer of the function');
    const functionError = answer.headers?.['x-amz-function-error'];
    const failed = functionError === undefined ? {} : { functionError };
    return { ok: true, body, text, statusCode: answer.status, ...failed };
  }
  const body = text === '' ? {} : parseJson(text, `the answer to ${call.service}:${call.action}`);
  if (answer.status < 300) return { ok: true, body };
  const error = isJsonObject(body) ? body : {};
  const code = (textAt(error, '__type') ?? answer.headers?.['x-amzn-errortype'] ?? 'UnknownError').replace(
    /^.*#/,
    '',
  );
  const message = textAt(error, 'message') ?? textAt(error, 'Message') ?? code;
  return { ok: false, error: code, message, statusCode: answer.status };
}

function tagIn(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : unescapeXml(found);
}

function readObjectAnswer(call: TaskCall, answer: AwsAnswer): TaskAnswer {
  const bytes = Buffer.from(answer.body);
  const text = bytes.toString();
  const tag = (name: string): string | undefined => tagIn(text, name);
  if (answer.status >= 300) {
    return { ok: false, error: tag('Code') ?? 'S3Exception', message: tag('Message') ?? text };
  }
  if (call.action === 'getObject')
    return { ok: true, body: { Body: text, ContentLength: bytes.length }, bytes };
  if (call.action === 'putObject') return { ok: true, body: { ETag: answer.headers?.['etag'] ?? '' } };
  const contents = [...text.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    Etag: tagIn(entry, 'ETag') ?? '',
    Key: tagIn(entry, 'Key') ?? '',
    LastModified: tagIn(entry, 'LastModified') ?? '',
    Size: Number(tagIn(entry, 'Size') ?? 0),
    StorageClass: tagIn(entry, 'StorageClass') ?? 'STANDARD',
  }));
  const next = tag('NextContinuationToken');
  return {
    ok: true,
    body: { Contents: contents, ...(next === undefined ? {} : { NextContinuationToken: next }) },
  };
}

/** The engine's transport over the host's dispatcher. Never throws: a refusal is an answer that the machine can catch. */
export function createTransport(
  dispatcher: Dispatcher,
  principalOf: (roleArn: string) => Principal,
): { call(call: TaskCall): Promise<TaskAnswer> } {
  return {
    call: async (call) => {
      try {
        const { service, request } = prepare(call);
        return readAnswer(call, await dispatcher.call(principalOf(call.roleArn), service, request));
      } catch (error) {
        if (!(error instanceof AwsFault)) throw error;
        return { ok: false, error: error.code, message: error.message, statusCode: error.status };
      }
    },
  };
}
