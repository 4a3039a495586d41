import * as z from 'zod';
import { Blocker } from '#domain/blocker.ts';
import { Calendar } from '#domain/calendar.ts';
import { GroupTotal } from '#domain/capital-sums.ts';
import { Case } from '#domain/case.ts';
import { REFUSALS, RefusalCode } from '#domain/errors.ts';
import { Ladder } from '#domain/ladder.ts';
import { LedgerEntry } from '#domain/ledger.ts';
import { sayRefusal } from '#domain/messages.ts';
import { Move } from '#domain/move.ts';
import { Office } from '#domain/office.ts';
import { Receipt } from '#domain/receipt.ts';
import { Unit } from '#domain/unit.ts';
import type { Endpoint } from './endpoint.ts';
import { FILE_TYPES } from './file.ts';
import { EXAMPLES } from './openapi-examples.ts';
import { Problem } from './problem.ts';
import { ApprovalView, CaseSummary, OfficeView, ProjectView } from './views.ts';

type Json = Readonly<Record<string, unknown>>;

/** Schemas that stand in the description under their own name; everything else stands where it is used. */
const NAMED = {
  ApprovalView,
  Blocker,
  Calendar,
  Case,
  CaseSummary,
  GroupTotal,
  Ladder,
  LedgerEntry,
  Move,
  Office,
  OfficeView,
  Problem,
  ProjectView,
  Receipt,
  Unit,
} as const;

const COMPONENTS = '#/components/schemas/';
/** Where zod puts what several schemas share, or what refers to itself. */
const SHARED = '__shared';

/**
 * Text is composed and trimmed before its length is judged (`domain/text.ts`): JSON Schema can't say that, so a request's
 * text is described by the lengths that hold afterwards.
 */
function describeText(context: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }) {
  const { zodSchema, jsonSchema } = context;
  if (!(zodSchema instanceof z.ZodPipe) || !(zodSchema.def.out instanceof z.ZodString)) return;
  const { minLength, maxLength } = zodSchema.def.out;
  if (minLength !== null && minLength > 0) jsonSchema.minLength = minLength;
  if (maxLength !== null) jsonSchema.maxLength = maxLength;
}

/** Takes away what only a document of its own carries, and points references to where the parts end up. */
function embedded(schema: unknown): Json {
  const text = JSON.stringify(schema).replaceAll(`${COMPONENTS}${SHARED}#/$defs/`, COMPONENTS);
  const {
    $schema: _dialect,
    $id: _place,
    ...rest
  } = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  return rest;
}

/** What comes in: described before it is composed, trimmed and filled in with defaults. */
function incoming(schema: z.ZodType): Json {
  return embedded(z.toJSONSchema(schema, { io: 'input', override: describeText, unrepresentable: 'any' }));
}

/** Answers may get more fields in time, and a part of an answer must not forbid what another part brings (`ShownMove`). */
function open({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
}

/** What goes out: the named schemas, and one per answer that is none of them (`listCases.response`). */
function outgoing(endpoints: readonly Endpoint[]) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  for (const { operation, response, files } of endpoints) {
    if (files === undefined && !registry.has(response))
      registry.add(response, { id: `${operation}.response` });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io: 'output',
    override: open,
    uri: (id) => `${COMPONENTS}${id}`,
    unrepresentable: 'any',
  });
  const { [SHARED]: shared, ...own } = schemas;
  const all = Object.entries({ ...own, ...shared?.$defs });
  return {
    schemas: Object.fromEntries(all.map(([id, schema]) => [id, embedded(schema)])),
    refOf: (schema: z.ZodType) => ({ $ref: `${COMPONENTS}${registry.get(schema)?.id}` }),
  };
}

/** Required is what does not parse when it is left out. */
function parameterOf(place: 'path' | 'query', schema: unknown): Json {
  if (!(schema instanceof z.ZodType)) throw new Error('a parameter has no schema');
  return { required: place === 'path' || !schema.safeParse(undefined).success, schema: incoming(schema) };
}

function parametersOf(place: 'path' | 'query', { shape }: z.ZodObject): Json[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    in: place,
    ...parameterOf(place, schema),
  }));
}

const problemAnswer = { $ref: '#/components/responses/Problem' };

/** API Gateway's own words, which nobody can change: it asks for the token before any function runs. */
const UNAUTHORIZED = {
  description: 'No token, or one that does not hold (any more): API Gateway answers, not this system',
  headers: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  content: {
    'application/json': {
      schema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
    },
  },
} as const;

/** A file is told by its type alone; what is in it is not JSON Schema's to say. */
function answersOf({ files, response }: Endpoint, refOf: (schema: z.ZodType) => Json): Json {
  if (files === undefined) return { 'application/json': { schema: refOf(response) } };
  return Object.fromEntries(files.map((type) => [FILE_TYPES[type].split(';')[0] ?? '', {}]));
}

function operationOf(endpoint: Endpoint, refOf: (schema: z.ZodType) => Json): Json {
  const { operation, summary, functionName, access, params, query, body, status } = endpoint;
  const takesBody = !(body instanceof z.ZodUndefined);
  const example = EXAMPLES[operation];
  const request = {
    required: true,
    content: {
      'application/json': { schema: incoming(body), ...(example === undefined ? {} : { example }) },
    },
  };
  return {
    operationId: operation,
    summary,
    tags: [functionName],
    ...(access === 'public' ? { security: [] } : { security: [{ session: [] }], 'x-roles': access }),
    parameters: [...parametersOf('path', params), ...parametersOf('query', query), LANGUAGE],
    ...(takesBody ? { requestBody: request } : {}),
    responses: {
      [status]: { description: summary, content: answersOf(endpoint, refOf) },
      ...(access === 'public' ? {} : { 401: { $ref: '#/components/responses/Unauthorized' } }),
      default: problemAnswer,
    },
  };
}

/** Where each code is explained: `type` of a problem document points here. */
function problems(): Json {
  return Object.fromEntries(
    RefusalCode.options.map((code) => [
      code,
      { status: REFUSALS[code], vi: sayRefusal('vi', { code }), en: sayRefusal('en', { code }) },
    ]),
  );
}

const LANGUAGE = {
  name: 'lang',
  in: 'query',
  required: false,
  description: 'Language of messages; stands before Accept-Language. Vietnamese unless told.',
  schema: { type: 'string', enum: ['vi', 'en'] },
} as const;

const INFO = {
  title: 'Khơi Thông',
  version: '1',
  description:
    'Blocked public-investment projects, from report to end. Amounts are whole numbers of đồng; days are days in Vietnam (UTC+7); texts are kept in Unicode NFC. Errors are RFC 9457 problem documents with a stable code.',
} as const;

/** The OpenAPI 3.1 description of the API, made from the schemas that requests and answers pass. */
export function describeApi(endpoints: readonly Endpoint[]): Json {
  const { schemas, refOf } = outgoing(endpoints);
  const paths = Map.groupBy(endpoints, ({ path }) => path);
  const content = { 'application/problem+json': { schema: refOf(Problem) } };
  return {
    openapi: '3.1.0',
    info: INFO,
    paths: Object.fromEntries(
      [...paths].map(([path, each]) => [
        path,
        Object.fromEntries(
          each.map((endpoint) => [endpoint.method.toLowerCase(), operationOf(endpoint, refOf)]),
        ),
      ]),
    ),
    components: {
      schemas,
      responses: {
        Problem: { description: 'Refused or failed: `code` says why', content },
        Unauthorized: UNAUTHORIZED,
      },
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Identity token of the user pool',
        },
      },
    },
    'x-problems': problems(),
  };
}
