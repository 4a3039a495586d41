import { isArray, isObject, type Json, type JsonObject } from '../asl/json.ts';
import { runtimeError, type StateError } from '../core/errors.ts';
import { type Environment, type Evaluate, type Fault, type Template, TemplateError } from './environment.ts';
import { callIntrinsic, isIntrinsic, parseIntrinsic, pathsIn } from './intrinsic-call.ts';
import { compileExpression, isExpression, opensExpression, type Place } from './jsonata.ts';
import { evaluatePath, type Path, PathNotFound, PathSyntaxError, parsePath } from './jsonpath.ts';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** What a path reads: the input, the context object or a variable. */
function rootOf(path: Path, env: Environment): Json {
  switch (path.root.kind) {
    case 'input':
      return env.input;
    case 'context':
      return env.context();
    case 'variable': {
      const value = env.variable(path.root.name);
      if (value === undefined) throw new PathNotFound(`Variable '${path.root.name}' has not been assigned`);
      return value;
    }
  }
}

export function variablesOf(paths: readonly Path[]): string[] {
  return paths.flatMap((path) => (path.root.kind === 'variable' ? [path.root.name] : []));
}

/** @throws TemplateError */
export function compilePath(text: string): Path {
  try {
    return parsePath(text);
  } catch (error) {
    if (error instanceof PathSyntaxError) throw new TemplateError(error.message);
    if (error instanceof SyntaxError) throw new TemplateError(error.message);
    throw error;
  }
}

/** How a field words that its path leads nowhere. */
export type PathFailure = (path: Path, reason: string, env: Environment) => StateError;

/** `InputPath`, `OutputPath` and other fields that select data. */
export const invalidPath: PathFailure = (path, reason) =>
  runtimeError(`Invalid path '${path.text}' : ${reason}`);

/** Members of payload templates and the `…Path` fields of Fail. */
export function notInInput(field: string): PathFailure {
  return (path, _reason, env) =>
    runtimeError(
      `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(env.input)}'`,
    );
}

export function readPath(path: Path, env: Environment, fail: PathFailure): Json {
  try {
    return evaluatePath(path, rootOf(path, env));
  } catch (error) {
    if (error instanceof PathNotFound) throw fail(path, error.reason, env);
    throw error;
  }
}

/** A `…Path` field or a member `name.$`: a path or an intrinsic function. @throws TemplateError */
export function compileReference(text: string, fail: PathFailure): Template {
  if (isIntrinsic(text)) {
    const call = parseIntrinsic(text);
    const read = (path: Path, env: Environment): Json => readPath(path, env, fail);
    return { evaluate: (env) => callIntrinsic(call, env, read), variables: variablesOf(pathsIn(call)) };
  }
  const path = compilePath(text);
  return { evaluate: (env) => readPath(path, env, fail), variables: variablesOf([path]) };
}

/**
 * A payload template. JSONPath: members whose name ends in `.$` are paths or intrinsic functions, all else is literal.
 * JSONata: strings `{% … %}` are expressions at any depth. `at.field` names the template in error messages.
 * @throws TemplateError
 */
export function compileTemplate(value: Json, language: QueryLanguage, at: Place): Template {
  return language === 'JSONata' ? compileJsonata(value, at) : compileJsonPath(value);
}

function constant(value: Json): Template {
  return { evaluate: () => value, variables: [], constant: value };
}

function compileJsonata(value: Json, at: Place): Template {
  if (opensExpression(value)) {
    if (isExpression(value)) return compileExpression(value, at);
    throw new TemplateError('JSONata string must start with {% and end with %}');
  }
  if (isArray(value)) {
    const places = value.map((_, i) => `[${i}]`);
    return list(
      inside(places, (place, i) => compileJsonata(value[i] ?? null, { ...at, field: at.field + place })),
      value,
    );
  }
  if (!isObject(value)) return constant(value);
  const keys = Object.keys(value);
  const items = inside(
    keys.map((key) => `/${key}`),
    (place, i) => compileJsonata(value[keys[i] ?? ''] ?? null, { ...at, field: at.field + place }),
  );
  return record(keys, items, value);
}

function compileJsonPath(value: Json): Template {
  if (isArray(value)) {
    const places = value.map((_, i) => `[${i}]`);
    return list(
      inside(places, (_, i) => compileJsonPath(value[i] ?? null)),
      value,
    );
  }
  if (!isObject(value)) return constant(value);
  const keys = Object.keys(value);
  const items = inside(
    keys.map((key) => `/${key}`),
    (_, i) => compileMember(keys[i] ?? '', value[keys[i] ?? ''] ?? null),
  );
  return record(
    keys.map((key) => (key.endsWith('.$') ? key.slice(0, -2) : key)),
    items,
    value,
  );
}

function compileMember(key: string, value: Json): Template {
  if (!key.endsWith('.$')) return compileJsonPath(value);
  try {
    if (typeof value === 'string') return compileReference(value, notInInput(key));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
  }
  const what = 'must be a valid JSONPath or a valid intrinsic function call';
  throw new TemplateError(`The value for the field '${key}' ${what}`);
}

/** Compiles what stands at each place, and tells all that is wrong in any of them. */
function inside(places: readonly string[], compile: (place: string, at: number) => Template): Template[] {
  const faults: Fault[] = [];
  const made = places.flatMap((place, i) => {
    try {
      return [compile(place, i)];
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      for (const fault of error.faults) faults.push({ ...fault, location: place + fault.location });
      return [];
    }
  });
  if (faults.length > 0) throw new TemplateError(faults);
  return made;
}

function list(items: readonly Template[], source: readonly Json[]): Template {
  if (items.every((item) => item.constant !== undefined)) return constant(source);
  const evaluate: Evaluate = (env) => items.map((item) => item.evaluate(env));
  return { evaluate, variables: items.flatMap((item) => item.variables) };
}

function record(keys: readonly string[], items: readonly Template[], source: JsonObject): Template {
  const literal = items.every((item) => item.constant !== undefined);
  if (literal && keys.every((key) => Object.hasOwn(source, key))) return constant(source);
  const members = items.map((item, i) => [keys[i] ?? '', item] as const);
  const evaluate: Evaluate = (env) => {
    const result: Record<string, Json> = {};
    for (const [key, item] of members) result[key] = item.evaluate(env);
    return result;
  };
  return { evaluate, variables: items.flatMap((item) => item.variables) };
}
