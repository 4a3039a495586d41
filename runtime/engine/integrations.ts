import { isObject, type Json, type JsonObject, tryParseJson } from '../asl/json.ts';
import type { Resource } from '../asl/resource.ts';
import type { Failure } from '../core/errors.ts';
import type { ServiceResponse } from './transport.ts';

/** What became of the effect of a task. */
export type Outcome =
  | { readonly kind: 'succeeded'; readonly output: Json }
  | { readonly kind: 'failed'; readonly failure: Failure };

type Answer = Extract<ServiceResponse, { ok: true }>;
type Refusal = Extract<ServiceResponse, { ok: false }>;

/** How a service is named in errors of its optimized integration: prefix of the error name, and name in the cause. */
const OPTIMIZED_NAMES: Readonly<
  Record<string, { readonly prefix: string; readonly service: string; readonly general?: string }>
> = {
  lambda: { prefix: 'Lambda', service: 'AWSLambda' },
  dynamodb: { prefix: 'DynamoDB', service: 'AmazonDynamoDBv2', general: 'AmazonDynamoDBException' },
  sqs: { prefix: 'SQS', service: 'AmazonSQS', general: 'AmazonSQSException' },
  sns: { prefix: 'SNS', service: 'AmazonSNS', general: 'AmazonSNSException' },
  events: { prefix: 'EventBridge', service: 'AmazonEventBridge', general: 'AmazonEventBridgeException' },
  s3: { prefix: 'S3', service: 'Amazon S3', general: 'AmazonS3Exception' },
  states: { prefix: 'StepFunctions', service: 'AWSStepFunctions', general: 'AWSStepFunctionsException' },
};

/** Services whose name in `aws-sdk` errors is not simply capitalized. */
const SDK_NAMES: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDb',
  eventbridge: 'EventBridge',
  secretsmanager: 'SecretsManager',
  sesv2: 'SesV2',
};

/** Codes of modeled exceptions end in Exception; the general ones of the protocol do not count as modeled. */
const UNMODELED = new Set([
  'ValidationException',
  'MissingParameter',
  'InvalidParameterValue',
  'AccessDenied',
  'ValidationError',
]);

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function withException(code: string): string {
  return code.endsWith('Exception') ? code : `${code}Exception`;
}

/** A service error as the state sees it. */
export function serviceFailure(resource: Resource, refusal: Refusal): Failure {
  const { error, message, statusCode = 400, requestId = '00000000-0000-0000-0000-000000000000' } = refusal;
  if (resource.kind === 'service' && resource.sdk) {
    const service = SDK_NAMES[resource.service] ?? capitalized(resource.service);
    const extended =
      resource.service === 's3' ? `, Extended Request ID: ${refusal.extendedRequestId ?? requestId}` : '';
    const cause = `${message} (Service: ${service}, Status Code: ${statusCode}, Request ID: ${requestId}${extended})`;
    const attempts = resource.service === 'sfn' ? ' (SDK Attempt Count: 1)' : '';
    return { error: `${service}.${withException(error)}`, cause: cause + attempts, catchable: true };
  }
  const service = resource.kind === 'service' ? resource.service : 'lambda';
  const names = OPTIMIZED_NAMES[service] ?? { prefix: capitalized(service), service: capitalized(service) };
  const name = UNMODELED.has(error) && names.general !== undefined ? names.general : withException(error);
  const cause = `${message} (Service: ${names.service}; Status Code: ${statusCode}; Error Code: ${error}; Request ID: ${requestId}; Proxy: null)`;
  return { error: `${names.prefix}.${name}`, cause, catchable: true };
}

/** `SdkHttpMetadata` and `SdkResponseMetadata`, which optimized integrations add to their output. */
function metadata(answer: Answer): JsonObject {
  const headers = answer.headers ?? {};
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amzn-RequestId'] ?? '';
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: answer.statusCode ?? 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}

/** Outcome of a call, by the form of the resource. */
export function outcomeOf(resource: Resource, response: ServiceResponse): Outcome {
  if (!response.ok) return { kind: 'failed', failure: serviceFailure(resource, response) };
  const lambda =
    resource.kind === 'lambda' ||
    (resource.kind === 'service' && !resource.sdk && resource.service === 'lambda');
  if (lambda && response.functionError !== undefined)
    return { kind: 'failed', failure: functionFailure(resource, response) };
  if (resource.kind === 'lambda') return { kind: 'succeeded', output: response.body };
  if (lambda) return { kind: 'succeeded', output: invokeOutput(response) };
  const body = isObject(response.body) ? response.body : {};
  const sdk = resource.kind === 'service' && resource.sdk;
  return { kind: 'succeeded', output: sdk ? body : { ...body, ...metadata(response) } };
}

function invokeOutput(response: Answer): Json {
  return {
    ExecutedVersion: response.headers?.['x-amz-executed-version'] ?? '$LATEST',
    Payload: response.body,
    ...metadata(response),
    StatusCode: response.statusCode ?? 200,
  };
}

/**
 * A function that failed: the error is its errorType. The cause is its error object, as the function wrote it for the
 * plain ARN form, written anew without blanks for `lambda:invoke`.
 */
function functionFailure(resource: Resource, response: Answer): Failure {
  const body =
    typeof response.body === 'string' ? (tryParseJson(response.body) ?? response.body) : response.body;
  const type = isObject(body) && typeof body['errorType'] === 'string' ? body['errorType'] : 'Lambda.Unknown';
  const cause =
    resource.kind === 'lambda' && response.text !== undefined ? response.text : JSON.stringify(body);
  return { error: type, cause, catchable: true };
}
