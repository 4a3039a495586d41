import { StateError } from '../core/errors.ts';
import type { Environment, Evaluate, Template } from '../query/environment.ts';
import { isExpression } from '../query/jsonata.ts';
import { insertAt, isReferencePath, type Path, PathNotFound } from '../query/jsonpath.ts';
import {
  compilePath,
  compileReference,
  invalidPath,
  type QueryLanguage,
  variablesOf,
} from '../query/template.ts';
import { isArray, isObject, type Json } from './json.ts';
import type { DataFlow, NumberField, TextField } from './machine.ts';
import type { Node } from './node.ts';

/** Fields that select data by a path: `InputPath`, `OutputPath`. `null` selects the empty object. */
function selector(node: Node, field: string): Evaluate | undefined {
  if (node.get(field) === null) return () => ({});
  const text = node.string(field);
  if (text === undefined || text === '$') return undefined;
  return node.compile(field, () => compileReference(text, invalidPath))?.evaluate;
}

/** `ResultPath` (States Language, "ResultPath"): where the result goes in the raw input. */
export function resultPath(node: Node): (raw: Json, result: Json) => Json {
  if (node.get('ResultPath') === null) return (raw) => raw;
  const text = node.string('ResultPath');
  if (text === undefined || text === '$') return (_raw, result) => result;
  const path = node.compile('ResultPath', () => ({ path: compilePath(text), variables: [] }))?.path;
  if (path === undefined) return (_raw, result) => result;
  if (!isReferencePath(path)) node.fail('Value is not a Reference Path', 'ResultPath');
  return (raw, result) => place(path, raw, result);
}

function place(path: Path, raw: Json, result: Json): Json {
  const fits = isObject(raw) || (isArray(raw) && path.segments[0]?.kind === 'index');
  try {
    if (fits) return insertAt(raw, path.segments, result);
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
  }
  const cause = `Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(raw)}`;
  throw new StateError({
    error: 'States.ReferencePathConflict',
    also: 'States.ResultPathMatchFailure',
    cause,
    catchable: true,
  });
}

/** What a state type does with data, beyond what its fields say. */
export type FlowKind = {
  /** Field that prepares the arguments; Map uses `Parameters` for its items instead. */
  readonly parameters: boolean;
  /** Whether the state has a result of its own that `$states.result` and ResultSelector see. */
  readonly result: boolean;
};

export function compileFlow(node: Node, language: QueryLanguage, kind: FlowKind): DataFlow {
  return language === 'JSONata' ? jsonataFlow(node, kind) : jsonPathFlow(node, kind);
}

function compileAssign(node: Node, language: QueryLanguage): Template | undefined {
  if (!node.has('Assign')) return undefined;
  if (!isObject(node.get('Assign'))) {
    node.fail('Expected value of type Object', 'Assign');
    return undefined;
  }
  for (const key of Object.keys(node.child('Assign')?.value ?? {})) {
    const name = language === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key;
    const place = `Assign/${key}`;
    if (name === 'states')
      node.fail("Cannot assign to reserved variable '$states'.", place, 'RESERVED_VARIABLE_NAME');
    else if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) || name.length > 80) {
      const why = name.length > 80 ? 'is too long' : 'contains invalid characters';
      node.fail(`Invalid variable name '${name}': the variable name ${why}.`, place, 'INVALID_VARIABLE_NAME');
    }
  }
  return node.template('Assign', language);
}

function jsonataFlow(node: Node, kind: FlowKind): DataFlow {
  const args = kind.parameters ? node.template('Arguments', 'JSONata') : undefined;
  const output = node.template('Output', 'JSONata');
  const given = args?.evaluate;
  return {
    input: undefined,
    arguments: given === undefined ? undefined : (env) => traced(env, 'afterArguments', given(env)),
    finish:
      output === undefined
        ? undefined
        : (env, result) => output.evaluate(kind.result ? env.with({ input: env.input, result }) : env),
    assign: compileAssign(node, 'JSONata'),
  };
}

function jsonPathFlow(node: Node, kind: FlowKind): DataFlow {
  const input = selector(node, 'InputPath');
  const output = selector(node, 'OutputPath');
  const args = kind.parameters ? node.template('Parameters', 'JSONPath')?.evaluate : undefined;
  const select = kind.result ? node.template('ResultSelector', 'JSONPath')?.evaluate : undefined;
  const place = resultPath(node);
  const plain = select === undefined && output === undefined && !node.has('ResultPath');
  const finish = (env: Environment, result: Json): Json => {
    const selected = select === undefined ? result : select(env.with({ input: result }));
    const placed = place(env.input, selected);
    if (kind.parameters || kind.result) {
      env.trace?.('afterResultSelector', selected);
      env.trace?.('afterResultPath', placed);
    }
    return output === undefined ? placed : output(env.with({ input: placed }));
  };
  return {
    input,
    arguments: args,
    // a state without any of these fields gives its result on as it is; only an inspection wants to see the steps
    finish: plain ? (env, result) => (env.trace === undefined ? result : finish(env, result)) : finish,
    assign: compileAssign(node, 'JSONPath'),
  };
}

export function traced(
  env: Environment,
  step: Parameters<NonNullable<Environment['trace']>>[0],
  value: Json,
): Json {
  env.trace?.(step, value);
  return value;
}

/** A number that may be a literal, a JSONata expression or, as `…Path`, a reference. */
export function numberField(
  node: Node,
  field: string,
  at: { language: QueryLanguage; min: number; max?: number; fraction?: boolean },
): NumberField | undefined {
  const value = node.get(field);
  if (at.language === 'JSONPath') {
    node.oneAmong([field, `${field}Path`], false);
    const text = node.has(`${field}Path`) ? node.string(`${field}Path`) : undefined;
    if (text !== undefined) {
      const path = node.compile(`${field}Path`, () => {
        const made = compilePath(text);
        return { path: made, variables: variablesOf([made]) };
      })?.path;
      return path === undefined ? undefined : { kind: 'path', path, field: `${field}Path` };
    }
  } else if (value !== undefined && isExpression(value)) {
    const template = node.template(field, 'JSONata');
    return template === undefined
      ? undefined
      : { kind: 'expression', evaluate: template.evaluate, source: value, field };
  }
  const fixed = at.fraction === true ? node.number(field, at) : node.integer(field, at);
  return fixed === undefined ? undefined : { kind: 'fixed', value: fixed };
}

/** Text that may be a literal, a JSONata expression or, as `…Path`, a reference or intrinsic function. */
export function textField(
  node: Node,
  field: string,
  language: QueryLanguage,
  fail = invalidPath,
): TextField | undefined {
  if (language === 'JSONPath' && node.has(`${field}Path`)) {
    const text = node.string(`${field}Path`);
    node.oneAmong([field, `${field}Path`], false);
    const made =
      text === undefined ? undefined : node.compile(`${field}Path`, () => compileReference(text, fail));
    return made === undefined || text === undefined
      ? undefined
      : { kind: 'template', evaluate: made.evaluate, source: text, field: `${field}Path` };
  }
  const value = node.string(field);
  if (value === undefined) return undefined;
  if (language === 'JSONPath' || !isExpression(value)) return { kind: 'fixed', value };
  const template = node.template(field, 'JSONata');
  return template === undefined
    ? undefined
    : { kind: 'template', evaluate: template.evaluate, source: value, field };
}
