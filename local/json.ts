/** JSON as the host reads and writes it. The only casts are here, where text becomes values. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Parses JSON text. Throws a SyntaxError that begins with `what`, so that a reader knows which text was wrong. */
export function parseJson(text: string, what: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new SyntaxError(`${what} is not JSON: ${messageOf(error)}`);
  }
}

/** Parses JSON text that must be an object. Throws a SyntaxError otherwise. */
export function parseJsonObject(text: string, what: string): JsonObject {
  const value = parseJson(text, what);
  if (!isJsonObject(value)) throw new SyntaxError(`${what} is not a JSON object`);
  return value;
}

/** What JSON.stringify would make of the value, read back: for values that come from typed code. */
export function toJson(value: unknown): Json {
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? null : parseJson(text, 'the value');
}

export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isJsonArray(value);
}

/** The text under a key, undefined when there is none or it is no text. */
export function textAt(object: JsonObject, key: string): string | undefined {
  const value = object[key];
  return typeof value === 'string' ? value : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
