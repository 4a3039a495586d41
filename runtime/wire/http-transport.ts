import { isObject, type Json, tryParseJson } from '../asl/json.ts';
import type { ServiceRequest, ServiceResponse, Transport } from '../engine/transport.ts';
import { decodeAnswer } from './answers.ts';
import { encodeCall, type HttpAnswer, type HttpCall, SERVICES, signingName } from './protocols.ts';
import { type Credentials, sign } from './sigv4.ts';

export type HttpTransportOptions = {
  /** Base URL of a service, by its name in lower case; `undefined` where there is none. */
  readonly endpoint: (service: string) => string | undefined;
  readonly accountId: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Epoch ms, for signatures. */
  readonly now: () => number;
};

/** Calls services at the URLs that `AWS_ENDPOINT_URL_…` names, each by its own protocol. */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  return {
    call: async (request): Promise<ServiceResponse> => {
      const name = request.service.toLowerCase();
      const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
      const base =
        options.endpoint(name) ?? options.endpoint(service === undefined ? name : signingName(name, service));
      if (base === undefined) {
        const message = `No endpoint is set for '${name}': set AWS_ENDPOINT_URL_${name.toUpperCase()} or AWS_ENDPOINT_URL`;
        return { ok: false, error: 'EndpointNotConfigured', message };
      }
      const http = new HttpClient(options, base, service === undefined ? name : signingName(name, service));
      if (name === 'lambda' && request.action === 'invoke') return invoke(http, request);
      const body = isObject(request.body) ? request.body : {};
      const call = service === undefined ? undefined : encodeCall(service, request.action, body);
      if (service === undefined || call === undefined) {
        return {
          ok: false,
          error: 'NotSupported',
          message: `${request.service}:${request.action} is not supported by this transport`,
        };
      }
      return decodeAnswer(service, request.action, await http.send(call));
    },
  };
}

class HttpClient {
  readonly #options: HttpTransportOptions;
  readonly #base: string;
  readonly #service: string;

  constructor(options: HttpTransportOptions, base: string, service: string) {
    this.#options = options;
    this.#base = base;
    this.#service = service;
  }

  async send(call: HttpCall): Promise<HttpAnswer> {
    const url = new URL(this.#base.replace(/\/$/, '') + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value);
    const { credentials, region, now } = this.#options;
    const signed = sign(
      { method: call.method, url, headers: call.headers, body: call.body },
      { credentials, region, service: this.#service, now: now() },
    );
    const { host: _host, ...headers } = signed;
    const bodiless = call.method === 'GET' || call.method === 'HEAD';
    const response = await fetch(url, {
      method: call.method,
      headers,
      ...(bodiless ? {} : { body: call.body }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers.entries()),
      text: new TextDecoder().decode(bytes),
      bytes,
    };
  }
}

async function invoke(http: HttpClient, request: ServiceRequest): Promise<ServiceResponse> {
  const body = isObject(request.body) ? request.body : {};
  const name = typeof body['FunctionName'] === 'string' ? body['FunctionName'] : '';
  const qualifier = body['Qualifier'];
  const type = typeof body['InvocationType'] === 'string' ? body['InvocationType'] : 'RequestResponse';
  const { status, headers, text } = await http.send({
    method: 'POST',
    path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
    ...(typeof qualifier === 'string' ? { query: { Qualifier: qualifier } } : {}),
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': type },
    // a payload of null counts as none
    body: body['Payload'] === undefined || body['Payload'] === null ? '{}' : JSON.stringify(body['Payload']),
  });
  const payload: Json = text === '' ? null : (tryParseJson(text) ?? text);
  if (status >= 400) {
    return {
      ok: false,
      error: (headers['x-amzn-errortype'] ?? 'ServiceException').split(':')[0] ?? 'ServiceException',
      message: qualified(messageOf(payload) ?? text),
      statusCode: status,
      requestId: headers['x-amzn-requestid'] ?? crypto.randomUUID(),
    };
  }
  const functionError = headers['x-amz-function-error'];
  return {
    ok: true,
    body: payload,
    text,
    headers,
    statusCode: status,
    ...(functionError === undefined ? {} : { functionError }),
  };
}

function messageOf(payload: Json): string | undefined {
  const message = isObject(payload) ? (payload['Message'] ?? payload['message']) : undefined;
  return typeof message === 'string' ? message : undefined;
}

/** Step Functions asks for `$LATEST` where no qualifier is given, and the service names it in its answer. */
function qualified(message: string): string {
  return /^Function not found: arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+$/.test(message)
    ? `${message}:$LATEST`
    : message;
}
