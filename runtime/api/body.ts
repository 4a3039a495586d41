import { isArray, isObject, type Json, type JsonObject } from '../asl/json.ts';
import { ApiError } from './errors.ts';

function invalid(field: string, value: Json | undefined, constraint: string): ApiError {
  const shown =
    value === undefined ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  const message = `1 validation error detected: Value ${shown} at '${field}' failed to satisfy constraint: ${constraint}`;
  return new ApiError('ValidationException', message);
}

/** What a caller hands over, the wire or the host itself. That its members are JSON is the caller's promise. */
function readObject(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('SerializationException', 'The request body must be a JSON object');
  }
  return value as JsonObject;
}

/** The body of a request: reads members, refuses what is not as the API's model says. */
export class Body {
  readonly value: JsonObject;

  constructor(value: unknown) {
    this.value = readObject(value);
  }

  optional(field: string): string | undefined {
    const value = this.value[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string')
      throw new ApiError('SerializationException', `STRING_VALUE expected at '${field}'`);
    return value;
  }

  string(field: string): string {
    const value = this.optional(field);
    if (value === undefined) throw invalid(field, undefined, 'Member must not be null');
    return value;
  }

  integer(field: string, bounds: { min: number; max: number; fallback: number }): number {
    const value = this.value[field];
    if (value === undefined || value === null) return bounds.fallback;
    if (typeof value !== 'number')
      throw new ApiError('SerializationException', `NUMBER_VALUE expected at '${field}'`);
    if (value < bounds.min)
      throw invalid(field, value, `Member must have value greater than or equal to ${bounds.min}`);
    if (value > bounds.max)
      throw invalid(field, value, `Member must have value less than or equal to ${bounds.max}`);
    return value;
  }

  boolean(field: string): boolean {
    return this.value[field] === true;
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined {
    const value = this.optional(field);
    if (value === undefined) return undefined;
    const found = values.find((v) => v === value);
    if (found === undefined)
      throw invalid(field, value, `Member must satisfy enum value set: [${values.join(', ')}]`);
    return found;
  }

  object(field: string): JsonObject | undefined {
    const value = this.value[field];
    return isObject(value) ? value : undefined;
  }

  list(field: string): readonly JsonObject[] {
    const value = this.value[field];
    return isArray(value) ? value.filter(isObject) : [];
  }

  /** Key-value tags, as most operations take them. */
  tags(): { [key: string]: string } {
    const pairs = this.list('tags').map((tag) => [textOf(tag['key']), textOf(tag['value'])] as const);
    return Object.fromEntries(pairs);
  }
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** One page of a list. The token names where the next page starts. */
export function page<T>(
  items: Iterable<T>,
  body: Body,
  most = 1000,
): { items: T[]; nextToken: string | undefined } {
  const size = body.integer('maxResults', { min: 0, max: most, fallback: 0 }) || 100;
  const token = body.optional('nextToken');
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0) throw new ApiError('InvalidToken', `Invalid Token: '${token}'`);
  const found: T[] = [];
  let at = 0;
  let more = false;
  for (const item of items) {
    if (at >= start + size) {
      more = true;
      break;
    }
    if (at >= start) found.push(item);
    at += 1;
  }
  return {
    items: found,
    nextToken: more ? Buffer.from(String(start + size)).toString('base64url') : undefined,
  };
}
