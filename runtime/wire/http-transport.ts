import { isObject, type Json, tryParseJson } from '../asl/json.ts';
import type { ServiceRequest, ServiceResponse, Transport } from '../engine/transport.ts';

export type HttpTransportOptions = {
  /** Base URL of a service, by its name in lower case; `undefined` where there is none. */
  readonly endpoint: (service: string) => string | undefined;
  readonly accountId: string;
  readonly region: string;
};

/** Calls services at the URLs that `AWS_ENDPOINT_URL_…` names. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  return {
    call: async (request): Promise<ServiceResponse> => {
      const base = options.endpoint(request.service.toLowerCase());
      if (base === undefined) {
        const message = `No endpoint is set for '${request.service}': set AWS_ENDPOINT_URL_${request.service.toUpperCase()} or AWS_ENDPOINT_URL`;
        return { ok: false, error: 'EndpointNotConfigured', message };
      }
      if (request.service !== 'lambda' || request.action !== 'invoke') return notSupported(request);
      return invoke(base, request);
    },
  };
}

function notSupported(request: ServiceRequest): ServiceResponse {
  return {
    ok: false,
    error: 'NotSupported',
    message: `${request.service}:${request.action} is not supported`,
  };
}

function headersOf(response: Response): { [name: string]: string } {
  return Object.fromEntries(response.headers.entries());
}

async function invoke(base: string, request: ServiceRequest): Promise<ServiceResponse> {
  const body = isObject(request.body) ? request.body : {};
  const name = typeof body['FunctionName'] === 'string' ? body['FunctionName'] : '';
  const qualifier =
    typeof body['Qualifier'] === 'string' ? `?Qualifier=${encodeURIComponent(body['Qualifier'])}` : '';
  const type = typeof body['InvocationType'] === 'string' ? body['InvocationType'] : 'RequestResponse';
  const response = await fetch(
    `${base}/2015-03-31/functions/${encodeURIComponent(name)}/invocations${qualifier}`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-amz-invocation-type': type },
      // a payload of null counts as none
      body:
        body['Payload'] === undefined || body['Payload'] === null ? '{}' : JSON.stringify(body['Payload']),
    },
  );
  const text = await response.text();
  const headers = headersOf(response);
  const payload: Json = text === '' ? null : (tryParseJson(text) ?? text);
  if (!response.ok) {
    const message = isObject(payload) ? (messageOf(payload) ?? text) : text;
    return {
      ok: false,
      error: (headers['x-amzn-errortype'] ?? 'ServiceException').split(':')[0] ?? 'ServiceException',
      message: unqualified(message),
      statusCode: response.status,
      requestId: headers['x-amzn-requestid'] ?? crypto.randomUUID(),
    };
  }
  const functionError = headers['x-amz-function-error'];
  return {
    ok: true,
    body: payload,
    text,
    headers,
    statusCode: response.status,
    ...(functionError === undefined ? {} : { functionError }),
  };
}

function messageOf(payload: Json): string | undefined {
  const message = isObject(payload) ? (payload['Message'] ?? payload['message']) : undefined;
  return typeof message === 'string' ? message : undefined;
}

/** Step Functions asks for `$LATEST` where no qualifier is given, and the service names it in its answer. */
function unqualified(message: string): string {
  return /^Function not found: arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+$/.test(message)
    ? `${message}:$LATEST`
    : message;
}
