/**
 * An HTTP API of Amazon API Gateway: routes, JWT authorizer, CORS, Lambda proxy integration.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 *
 * Its own errors have API Gateway's bodies (`{"message":"Not Found"}`), because the product meets the same at AWS.
 * A HEAD request needs a route of its own (or ANY), as at AWS. Not here: throttling, access logs, custom domains.
 */
import { randomUUID } from 'node:crypto';
import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod';
import type { ApiDefinition, ApiRoute, CorsRules } from '#local/http/api-definition.ts';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import type { AcceptedToken } from '#local/http/payload.ts';
import { answerOf, eventOf } from '#local/http/payload.ts';
import { matchRoute } from '#local/http/routes.ts';
import { TIMED_OUT } from '#local/lambda/worker.ts';
import type { HostClock, InvokeFunction } from '#local/service.ts';

/** Who stands locally for an issuer that the template names: the `iss` of its tokens, and its public keys. */
export type LocalIssuer = { readonly issuer: string; readonly keys: JSONWebKeySet };

export type GatewayOptions = {
  readonly api: ApiDefinition;
  readonly place: AwsPlace;
  readonly clock: HostClock;
  readonly invoke: InvokeFunction;
  /** Undefined for an issuer that nobody stands for: its tokens are refused. */
  issuerFor(issuer: string): LocalIssuer | undefined;
  /** Address of the caller; `127.0.0.1` unless given. */
  sourceIp?(request: Request): string;
};

/** 10 MB, the quota of HTTP APIs that nobody can raise. */
const LARGEST_BODY = 10 * 1024 * 1024;

function plain(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ message }, { status, headers });
}

function allowedOrigin(cors: CorsRules, origin: string): string | undefined {
  const fits = cors.allowOrigins.some(
    (allowed) =>
      allowed === '*' ||
      allowed === origin ||
      (/^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1))),
  );
  if (!fits) return undefined;
  return cors.allowOrigins.includes('*') && !cors.allowCredentials ? '*' : origin;
}

/** API Gateway writes the CORS headers itself and drops the function's own. */
function withCors(answer: Response, cors: CorsRules, origin: string | null): Response {
  const headers = new Headers(answer.headers);
  const own = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
  for (const name of own) headers.delete(name);
  const allowed = origin === null ? undefined : allowedOrigin(cors, origin);
  if (allowed !== undefined) {
    headers.set('access-control-allow-origin', allowed);
    if (allowed !== '*') headers.append('vary', 'origin');
    if (cors.allowCredentials) headers.set('access-control-allow-credentials', 'true');
    if (cors.exposeHeaders.length > 0)
      headers.set('access-control-expose-headers', cors.exposeHeaders.join(','));
  }
  return new Response(answer.body, { status: answer.status, headers });
}

function preflight(cors: CorsRules, request: Request): Response {
  const answer = withCors(new Response(null, { status: 204 }), cors, request.headers.get('origin'));
  if (!answer.headers.has('access-control-allow-origin')) return answer;
  if (cors.allowMethods.length > 0)
    answer.headers.set('access-control-allow-methods', cors.allowMethods.join(','));
  if (cors.allowHeaders.length > 0)
    answer.headers.set('access-control-allow-headers', cors.allowHeaders.join(','));
  if (cors.maxAge !== undefined) answer.headers.set('access-control-max-age', String(cors.maxAge));
  return answer;
}

/** The body up to the quota; undefined when it is longer. Reading stops at the quota. */
async function readBody(request: Request): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_BODY) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: ReadableStream<Uint8Array> | null = request.body;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unauthorized = (reason: string): Response =>
  plain(401, 'Unauthorized', {
    'www-authenticate': `Bearer${reason === '' ? '' : ` error="invalid_token" error_description="${reason}"`}`,
  });

/**
 * Checks the token by the rules of a JWT authorizer: signature, issuer, `aud` (or `client_id` where there is no `aud`),
 * times, and then the scopes of the route. Times are real time: tokens are made in real time.
 */
async function authorize(
  route: ApiRoute,
  request: Request,
  options: GatewayOptions,
): Promise<AcceptedToken | Response> {
  const { authorizer, scopes } = route;
  const local = authorizer && options.issuerFor(authorizer.issuer);
  const [, token] = /^(?:bearer\s+)?(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (authorizer === undefined || token === undefined) return unauthorized('');
  if (local === undefined) return unauthorized('unknown issuer');
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(local.keys), {
      issuer: local.issuer,
      algorithms: ['RS256'],
    });
    const given = payload.aud ?? payload['client_id'];
    const audience: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (!audience.some((entry) => typeof entry === 'string' && authorizer.audience.includes(entry))) {
      return unauthorized('invalid audience');
    }
    if (scopes.length === 0) return { claims: payload, scopes: null };
    const claimed = payload['scope'] ?? payload['scp'];
    const held = typeof claimed === 'string' ? claimed.split(' ') : [];
    const accepted = scopes.filter((scope) => held.includes(scope));
    if (accepted.length > 0) return { claims: payload, scopes: accepted };
    return plain(403, 'Forbidden', { 'www-authenticate': 'Bearer error="insufficient_scope"' });
  } catch (error) {
    if (error instanceof errors.JOSEError) return unauthorized(error.code);
    throw error;
  }
}

const Failure = z.object({ errorType: z.string() });

/**
 * A function that did not come to its end. At AWS it has a processor of its own and its timeout is a defect (500); here many
 * share a few, and it says no more than that the machine has too much to do.
 */
function failureOf(payload: unknown): Response {
  const { data } = Failure.safeParse(payload);
  return data?.errorType === TIMED_OUT ? tooLate() : plain(500, 'Internal Server Error');
}

const tooLate = (): Response => plain(504, 'Endpoint request timed out');

/** Runs the function, but not longer than the integration may take: 504 then, whatever the function still does. */
async function integrate(route: ApiRoute, event: object, invoke: InvokeFunction): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), route.timeoutMs);
  });
  try {
    const outcome = await Promise.race([invoke(route.functionArn, event), late]);
    if (outcome === 'late') return tooLate();
    if (outcome.error !== undefined) return failureOf(outcome.payload);
    return answerOf(outcome.payload) ?? plain(500, 'Internal Server Error');
  } finally {
    clearTimeout(timer);
  }
}

/** The path without the stage: a stage other than `$default` is the first part of every path. */
function pathInStage(api: ApiDefinition, pathname: string): string | undefined {
  if (api.stage === '$default') return pathname;
  const prefix = `/${api.stage}`;
  if (pathname === prefix) return '/';
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}

/**
 * Makes the handler of one HTTP API. The handler rejects only when `invoke` does (the function could not be run at all):
 * the host reports that and answers 500.
 */
export function createGateway(options: GatewayOptions): (request: Request) => Promise<Response> {
  const { api } = options;

  const answer = async (request: Request, requestId: string): Promise<Response> => {
    const path = pathInStage(api, new URL(request.url).pathname);
    const match = path === undefined ? undefined : matchRoute(api.routes, request.method, path);
    if (match === undefined) return plain(404, 'Not Found');
    const token = match.route.authorizer && (await authorize(match.route, request, options));
    if (token instanceof Response) return token;
    const body = await readBody(request);
    if (body === undefined) return plain(413, 'Request Entity Too Large');
    const sourceIp = options.sourceIp?.(request) ?? '127.0.0.1';
    const at = options.clock.now();
    const event = eventOf({
      request,
      body,
      api,
      match,
      token,
      sourceIp,
      requestId,
      place: options.place,
      at,
    });
    return integrate(match.route, event, options.invoke);
  };

  return async (request) => {
    if (api.cors !== undefined && request.method === 'OPTIONS') return preflight(api.cors, request);
    const requestId = randomUUID();
    const answered = await answer(request, requestId);
    const headers = new Headers(answered.headers);
    headers.set('apigw-requestid', requestId);
    const named = new Response(answered.body, { status: answered.status, headers });
    return api.cors === undefined ? named : withCors(named, api.cors, request.headers.get('origin'));
  };
}
