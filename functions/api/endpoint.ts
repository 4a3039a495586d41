import * as z from 'zod';
import type { FunctionName } from '../catalogue.ts';
import type { FileType } from './file.ts';
import type { Role } from './roles.ts';

/**
 * One route of the API: what comes in, what goes out, who may call. `infra/` makes the route from it, the function parses
 * by it, `/api/openapi.json` describes it, and the web client is typed by it.
 */
export type Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  /** Name of the operation, unique in the API. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** As API Gateway writes it: `/api/cases/{caseId}`. */
  readonly path: string;
  readonly functionName: FunctionName;
  /** Who may call; `public` needs no account. */
  readonly access: 'public' | readonly Role[];
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  /** What the body of a POST holds; `z.undefined()` where there is none. */
  readonly body: Body;
  /** HTTP status of the normal answer. */
  readonly status: 200 | 201;
  readonly response: Response;
  /** Set when the answer is a file (`response` is `FileAnswer`): the types that it may have. */
  readonly files?: readonly FileType[];
};

/** Keeps the exact schemas in the type. */
export function endpoint<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
>(definition: Endpoint<Params, Query, Body, Response>): Endpoint<Params, Query, Body, Response> {
  return definition;
}

/** No parameters, no query. */
export const none = z.strictObject({});

/** What most routes share; each names what it has beside. */
export const get = { method: 'GET', params: none, query: none, body: z.undefined(), status: 200 } as const;
export const post = { method: 'POST', params: none, query: none } as const;
