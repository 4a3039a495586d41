import { isArray, isObject, type Json, type JsonObject } from '../asl/json.ts';

/** How a call goes over the wire. */
export type HttpCall = {
  readonly method: string;
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly text: string;
  readonly bytes: Uint8Array;
};

type JsonService = {
  readonly protocol: 'json';
  readonly version: '1.0' | '1.1';
  readonly target: string;
  readonly signing?: string;
};
type RestRoute = {
  readonly method: string;
  readonly path: string;
  readonly body: 'json' | 'payload' | 'none';
  readonly payload?: string;
};
type RestService = {
  readonly protocol: 'rest';
  readonly signing: string;
  readonly routes: { readonly [action: string]: RestRoute };
};
type QueryService = { readonly protocol: 'query'; readonly version: string };

export type Service = JsonService | RestService | QueryService;

const json10 = (target: string): JsonService => ({ protocol: 'json', version: '1.0', target });
const json11 = (target: string, signing?: string): JsonService =>
  signing === undefined
    ? { protocol: 'json', version: '1.1', target }
    : { protocol: 'json', version: '1.1', target, signing };

/** Services by the name that resources give them. A JSON service takes every action by its target prefix. */
export const SERVICES: Readonly<Record<string, Service>> = {
  dynamodb: json10('DynamoDB_20120810'),
  eventbridge: json11('AWSEvents', 'events'),
  events: json11('AWSEvents'),
  kms: json11('TrentService'),
  kinesis: json11('Kinesis_20131202'),
  cloudwatchlogs: json11('Logs_20140328', 'logs'),
  secretsmanager: json11('secretsmanager'),
  ssm: json11('AmazonSSM'),
  sqs: json10('AmazonSQS'),
  sns: { protocol: 'query', version: '2010-03-31' },
  lambda: {
    protocol: 'rest',
    signing: 'lambda',
    routes: {
      getFunction: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}', body: 'none' },
      listFunctions: { method: 'GET', path: '/2015-03-31/functions/', body: 'none' },
    },
  },
  s3: {
    protocol: 'rest',
    signing: 's3',
    routes: {
      deleteObject: { method: 'DELETE', path: '/{Bucket}/{Key+}', body: 'none' },
      getObject: { method: 'GET', path: '/{Bucket}/{Key+}', body: 'none' },
      headObject: { method: 'HEAD', path: '/{Bucket}/{Key+}', body: 'none' },
      listBuckets: { method: 'GET', path: '/', body: 'none' },
      listObjects: { method: 'GET', path: '/{Bucket}', body: 'none' },
      listObjectsV2: { method: 'GET', path: '/{Bucket}?list-type=2', body: 'none' },
      putObject: { method: 'PUT', path: '/{Bucket}/{Key+}', body: 'payload', payload: 'Body' },
    },
  },
  sesv2: {
    protocol: 'rest',
    signing: 'ses',
    routes: {
      sendBulkEmail: { method: 'POST', path: '/v2/email/outbound-bulk-emails', body: 'json' },
      sendEmail: { method: 'POST', path: '/v2/email/outbound-emails', body: 'json' },
    },
  },
};

export function signingName(name: string, service: Service): string {
  return service.protocol === 'query' ? name : (service.signing ?? name);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** The HTTP call of an action, or `undefined` for an action that the service's table does not have. */
export function encodeCall(service: Service, action: string, body: JsonObject): HttpCall | undefined {
  const operation = action.slice(0, 1).toUpperCase() + action.slice(1);
  if (service.protocol === 'json') {
    const headers = {
      'content-type': `application/x-amz-json-${service.version}`,
      'x-amz-target': `${service.target}.${operation}`,
    };
    return { method: 'POST', path: '/', headers, body: JSON.stringify(body) };
  }
  if (service.protocol === 'query') {
    const fields = { Action: operation, Version: service.version, ...Object.fromEntries(fieldsOf(body, '')) };
    return {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    };
  }
  const route = Object.hasOwn(service.routes, action) ? service.routes[action] : undefined;
  return route === undefined ? undefined : restCall(route, body);
}

/** Query protocol: `A.member.1.B=…`, `Map.entry.1.key=…`. */
function fieldsOf(value: Json, prefix: string): [name: string, text: string][] {
  if (isArray(value)) return value.flatMap((item, i) => fieldsOf(item, `${prefix}.member.${i + 1}`));
  if (!isObject(value)) return [[prefix, text(value)]];
  const dot = prefix === '' ? '' : `${prefix}.`;
  return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, dot + key));
}

const QUERY_NAMES: Readonly<Record<string, string>> = {
  ContinuationToken: 'continuation-token',
  Delimiter: 'delimiter',
  MaxKeys: 'max-keys',
  Prefix: 'prefix',
  Qualifier: 'Qualifier',
  StartAfter: 'start-after',
  VersionId: 'versionId',
};

function restCall(route: RestRoute, body: JsonObject): HttpCall {
  const used = new Set<string>();
  const [template = '', fixed = ''] = route.path.split('?');
  const path = template.replace(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    used.add(name);
    const value = text(body[name]);
    return greedy === '+' ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  const query: { [name: string]: string } = Object.fromEntries(new URLSearchParams(fixed));
  if (route.body === 'json') {
    const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !used.has(name)));
    return {
      method: route.method,
      path,
      query,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rest),
    };
  }
  for (const [name, value] of Object.entries(body)) {
    const parameter = QUERY_NAMES[name];
    if (parameter !== undefined && !used.has(name)) query[parameter] = text(value);
  }
  const payload = route.payload === undefined ? undefined : body[route.payload];
  const type = typeof body['ContentType'] === 'string' ? { 'content-type': body['ContentType'] } : {};
  return {
    method: route.method,
    path,
    query,
    headers: type,
    body: payload === undefined ? '' : text(payload),
  };
}
