import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REFUSALS } from '#domain/errors.ts';
import { API, ENDPOINTS } from '#functions/api/contract.ts';
import { describeApi } from '#functions/api/openapi.ts';
import { EXAMPLES } from '#functions/api/openapi-examples.ts';
import { problemType } from '#functions/api/problem.ts';
import { openApiRoutes } from '#functions/openapi/handler.ts';
import { offices, portfolio } from '#seeds/index.ts';
import { aMove } from '#test/domain/builders.ts';
import { call } from '#test/functions/api/call.ts';

/** As much of OpenAPI 3.1 as a document has to keep to. */
const Operation = z.strictObject({
  operationId: z.string(),
  summary: z.string().min(10),
  tags: z.array(z.string()).length(1),
  security: z.array(z.record(z.literal('session'), z.array(z.never()))),
  'x-roles': z.array(z.string()).min(1).optional(),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      in: z.enum(['path', 'query']),
      required: z.boolean(),
      schema: z.looseObject({}),
    }),
  ),
  requestBody: z
    .object({
      required: z.literal(true),
      content: z.object({ 'application/json': z.looseObject({ schema: z.looseObject({}) }) }),
    })
    .optional(),
  responses: z.record(z.string(), z.looseObject({})),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string().startsWith('/api/'), z.partialRecord(z.enum(['get', 'post']), Operation)),
  components: z.object({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), z.looseObject({})),
    responses: z.object({ Problem: z.looseObject({}), Unauthorized: z.looseObject({}) }),
    securitySchemes: z.object({
      session: z.looseObject({ type: z.literal('http'), scheme: z.literal('bearer') }),
    }),
  }),
  'x-problems': z.record(z.string(), z.object({ status: z.int(), vi: z.string(), en: z.string() })),
});
const raw = describeApi(ENDPOINTS);
const document = Document.parse(raw);

/** What an example names of the sample. */
const Named = z.object({ office: z.string().optional(), email: z.string().optional() });

function at(pointer: string): unknown {
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .reduce<unknown>((value, key) => z.record(z.string(), z.unknown()).parse(value)[key], raw);
}

describe('the description of the API', () => {
  it('names every endpoint of the table, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`,
      ),
    );
    const wanted = ENDPOINTS.map(({ operation, method, path }) => `${operation} ${method} ${path}`);
    expect(described.toSorted()).toEqual(wanted.toSorted());
    expect(new Set(ENDPOINTS.map(({ operation }) => operation)).size).toBe(ENDPOINTS.length);
  });

  it('describes every parameter of every path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
        expect(named).toEqual(inPath);
      }
    }
  });

  it('points at nothing that is not there', () => {
    const refs = JSON.stringify(raw).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of new Set(refs)) expect(at(ref.slice(8, -1)), ref).toBeDefined();
  });

  it('explains every code, where a problem document says that it is explained', () => {
    expect(Object.keys(document['x-problems'])).toEqual(Object.keys(REFUSALS));
    expect(at(problemType('move.aboveIdle').split('#')[1] ?? '')).toMatchObject({ status: 422 });
  });

  it('says who may call: everybody reads it, nobody else needs no account', () => {
    for (const { operation, method, path, access } of ENDPOINTS) {
      const described = document.paths[path]?.[method === 'GET' ? 'get' : 'post'];
      expect(described?.security, operation).toEqual(access === 'public' ? [] : [{ session: [] }]);
    }
  });

  it('says how long a text may be, and which fields must be there', () => {
    const body = document.paths['/api/reports']?.post?.requestBody?.content['application/json'].schema;
    expect(body).toMatchObject({
      required: ['projectId', 'category', 'authorityLevel', 'cause', 'description', 'request'],
      properties: { description: { type: 'string', minLength: 1, maxLength: 500 } },
      additionalProperties: false,
    });
  });

  it.each(ENDPOINTS.filter(({ operation }) => operation in EXAMPLES))(
    'has an example that $operation takes',
    (endpoint) => {
      expect(endpoint.body.safeParse(EXAMPLES[endpoint.operation]).success).toBe(true);
    },
  );

  it('says of every operation that wants a token what API Gateway answers without one', () => {
    const refused = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ security, responses }) => security.length > 0 !== '401' in responses);
    expect(refused).toEqual([]);
  });

  it('has examples that name projects, offices and addresses of the sample', () => {
    const said = JSON.stringify(EXAMPLES);
    const ids = [...said.matchAll(/DA-[A-Z0-9-]+/g)].map(([id]) => id);
    const known = new Set<string>(portfolio().projects.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(2);
    expect(ids.filter((id) => !known.has(id))).toEqual([]);
    const office = offices.find(({ id }) => id === Named.parse(EXAMPLES['reassignCase']).office);
    const people = [...(office?.holders ?? []), ...(office?.deputies ?? [])].map(({ email }) => email);
    for (const operation of ['recordAbsence', 'correctAddress']) {
      expect(people).toContain(Named.parse(EXAMPLES[operation]).email);
    }
  });

  it('describes an answer that is made of two parts so that both fit: a move with its words', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema({ $id: 'api:', ...z.record(z.string(), z.unknown()).parse(raw) });
    const page = ajv.compile({ $ref: 'api:#/components/schemas/listMoves.response' });
    const reason = { vi: 'Vốn nằm chờ', en: 'Capital lies idle' };
    const item = { ...aMove(), words: { reason, stopped: null, cause: null } };
    const answer = API.listMoves.response.parse({
      asOf: '2024-10-08T01:00:00.000Z',
      items: [item],
      cursor: null,
    });
    expect([page(answer), page.errors]).toEqual([true, null]);
    expect(page({ ...answer, items: [aMove()] })).toBe(false);
  });

  it('is served to anybody', async () => {
    const { status, headers, body } = await call({ routes: openApiRoutes, deps: {} }, 'getOpenApi');
    expect([status, headers['Content-Type'], body['openapi']]).toEqual([200, 'application/json', '3.1.0']);
  });
});
