/** The host's AWS endpoint: one loopback HTTP port that every SDK reaches by AWS_ENDPOINT_URL. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Principal } from '#local/iam/evaluate.ts';
import { messageOf } from '#local/json.ts';
import { type AwsAnswer, AwsFault, type AwsRequest } from '#local/service.ts';
import type { KeyRing } from './dispatcher.ts';
import { assertSigned } from './signature.ts';

export type Endpoint = {
  readonly url: string;
  /** Answers what comes by the public port (a browser with a presigned URL): only what its signature holds for. */
  answerSigned(request: Request): Promise<Response>;
  close(): Promise<void>;
};

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
    answerSigned: async (request) => answerSigned(request, options),
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

/** Serves one call, whoever makes it; never throws. */
async function served(
  read: () => Promise<AwsRequest> | AwsRequest,
  options: EndpointOptions,
  verified: 'verified' | 'trusted',
): Promise<AwsAnswer> {
  let service = '';
  try {
    const request = await read();
    if (request.method === 'OPTIONS') {
      service = 's3';
      return await options.preflight(request);
    }
    const signed = readSignature(request);
    service = signed.service;
    const principal = options.keys.principalOf(signed.accessKeyId);
    if (verified === 'verified' || request.query.has('X-Amz-Signature')) {
      assertSigned(request, options.keys.secretOf(signed.accessKeyId), options.now());
    }
    return await options.call(principal, service, request);
  } catch (error) {
    if (!(error instanceof AwsFault))
      options.log(`${service}: ${error instanceof Error ? error.stack : error}`);
    const fault =
      error instanceof AwsFault ? error : new AwsFault('InternalServerError', messageOf(error), 500);
    return faultAnswer(service, fault);
  }
}

/** The body of an upload is at most what its signature names, so it is read whole. */
async function answerSigned(request: Request, options: EndpointOptions): Promise<Response> {
  const { pathname: path, searchParams: query } = new URL(request.url);
  const { method } = request;
  const headers = Object.fromEntries(request.headers);
  const body = Buffer.from(await request.arrayBuffer());
  const outcome = await served(() => ({ method, path, query, headers, body }), options, 'verified');
  const bodiless = [204, 304].includes(outcome.status) || method === 'HEAD';
  return new Response(bodiless ? null : new Uint8Array(Buffer.from(outcome.body)), {
    status: outcome.status,
    headers: { ...outcome.headers },
  });
}

async function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  options: EndpointOptions,
): Promise<void> {
  const outcome = await served(async () => readRequest(incoming), options, 'trusted');
  response.writeHead(outcome.status, {
    'x-amzn-requestid': randomUUID(),
    date: new Date(options.now()).toUTCString(),
    ...outcome.headers,
    'content-length': Buffer.byteLength(outcome.body),
  });
  response.end(outcome.body);
}
