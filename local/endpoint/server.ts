/** The host's AWS endpoint: one loopback HTTP port that every SDK reaches by AWS_ENDPOINT_URL. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Principal } from '#local/iam/evaluate.ts';
import { messageOf } from '#local/json.ts';
import { type AwsAnswer, AwsFault, type AwsRequest } from '#local/service.ts';
import type { KeyRing } from './dispatcher.ts';

export type Endpoint = { readonly url: string; close(): Promise<void> };

export type EndpointOptions = {
  readonly keys: KeyRing;
  /** Serves a call of a known caller; throws an AwsFault. */
  readonly call: (principal: Principal, service: string, request: AwsRequest) => Promise<AwsAnswer>;
  /** Answers an unsigned CORS preflight. */
  readonly preflight: (request: AwsRequest) => Promise<AwsAnswer>;
  /** Epoch milliseconds of the host's clock, for the Date header. */
  readonly now: () => number;
  readonly log: (message: string) => void;
};

/** Opens the endpoint on an ephemeral loopback port. */
export async function openEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const server = createServer((incoming, response) => {
    answer(incoming, response, options).catch((error: unknown) => {
      options.log(`AWS endpoint: ${messageOf(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', opened);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the AWS endpoint has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** The scope that a signature names: who signed, for which service. */
type Signed = { readonly accessKeyId: string; readonly service: string };

/** AWS: "Signature Version 4": `Credential=KEY/date/region/service/aws4_request`, in the header or a presigned query. */
function readSignature(request: AwsRequest): Signed {
  const header = /Credential=([^,\s]+)/.exec(request.headers['authorization'] ?? '')?.[1];
  const [accessKeyId, , , service] = (header ?? request.query.get('X-Amz-Credential') ?? '').split('/');
  if (accessKeyId === undefined || service === undefined) {
    throw new AwsFault('MissingAuthenticationToken', 'Missing Authentication Token', 403);
  }
  return { accessKeyId, service };
}

async function readRequest(incoming: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const url = new URL(incoming.url ?? '/', 'http://endpoint');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  const body = Buffer.concat(chunks);
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, headers, body };
}

/** A fault in the form in which the service's own SDK reads it. */
export function faultAnswer(service: string, fault: AwsFault): AwsAnswer {
  if (service === 's3') {
    const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${fault.code}</Code><Message>${escaped(fault.message)}</Message></Error>`;
    return { status: fault.status, headers: { 'content-type': 'application/xml' }, body };
  }
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': fault.code };
  const { code, message } = fault;
  return { status: fault.status, headers, body: JSON.stringify({ __type: code, message, Message: message }) };
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: EndpointOptions,
): Promise<void> {
  let service = '';
  let outcome: AwsAnswer;
  try {
    const request = await readRequest(incoming);
    if (request.method === 'OPTIONS') {
      service = 's3';
      outcome = await options.preflight(request);
    } else {
      const signed = readSignature(request);
      service = signed.service;
      outcome = await options.call(options.keys.principalOf(signed.accessKeyId), service, request);
    }
  } catch (error) {
    if (!(error instanceof AwsFault))
      options.log(`${service}: ${error instanceof Error ? error.stack : error}`);
    const fault =
      error instanceof AwsFault ? error : new AwsFault('InternalServerError', messageOf(error), 500);
    outcome = faultAnswer(service, fault);
  }
  response.writeHead(outcome.status, {
    'x-amzn-requestid': randomUUID(),
    date: new Date(options.now()).toUTCString(),
    ...outcome.headers,
    'content-length': Buffer.byteLength(outcome.body),
  });
  response.end(outcome.body);
}
