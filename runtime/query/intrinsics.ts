import { createHash } from 'node:crypto';
import { equalJson, isArray, isObject, type Json, javaText, parseJson } from '../asl/json.ts';

/** What functions with randomness draw from; passed in, so that a run can be repeated. */
export type Chance = {
  /** [0, 1) */
  random(): number;
  uuid(): string;
};

/** A call that the function refuses. Becomes `States.IntrinsicFailure` (JSONPath) or `States.QueryEvaluationError`. */
export class IntrinsicError extends Error {}

type Intrinsic = {
  /** Number of arguments: [least, most]. */
  readonly arity: readonly [number, number];
  readonly call: (args: readonly Json[], chance: Chance) => Json;
};

const MANY = Number.POSITIVE_INFINITY;
/** Arrays that a function makes hold at most so many items (AWS guide, "Intrinsic functions"). */
const MAX_RANGE_ITEMS = 1000;
const MAX_HASH_INPUT = 10_000;
const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function refuse(message: string): never {
  throw new IntrinsicError(message);
}

function array(value: Json | undefined): readonly Json[] {
  return isArray(value) ? value : refuse('an array is needed');
}

function string(value: Json | undefined): string {
  return typeof value === 'string' ? value : refuse('a string is needed');
}

function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : refuse('a number is needed');
}

/** Java's Math.round, which Math.round of JavaScript equals. -0 becomes 0. */
function whole(value: Json | undefined): number {
  return Math.round(number(value)) + 0;
}

/** `States.ArrayPartition` and `$partition`. */
export function partition(list: Json | undefined, size: Json | undefined): Json {
  const items = array(list);
  const chunk = whole(size);
  if (chunk <= 0) refuse('the chunk size must be a positive number');
  return Array.from({ length: Math.ceil(items.length / chunk) }, (_, i) =>
    items.slice(i * chunk, i * chunk + chunk),
  );
}

/** `States.ArrayRange` and `$range`: first, last (inclusive), increment. `check` is told how many items there will be. */
export function range(
  [from, to, by]: readonly (Json | undefined)[],
  check: (items: number) => void = atMostThousand,
): Json {
  const [first, last, step] = [whole(from), whole(to), whole(by)];
  if (step === 0) refuse('the increment must not be 0');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  check(count);
  return Array.from({ length: count }, (_, i) => first + i * step);
}

function atMostThousand(items: number): void {
  if (items > MAX_RANGE_ITEMS) refuse(`the array would hold more than ${MAX_RANGE_ITEMS} items`);
}

/** `States.Hash` and `$hash`. Values that are no strings are hashed as their JSON text. */
export function hash(data: Json | undefined, algorithm: Json | undefined): string {
  const name =
    HASHES[string(algorithm)] ?? refuse(`the algorithm must be one of ${Object.keys(HASHES).join(', ')}`);
  const text = typeof data === 'string' ? data : JSON.stringify(data ?? null);
  if (text.length > MAX_HASH_INPUT) refuse(`more than ${MAX_HASH_INPUT} characters cannot be hashed`);
  return createHash(name).update(text, 'utf8').digest('hex');
}

/** A generator that gives the numbers of java.util.Random for a seed, as AWS does. Next double in [0, 1). */
export function seededRandom(seed: number): () => number {
  const mask = (1n << 48n) - 1n;
  let state = (BigInt(Math.trunc(seed)) ^ 0x5deece66dn) & mask;
  const next = (bits: bigint): bigint => {
    state = (state * 0x5deece66dn + 0xbn) & mask;
    return state >> (48n - bits);
  };
  return () => Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
}

function format(args: readonly Json[]): string {
  const template = string(args[0]);
  let next = 1;
  const text = template.replace(/\\(.)|\{\}/gs, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    const value = args[next] ?? (next < args.length ? null : refuse('there are more {} than arguments'));
    next += 1;
    return javaText(value);
  });
  if (next < args.length) refuse('there are more arguments than {}');
  return text;
}

function split(text: string, delimiters: string): string[] {
  const parts: string[] = [''];
  for (const char of text) {
    if (delimiters.includes(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part !== '');
}

function merge(args: readonly Json[]): Json {
  const [left, right, deep] = args;
  if (!isObject(left) || !isObject(right)) return refuse('two objects are needed');
  if (deep !== false) return refuse('only shallow merging is supported: the third argument must be false');
  return { ...left, ...right };
}

function randomInteger(args: readonly Json[], chance: Chance): number {
  const [from, to] = [whole(args[0]), whole(args[1])];
  if (to <= from) refuse('the end must be greater than the start');
  const draw = args.length > 2 ? seededRandom(number(args[2])) : () => chance.random();
  return from + Math.floor(draw() * (to - from));
}

function unique(list: readonly Json[]): Json[] {
  return list.filter((item, i) => list.findIndex((other) => equalJson(other, item)) === i);
}

function decode(text: string): string {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return refuse('the string is not Base64');
  return Buffer.from(text, 'base64').toString('utf8');
}

function parseText(value: Json | undefined): Json {
  const text = string(value);
  if (text.trim() === '') return null;
  try {
    const parsed = parseJson(text);
    return Object.is(parsed, -0) ? 0 : parsed;
  } catch {
    return refuse('the string is not JSON');
  }
}

/** Every intrinsic function of the JSONPath query language (AWS guide, "Intrinsic functions"). */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  'States.Array': { arity: [0, MANY], call: (args) => args },
  'States.ArrayContains': {
    arity: [2, 2],
    call: ([list, item]) => array(list).some((x) => equalJson(x, item ?? null)),
  },
  'States.ArrayGetItem': {
    arity: [2, 2],
    call: ([list, index]) => array(list)[number(index)] ?? refuse('the index is out of bounds'),
  },
  'States.ArrayLength': { arity: [1, 1], call: ([list]) => array(list).length },
  'States.ArrayPartition': { arity: [2, 2], call: ([list, size]) => partition(list, size) },
  'States.ArrayRange': { arity: [3, 3], call: (args) => range(args) },
  'States.ArrayUnique': { arity: [1, 1], call: ([list]) => unique(array(list)) },
  'States.Base64Decode': { arity: [1, 1], call: ([text]) => decode(string(text)) },
  'States.Base64Encode': {
    arity: [1, 1],
    call: ([text]) => Buffer.from(string(text), 'utf8').toString('base64'),
  },
  'States.Format': { arity: [1, MANY], call: format },
  'States.Hash': { arity: [2, 2], call: ([data, algorithm]) => hash(data, algorithm) },
  'States.JsonMerge': { arity: [3, 3], call: merge },
  'States.JsonToString': { arity: [1, 1], call: ([value]) => JSON.stringify(value ?? null) },
  'States.MathAdd': { arity: [2, 2], call: ([a, b]) => whole(a) + whole(b) },
  'States.MathRandom': { arity: [2, 3], call: randomInteger },
  'States.StringSplit': { arity: [2, 2], call: ([text, by]) => split(string(text), string(by)) },
  'States.StringToJson': { arity: [1, 1], call: ([text]) => parseText(text) },
  'States.UUID': { arity: [0, 0], call: (_args, chance) => chance.uuid() },
};
