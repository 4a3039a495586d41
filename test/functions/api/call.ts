import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { ENDPOINTS } from '#functions/api/contract.ts';
import type { Role } from '#functions/api/roles.ts';
import { answerHttp, type Route } from '#functions/http.ts';

/** Who calls: a role, and an office with its holder's address unless told. */
export type As = {
  readonly roles: readonly Role[];
  readonly office?: string;
  readonly units?: string;
  readonly email?: string;
};

export const as = {
  reporter: { roles: ['reporter'], office: 'reporter-776', units: '776,778' },
  otherReporter: { roles: ['reporter'], office: 'reporter-765', units: '765' },
  owner: { roles: ['reviewer'], office: 'owner-tcip' },
  leader: { roles: ['leadership'], office: 'city-chairman' },
  finance: { roles: ['staff'], office: 'finance' },
  council: { roles: ['councilClerk'], office: 'council-office' },
  committee: { roles: ['staff'], office: 'committee-office' },
  operator: { roles: ['operator'], office: 'duty' },
  auditor: { roles: ['auditor'] },
} as const satisfies Record<string, As>;

export type Asked = {
  readonly as?: As | undefined;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** The body as it is sent, instead of JSON. */
  readonly raw?: string;
  readonly headers?: Record<string, string>;
  readonly base64?: boolean;
};

function claimsOf(caller: As): Record<string, string> {
  const { office, roles, units = '', email = `holder.${office}@city.example` } = caller;
  return {
    sub: `user-${office ?? roles[0]}`,
    email,
    name: 'Người dùng',
    'cognito:groups': `[${roles.join(' ')}]`,
    'custom:unitCodes': units,
    ...(office === undefined ? {} : { 'custom:officeId': office }),
  };
}

/** The event as API Gateway makes it, payload format 2.0. */
export function eventOf(operation: string, asked: Asked = {}): APIGatewayProxyEventV2 {
  const endpoint = ENDPOINTS.find((each) => each.operation === operation);
  if (endpoint === undefined) throw new Error(`no operation ${operation}`);
  const { method, path } = endpoint;
  const { params, query, body, raw, headers, base64 = false } = asked;
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? '');
  const context = {
    accountId: '1',
    apiId: 'api',
    domainName: 'city.example',
    domainPrefix: 'city',
    http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: `${method} ${path}`,
    stage: '$default',
    time: '08/Oct/2024:03:00:00 +0000',
    timeEpoch: 0,
    ...(asked.as === undefined ? {} : { authorizer: { jwt: { claims: claimsOf(asked.as), scopes: null } } }),
  };
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: '',
    headers: { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    ...(params === undefined ? {} : { pathParameters: params }),
    ...(text === undefined ? {} : { body: base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: base64,
    requestContext: context,
  };
}

export type Answer = {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Calls an operation of a function, without the gateway. */
export async function call<Deps>(
  on: { readonly routes: readonly Route<Deps>[]; readonly deps: Deps },
  operation: string,
  asked: Asked = {},
): Promise<Answer> {
  const { statusCode, headers, body } = await answerHttp(on.routes, () => on.deps, eventOf(operation, asked));
  const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(body ?? 'null'));
  return { status: statusCode ?? 0, headers: { ...headers }, body: parsed };
}
