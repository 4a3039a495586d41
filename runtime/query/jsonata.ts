import { isObject, type Json, tryParseJson } from '../asl/json.ts';
import { evaluationError } from '../core/errors.ts';
import { type Environment, type Evaluate, type Template, TemplateError } from './environment.ts';
import { hash, partition, range, seededRandom } from './intrinsics.ts';
import { holdsRegex, unsupportedIn } from './jsonata-check.ts';
import { compileFast, isNode } from './jsonata-fast.ts';
import { Guard, MAX_DEPTH, MAX_RANGE_ITEMS, MAX_STEPS, MemoryLimit } from './jsonata-guard.ts';
import { type Ambient, loadSyncJsonata, type SyncExpression } from './jsonata-sync.ts';
import { inTime, TIMED_OUT } from './jsonata-time.ts';

/** The JSON types that a field may ask for, as messages name them. */
export type JsonType = 'array' | 'boolean' | 'number' | 'object' | 'string';

const ambient: Ambient = { now: 0, chance: { random: () => 0, uuid: () => '' } };
const guard = new Guard();
const jsonata = loadSyncJsonata(ambient, guard);

/** `{% … %}` without anything around it is an expression, every other string is text. */
export function isExpression(value: Json): value is string {
  return opensExpression(value) && value.endsWith('%}') && value.length >= 4;
}

/** Whether a text begins as an expression does; without its end it is neither that nor text. */
export function opensExpression(value: Json): value is string {
  return typeof value === 'string' && value.startsWith('{%');
}

/** The functions that AWS adds to JSONata, or replaces (guide, "Transforming data with JSONata"). */
function addFunctions(expression: SyncExpression): void {
  const json = (value: unknown): Json => sanitize(value) ?? null;
  expression.assign('eval', undefined);
  expression.registerFunction('partition', (list: unknown, size: unknown) =>
    partition(json(list), json(size)),
  );
  expression.registerFunction('range', (...bounds: unknown[]) =>
    range(bounds.map(json), (items) => {
      if (items > MAX_RANGE_ITEMS) throw new MemoryLimit();
    }),
  );
  expression.registerFunction('hash', (data: unknown, name: unknown) =>
    hash(json(data), json(name ?? 'SHA-1')),
  );
  expression.registerFunction('uuid', () => ambient.chance.uuid());
  expression.registerFunction('random', (seed: unknown) =>
    typeof seed === 'number' ? seededRandom(seed)() : ambient.chance.random(),
  );
  expression.registerFunction('parse', (text: unknown) => {
    const value = typeof text === 'string' ? tryParseJson(text) : undefined;
    if (value === undefined) throw new Error('the argument of $parse is not a JSON text');
    return value;
  });
}

/** A value that has no JSON form, such as a function. */
class UnsupportedValue extends Error {}

/** Whether a value that the evaluator gave is plain JSON through and through. */
function isPlain(value: unknown): value is Json {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (Array.isArray(value)) return Object.keys(value).length === value.length && value.every(isPlain);
  return !isCode(value) && Object.values(value).every(isPlain);
}

function isCode(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value || value instanceof RegExp;
}

/**
 * What the evaluator gave -> plain JSON: its arrays carry marks that would change the meaning of later expressions,
 * numbers may be infinite, functions may stand anywhere. A value that is plain already stays the very same, so that
 * values stay shared.
 */
function sanitize(value: unknown): Json | undefined {
  if (value === undefined || isPlain(value)) return value;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null || isCode(value)) throw new UnsupportedValue();
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => sanitize(item) ?? null);
  const members = Object.entries<unknown>({ ...value }).flatMap(([key, item]) => {
    const json = sanitize(item);
    return json === undefined ? [] : [[key, json] as const];
  });
  return Object.fromEntries(members);
}

type Names = { readonly read: Set<string>; readonly bound: Set<string> };

/** Names that an expression reads as variables (functions that it calls are none), and names that it defines itself. */
function namesIn(ast: unknown, names: Names): Names {
  if (Array.isArray(ast)) {
    for (const node of ast) namesIn(node, names);
    return names;
  }
  if (!isNode(ast)) return names;
  const { type, value } = ast;
  if (type === 'variable' && typeof value === 'string') names.read.add(value);
  for (const [key, child] of Object.entries(ast)) {
    const defines = (type === 'bind' && key === 'lhs') || (type === 'lambda' && key === 'arguments');
    if (defines)
      for (const name of namesIn(child, { read: new Set(), bound: new Set() }).read) names.bound.add(name);
    else if (key !== 'position' && key !== 'procedure') namesIn(child, names);
    else if (key === 'procedure' && !(isNode(child) && child['type'] === 'variable')) namesIn(child, names);
  }
  return names;
}

const STACK_OVERFLOW = `Stack overflow error: Check for non-terminating recursive function.  Consider rewriting as tail-recursive. Depth=${MAX_DEPTH + 1} max=${MAX_DEPTH}`;
const TIMEOUT = 'Expression evaluation timeout: Check for infinite loop';

/** Which bound an evaluation ran into; these AWS tells without a code. */
function boundOf(error: unknown): string | undefined {
  if (error instanceof MemoryLimit) return error.message;
  if (error instanceof RangeError)
    return /call stack/.test(error.message) ? STACK_OVERFLOW : new MemoryLimit().message;
  const code = isNode(error) ? error['code'] : undefined;
  if (code === 'D1011') return STACK_OVERFLOW;
  return code === 'D1012' || code === TIMED_OUT ? TIMEOUT : undefined;
}

function messageOf(error: unknown): string {
  if (error instanceof Error && !('code' in error)) return error.message;
  const { code, message } = isNode(error) ? error : {};
  return `${String(code)}: ${String(message)}`;
}

/** Where an expression stands: the field, as messages name it, and whether that belongs to a catcher. */
export type Place = { readonly field: string; readonly inCatch: boolean };

/** Compiles the text between `{%` and `%}` once. @throws TemplateError when it is no JSONata, or none that AWS takes. */
export function compileExpression(source: string, { field, inCatch }: Place): Template {
  const text = source.slice(2, -2).trim();
  const { expression, unsupported, names: found, slow, fast } = parse(text, inCatch);
  addFunctions(expression);
  if (unsupported.length > 0) {
    const code = 'UNSUPPORTED_JSONATA_EXPRESSION';
    throw new TemplateError(unsupported.map((message) => ({ message, location: '', code })));
  }
  const usesContext = /\bcontext\b|\$states(?!\s*\.\s*(?:input|result|errorOutput)\b)/.test(text);
  const names = [...found.read].filter((name) => name !== '' && name !== '$' && name !== 'states');
  const evaluate: Evaluate = (env) => {
    const quick = fast?.(env);
    if (quick !== undefined) return quick;
    const value = run(expression, { env, usesContext, names, slow }, { text, field });
    if (value === undefined)
      throw evaluationError(`${intro(text, field)} returned nothing (undefined).`, field);
    return value;
  };
  return { evaluate, variables: names.filter((name) => !found.bound.has(name)) };
}

/** An expression with what there is to know of it before it runs. @throws TemplateError */
function parse(text: string, inCatch: boolean) {
  try {
    const expression = jsonata(text, { stack: MAX_DEPTH, timeout: MAX_STEPS });
    const ast = expression.ast();
    return {
      expression,
      unsupported: unsupportedIn(ast, inCatch),
      names: namesIn(ast, { read: new Set(), bound: new Set() }),
      fast: compileFast(ast),
      slow: text.includes('$distinct') || holdsRegex(ast),
    };
  } catch (error) {
    const message = (boundOf(error) ?? messageOf(error)).replace(/^[A-Z]\d{4}: /, '');
    throw new TemplateError([{ message, location: '', code: 'INVALID_JSONATA_EXPRESSION' }]);
  }
}

export function intro(text: string, field: string): string {
  return `The JSONata expression '${text}' specified for the field '${field}'`;
}

type Reads = { env: Environment; usesContext: boolean; names: readonly string[]; slow: boolean };

function run(
  expression: SyncExpression,
  reads: Reads,
  at: { text: string; field: string },
): Json | undefined {
  const { env } = reads;
  const states: Record<string, unknown> = { input: env.input };
  if (reads.usesContext) states['context'] = env.context();
  if (env.result !== undefined) states['result'] = env.result;
  if (env.errorOutput !== undefined) states['errorOutput'] = env.errorOutput;
  const bindings: Record<string, unknown> = { states };
  for (const name of reads.names) {
    const value = env.variable(name);
    if (value !== undefined) bindings[name] = value;
  }
  ambient.now = env.now;
  ambient.chance = env.chance;
  guard.begin();
  try {
    const evaluate = (): unknown => expression.evaluate(undefined, bindings);
    const value = reads.slow ? inTime(evaluate) : evaluate();
    guard.weigh(value);
    return sanitize(value);
  } catch (error) {
    if (error instanceof UnsupportedValue) {
      throw evaluationError(`${intro(at.text, at.field)} returned an unsupported result type.`, at.field);
    }
    const bound = boundOf(error);
    const reason = bound === undefined ? `. ${messageOf(error)}` : `: ${bound}`;
    throw evaluationError(`${intro(at.text, at.field)} threw an error during evaluation${reason}`, at.field);
  }
}

/** The type of a value, as messages name it. */
export function typeName(value: Json): JsonType | 'null' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isObject(value)) return 'object';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'number' ? 'number' : 'string';
}

/** Message of a field whose expression gave a value of the wrong type. */
export function wrongType(source: string, field: string, expected: string, value: Json): string {
  const text = source.slice(2, -2).trim();
  const is = `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`;
  return `${intro(text, field)} returned an unexpected result type. ${is}`;
}
