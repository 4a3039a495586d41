import { ApiError } from '../api/errors.ts';
import { isArray, isObject, type Json, parseJson } from '../asl/json.ts';
import type { ServiceRequest, ServiceResponse } from './transport.ts';

/** An operation of this engine's own API. */
export type Handle = (operation: string, body: Json) => Promise<unknown>;

/** Text members that a state may give as a value: they are sent as JSON text. */
const TEXT_MEMBERS = new Set(['input', 'output', 'definition']);

/**
 * `aws-sdk:sfn:…`: the API of this engine, called from one of its own machines. The SDK form names members in upper
 * camel case, both ways, and times as ISO 8601 text.
 */
export async function callOwnApi(handle: Handle, request: ServiceRequest): Promise<ServiceResponse> {
  const operation = request.action.slice(0, 1).toUpperCase() + request.action.slice(1);
  try {
    const answer = await handle(operation, lowered(request.body));
    return { ok: true, body: raised(asSent(answer)) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, error: error.code, message: error.message, statusCode: error.status };
  }
}

/** An answer as the wire would carry it. */
function asSent(answer: unknown): Json {
  return parseJson(JSON.stringify(answer ?? null));
}

function lowered(value: Json): Json {
  if (isArray(value)) return value.map(lowered);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, item]): [string, Json] => {
    const name = key.slice(0, 1).toLowerCase() + key.slice(1);
    if (TEXT_MEMBERS.has(name)) return [name, typeof item === 'string' ? item : JSON.stringify(item)];
    return [name, lowered(item)];
  });
  return Object.fromEntries(members);
}

function raised(value: Json): Json {
  if (isArray(value)) return value.map(raised);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([key, item]): [string, Json] => {
    const name = key.slice(0, 1).toUpperCase() + key.slice(1);
    const isTime = typeof item === 'number' && /(?:Date|timestamp)$/.test(key);
    return [name, isTime ? new Date(item * 1000).toISOString() : raised(item)];
  });
  return Object.fromEntries(members);
}
