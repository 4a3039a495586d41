import { ApiError } from '../api/errors.ts';
import { isArray, isObject, type Json, parseJson } from '../asl/json.ts';
import type { Authorization, EngineOptions } from './options.ts';
import type { ServiceRequest, ServiceResponse } from './transport.ts';

/** This engine's own API, and who may call it: `authorize` throws what the machine's role may not do. */
export type OwnApi = {
  readonly handle: (operation: string, body: Json) => Promise<unknown>;
  readonly authorize?: EngineOptions['authorize'];
};

/** Text members that a state may give as a value: they are sent as JSON text. */
const TEXT_MEMBERS = new Set(['input', 'output', 'definition']);

/** Members that name what an operation is about, in IAM's order of preference. */
const RESOURCES = ['stateMachineArn', 'executionArn', 'activityArn', 'mapRunArn', 'resourceArn'] as const;

function resourceOf(body: Json): string {
  if (!isObject(body)) return '*';
  const named = RESOURCES.map((member) => body[member]).find((value) => typeof value === 'string');
  return typeof named === 'string' ? named : '*';
}

/**
 * `aws-sdk:sfn:…`: the API of this engine, called from one of its own machines, with the rights of that machine. The SDK
 * form names members in upper camel case, both ways, and times as ISO 8601 text.
 */
export async function callOwnApi(api: OwnApi, request: ServiceRequest): Promise<ServiceResponse> {
  const operation = request.action.slice(0, 1).toUpperCase() + request.action.slice(1);
  const body = lowered(request.body);
  const denied = await denial(api, {
    roleArn: request.roleArn,
    action: `states:${operation}`,
    resource: resourceOf(body),
  });
  if (denied !== null) return denied;
  try {
    const answer = await api.handle(operation, body);
    return { ok: true, body: raised(asSent(answer)) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, error: error.code, message: error.message, statusCode: error.status };
  }
}

/** What AWS answers to a role that may not do this; null when it may. */
async function denial(api: OwnApi, call: Authorization): Promise<ServiceResponse | null> {
  try {
    await api.authorize?.(call);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, error: 'AccessDeniedException', message, statusCode: 400 };
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
