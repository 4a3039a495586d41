import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { type FieldProblem, Refusal } from '#domain/errors.ts';
import type { Locale } from '#domain/text.ts';
import type { Endpoint } from './api/endpoint.ts';
import { FILE_TYPES, FileAnswer } from './api/file.ts';
import { logger, observed } from './boundary.ts';
import { ANYBODY, type Caller, callerOf } from './caller.ts';
import type { FunctionName } from './catalogue.ts';
import { localeOf } from './http-locale.ts';
import { API_HEADERS, problemOf } from './problem.ts';

/**
 * The HTTP side of the boundary: every route of a function goes through the same steps. Who calls → may they → parse path,
 * query and body by the endpoint's schemas → run → the answer passes the endpoint's response schema, so nothing leaves
 * that the contract doesn't name. What is thrown becomes a problem document.
 */

/** A move of sixty lines is a tenth of this; what is larger was not typed by an official. */
export const LARGEST_BODY = 65_536;
const JSON_TYPE = 'application/json';

/** A parsed request. */
export type Call<Params, Query, Body> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly caller: Caller;
};

/** An endpoint with what it does; made by `route`, so that handler and schemas can't differ. */
export type Route<Deps> = {
  readonly endpoint: Endpoint;
  readonly answer: (deps: Deps, event: APIGatewayProxyEventV2, caller: Caller) => Promise<unknown>;
};

type Issue = z.ZodError['issues'][number];

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.getOwnPropertyDescriptor(value, key)?.value
        : undefined,
    input,
  );
}

/** A rule of the product is named by its own code (`text.control`); a field that is not there is `required`. */
function fieldsOf(issue: Issue, input: unknown): FieldProblem[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), code: issue.code }));
  }
  const missing = issue.code !== 'custom' && valueAt(input, issue.path) === undefined;
  const named = issue.code === 'custom' ? issue.message : issue.code;
  return [{ path: path.join('.'), code: missing ? 'required' : named }];
}

/** Parses, or refuses `input.invalid` with one entry per field that is wrong: the first rule that it breaks. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, FieldProblem>();
  for (const field of parsed.error.issues.flatMap((issue) => fieldsOf(issue, input))) {
    if (!fields.has(field.path)) fields.set(field.path, field);
  }
  throw new Refusal('input.invalid', {}, [...fields.values()]);
}

function bodyText({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  const decoded = isBase64Encoded ? Buffer.from(body, 'base64') : Buffer.from(body);
  if (decoded.length > LARGEST_BODY) throw new Refusal('input.tooLarge', { limit: LARGEST_BODY });
  return decoded.toString('utf8');
}

/** The JSON of the body. Refuses `input.tooLarge`, `input.contentType`, `input.notJson`. */
function jsonOf(event: APIGatewayProxyEventV2): unknown {
  const text = bodyText(event);
  const contentType = event.headers['content-type'] ?? '';
  const [type = ''] = contentType.split(';');
  if (type.trim().toLowerCase() !== JSON_TYPE) throw new Refusal('input.contentType', { contentType });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('input.notJson');
  }
}

function queryOf({ queryStringParameters = {} }: APIGatewayProxyEventV2): Record<string, string | undefined> {
  // The language belongs to every request, so no endpoint names it.
  const { lang: _language, ...query } = queryStringParameters;
  return query;
}

/** Binds an endpoint to what it does. */
export function route<
  Deps,
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  run: (deps: Deps, call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Route<Deps> {
  return {
    endpoint,
    answer: async (deps, event, caller) => {
      const takesBody = !(endpoint.body instanceof z.ZodUndefined);
      const call = {
        params: parseInput(endpoint.params, event.pathParameters ?? {}),
        query: parseInput(endpoint.query, queryOf(event)),
        body: parseInput(endpoint.body, takesBody ? jsonOf(event) : undefined),
        caller,
      };
      return endpoint.response.parse(await run(deps, call));
    },
  };
}

/** API Gateway has verified the token; what is in it stands in the request's context. */
function claimsOf(event: APIGatewayProxyEventV2): unknown {
  const Authorized = z.object({ authorizer: z.object({ jwt: z.object({ claims: z.unknown() }) }) });
  const parsed = Authorized.safeParse(event.requestContext);
  return parsed.success ? parsed.data.authorizer.jwt.claims : undefined;
}

/** Refuses `auth.required`, and `auth.forbidden` for a role that has no business here. */
function admitted({ access }: Endpoint, event: APIGatewayProxyEventV2): Caller {
  if (access === 'public') return ANYBODY;
  const caller = callerOf(claimsOf(event));
  if (!caller.roles.some((role) => access.includes(role))) throw new Refusal('auth.forbidden');
  return caller;
}

function answered(status: number, locale: Locale, body: unknown): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...API_HEADERS, 'Content-Type': 'application/json', 'Content-Language': locale },
    body: JSON.stringify(body),
  };
}

/** API Gateway takes bytes as base64, and sends them as bytes. */
function answeredFile(status: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  const { type, name, bytes, inline, headers } = FileAnswer.parse(body);
  return {
    statusCode: status,
    headers: {
      ...API_HEADERS,
      'Content-Type': FILE_TYPES[type],
      'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="${name}"`,
      ...headers,
    },
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Answers one request; never throws. */
export async function answerHttp<Deps>(
  routes: readonly Route<Deps>[],
  deps: () => Deps,
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const locale = localeOf(event);
  try {
    const found = routes.find(({ endpoint: { method, path } }) => `${method} ${path}` === event.routeKey);
    if (found === undefined) throw new Refusal('route.unknown');
    const { endpoint, answer } = found;
    logger.appendKeys({ operation: endpoint.operation });
    const caller = admitted(endpoint, event);
    const body = await answer(deps(), event, caller);
    return endpoint.files === undefined
      ? answered(endpoint.status, locale, body)
      : answeredFile(endpoint.status, body);
  } catch (error) {
    return problemOf({
      error,
      locale,
      instance: event.rawPath,
      requestId: event.requestContext.requestId,
    });
  }
}

/** A function behind API routes: the same stack as every other, one route per endpoint of the table. */
export function httpFunction<Deps>(
  name: FunctionName,
  routes: readonly Route<Deps>[],
  dependencies: () => Deps,
) {
  return observed<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(name, (event) =>
    answerHttp(routes, dependencies, event),
  );
}
