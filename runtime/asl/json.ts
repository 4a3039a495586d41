/**
 * JSON values as the language sees them. Values are shared freely between states, events and the journal and are
 * therefore never changed after they were made: a new value is built instead.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** Largest state input, output, task payload or variable, in bytes of UTF-8 JSON text (AWS quota). */
export const MAX_PAYLOAD_BYTES = 262_144;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Deep equality of two JSON values; the order of keys does not matter. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((x, i) => equalJson(x, b[i] ?? null));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key] ?? null, b[key] ?? null));
}

/** An upper bound of the size of the JSON text, cheap to compute: no text is made. */
function roughSize(value: Json, stopAt: number): number {
  if (typeof value === 'string') return value.length * 6 + 2;
  if (typeof value !== 'object' || value === null) return 24;
  let size = 2;
  if (isArray(value)) {
    for (const item of value) {
      size += 1 + roughSize(item, stopAt);
      if (size > stopAt) return size;
    }
    return size;
  }
  if (isObject(value)) {
    for (const key in value) {
      size += key.length * 6 + 4 + roughSize(value[key] ?? null, stopAt);
      if (size > stopAt) return size;
    }
  }
  return size;
}

/**
 * Whether the JSON text of `value` takes more than `limit` bytes. Exact, but makes the text only when it is near. What is
 * nested deeper than the stack holds counts as too large: nobody could go through it.
 */
export function exceeds(value: Json, limit: number = MAX_PAYLOAD_BYTES): boolean {
  try {
    if (roughSize(value, limit) <= limit) return false;
    return Buffer.byteLength(JSON.stringify(value)) > limit;
  } catch (error) {
    if (error instanceof RangeError) return true;
    throw error;
  }
}

/** Parses JSON text. The one place where text becomes a value, hence the cast. @throws SyntaxError */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** Parses JSON text, `undefined` where it is none. */
export function tryParseJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Text as the Java services write it into messages: strings bare, objects as `{key=value}`, arrays as `[a, b]`. */
export function javaText(value: Json): string {
  if (isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${key}=${javaText(item)}`);
  return `{${entries.join(', ')}}`;
}
