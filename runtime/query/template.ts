import { isArray, isObject, type Json } from '../asl/json.ts';
import { runtimeError, type StateError } from '../core/errors.ts';
import { type Environment, type Evaluate, type Template, TemplateError } from './environment.ts';
import { callIntrinsic, isIntrinsic, parseIntrinsic, pathsIn } from './intrinsic-call.ts';
import { compileExpression, isExpression } from './jsonata.ts';
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
 * JSONata: strings `{% … %}` are expressions at any depth. `field` names the template in error messages.
 * @throws TemplateError
 */
export function compileTemplate(value: Json, language: QueryLanguage, field: string): Template {
  return language === 'JSONata' ? compileJsonata(value, field) : compileJsonPath(value);
}

function constant(value: Json): Template {
  return { evaluate: () => value, variables: [], constant: value };
}

function compileJsonata(value: Json, field: string): Template {
  if (isExpression(value)) return inside(() => compileExpression(value, field), '');
  if (isArray(value)) {
    const items = value.map((item, i) => inside(() => compileJsonata(item, `${field}[${i}]`), `[${i}]`));
    return list(items, value);
  }
  if (!isObject(value)) return constant(value);
  const members = Object.entries(value).map(
    ([key, item]) => [key, inside(() => compileJsonata(item, `${field}/${key}`), `/${key}`)] as const,
  );
  return record(members, value);
}

function compileJsonPath(value: Json): Template {
  if (isArray(value))
    return list(
      value.map((item, i) => inside(() => compileJsonPath(item), `[${i}]`)),
      value,
    );
  if (!isObject(value)) return constant(value);
  const members = Object.entries(value).map(([key, item]) => {
    if (!key.endsWith('.$')) return [key, inside(() => compileJsonPath(item), `/${key}`)] as const;
    if (typeof item !== 'string') {
      throw new TemplateError(
        `The value for the field '${key}' must be a valid JSONPath or a valid intrinsic function call`,
        `/${key}`,
      );
    }
    return [key.slice(0, -2), inside(() => compileReference(item, notInInput(key)), `/${key}`)] as const;
  });
  return record(members, value);
}

function inside(compile: () => Template, location: string): Template {
  try {
    return compile();
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(error.message, location + error.location);
    throw error;
  }
}

function list(items: readonly Template[], source: readonly Json[]): Template {
  if (items.every((item) => item.constant !== undefined)) return constant(source);
  const evaluate: Evaluate = (env) => items.map((item) => item.evaluate(env));
  return { evaluate, variables: items.flatMap((item) => item.variables) };
}

function record(members: readonly (readonly [string, Template])[], source: Json): Template {
  const literal = members.every(([, item]) => item.constant !== undefined);
  if (literal && isObject(source) && members.every(([key]) => Object.hasOwn(source, key)))
    return constant(source);
  const evaluate: Evaluate = (env) => {
    const result: Record<string, Json> = {};
    for (const [key, item] of members) result[key] = item.evaluate(env);
    return result;
  };
  return { evaluate, variables: members.flatMap(([, item]) => item.variables) };
}
