/**
 * Lambda proxy payload format 2.0, both ways.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */

import * as z from 'zod';
import type { ApiDefinition } from '#local/http/api-definition.ts';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import type { RouteMatch } from '#local/http/routes.ts';
import { decoded } from '#local/http/routes.ts';

/** The claims of an accepted token, and the scopes of the route that it was checked for. */
export type AcceptedToken = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly scopes: readonly string[] | null;
};

export type EventParts = {
  readonly request: Request;
  readonly body: Buffer;
  readonly api: ApiDefinition;
  readonly match: RouteMatch;
  readonly token: AcceptedToken | undefined;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly place: AwsPlace;
  /** Epoch milliseconds of the host's clock. */
  readonly at: number;
};

/** Everything else is handed over in base64: forms (`application/x-www-form-urlencoded`) too, as at AWS. */
const TEXT = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b)/i;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `08/Oct/2024:01:00:00 +0000` */
function commonLogTime(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(date.getUTCDate())}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}`;
  return `${day}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** API Gateway gives claims as strings; a list becomes `[a b]`. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function claimTexts(claims: AcceptedToken['claims']): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)] as const));
}

/** Repeated names are joined by a comma. */
function queryOf(search: URLSearchParams): Readonly<Record<string, string>> {
  const query: Record<string, string> = {};
  for (const [name, value] of search)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  return query;
}

function requestContext(parts: EventParts, path: string, domainName: string): object {
  const { api, match, token, place, at, request } = parts;
  return {
    accountId: place.accountId,
    apiId: api.apiId,
    ...(token === undefined
      ? {}
      : { authorizer: { jwt: { claims: claimTexts(token.claims), scopes: token.scopes } } }),
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path,
      protocol: 'HTTP/1.1',
      sourceIp: parts.sourceIp,
      userAgent: request.headers.get('user-agent') ?? '',
    },
    requestId: parts.requestId,
    routeKey: match.route.routeKey,
    stage: api.stage,
    time: commonLogTime(at),
    timeEpoch: at,
  };
}

/** The event that the function gets. The path is percent-decoded in it, the query string is not, as at AWS. */
export function eventOf(parts: EventParts): object {
  const { request, body, match } = parts;
  const url = new URL(request.url);
  const path = decoded(url.pathname);
  const headers = Object.fromEntries([...request.headers].filter(([name]) => name !== 'cookie'));
  const cookies =
    request.headers
      .get('cookie')
      ?.split(/;\s*/)
      .filter((cookie) => cookie !== '') ?? [];
  const asText = TEXT.test(request.headers.get('content-type') ?? '');
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: path,
    rawQueryString: url.search.slice(1),
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(url.search.length < 2 ? {} : { queryStringParameters: queryOf(url.searchParams) }),
    requestContext: requestContext(parts, path, url.host),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: match.pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(asText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !asText,
  };
}

const headerValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const answerSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), headerValue).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});
const hasStatus = z.looseObject({ statusCode: z.unknown() });

/** Answers to these have no body, whatever the function returned. */
const BODILESS = new Set([204, 205, 304]);

/**
 * The HTTP answer for what a function returned: an object with `statusCode` says everything itself; anything else is
 * the JSON body of a 200 (text stays text). Undefined when it is malformed: API Gateway then answers 500.
 */
export function answerOf(payload: unknown): Response | undefined {
  if (!hasStatus.safeParse(payload).success) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null);
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  }
  const parsed = answerSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const answer = new Headers();
  try {
    for (const [name, value] of Object.entries(headers ?? {})) answer.append(name, value);
    for (const cookie of cookies ?? []) answer.append('set-cookie', cookie);
  } catch {
    // A header name or value that HTTP does not allow.
    return undefined;
  }
  if (!answer.has('content-type')) answer.set('content-type', 'text/plain;charset=UTF-8');
  const bytes = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  // The fetch API has no informational answers; API Gateway passes none on either.
  if (statusCode < 200) return undefined;
  return new Response(BODILESS.has(statusCode) ? null : bytes, { status: statusCode, headers: answer });
}
