import { isObject, type Json } from '../asl/json.ts';
import type { Environment } from './environment.ts';
import { MAX_DEPTH } from './jsonata-guard.ts';

/**
 * A short cut for the expressions that workflows are full of: paths into `$states.input` or a variable, literals,
 * comparisons, `and`, `or`. Gives `undefined` whenever the general evaluator has to decide: an array on the way
 * (JSONata maps over it), operands of different types, a missing value. Hence it can only ever be faster, not different.
 */
export type Fast = (env: Environment) => Json | undefined;

type Node = Record<string, unknown>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function compileFast(ast: unknown, depth = 1): Fast | undefined {
  // what is nested too deep is refused by the general evaluator
  if (depth > MAX_DEPTH || !isNode(ast) || ast['predicate'] !== undefined || ast['group'] !== undefined)
    return undefined;
  if (ast['keepArray'] === true || ast['stages'] !== undefined) return undefined;
  switch (ast['type']) {
    case 'string':
    case 'number':
    case 'value':
      return literal(ast['value']);
    case 'variable':
      return typeof ast['value'] === 'string' ? variable(ast['value']) : undefined;
    case 'path':
      return path(ast);
    case 'binary':
      return binary(ast, depth + 1);
    default:
      return undefined;
  }
}

function literal(value: unknown): Fast | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return () => value;
  return undefined;
}

function variable(name: string): Fast | undefined {
  if (name === '' || name === '$' || name === 'states') return undefined;
  return (env) => env.variable(name);
}

function path(ast: Node): Fast | undefined {
  const steps = ast['steps'];
  if (!Array.isArray(steps) || ast['keepSingletonArray'] === true || ast['tuple'] !== undefined)
    return undefined;
  const nodes: unknown[] = steps;
  if (!nodes.every((s) => isNode(s) && Object.keys(s).every((k) => PLAIN_STEP.has(k)))) return undefined;
  const names = nodes.map((s) => (isNode(s) && typeof s['value'] === 'string' ? s['value'] : ''));
  const kinds = nodes.map((s) => (isNode(s) ? s['type'] : undefined));
  if (kinds[0] !== 'variable' || !kinds.slice(1).every((kind) => kind === 'name')) return undefined;
  const [head = '', ...keys] = names;
  if (head === 'states') return statesPath(keys);
  const root = variable(head);
  return root === undefined ? undefined : walk(root, keys);
}

const PLAIN_STEP = new Set(['type', 'value', 'position']);

function statesPath([field, ...keys]: readonly string[]): Fast | undefined {
  if (field === 'input') return walk((env) => env.input, keys);
  if (field === 'result') return walk((env) => env.result, keys);
  if (field === 'errorOutput') return walk((env) => env.errorOutput, keys);
  return undefined;
}

function walk(root: Fast, keys: readonly string[]): Fast {
  return (env) => {
    let value = root(env);
    for (const key of keys) {
      if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
      value = value[key];
    }
    return value;
  };
}

/** Operators on two numbers or two strings; for all other operands the general evaluator decides. */
const COMPARE: Record<string, (a: number | string, b: number | string) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};

function binary(ast: Node, depth: number): Fast | undefined {
  const [left, right] = [compileFast(ast['lhs'], depth), compileFast(ast['rhs'], depth)];
  const operator = ast['value'];
  if (left === undefined || right === undefined || typeof operator !== 'string') return undefined;
  if (operator === 'and' || operator === 'or') return logic(operator, left, right);
  const compare = COMPARE[operator];
  if (compare !== undefined) return comparison(compare, left, right);
  const compute = ARITHMETIC[operator];
  if (compute === undefined) return undefined;
  return (env) => {
    const [a, b] = [left(env), right(env)];
    if (typeof a !== 'number' || typeof b !== 'number') return undefined;
    const value = compute(a, b);
    return Number.isFinite(value) ? value : undefined;
  };
}

function comparison(
  compare: (a: number | string, b: number | string) => boolean,
  left: Fast,
  right: Fast,
): Fast {
  return (env) => {
    const [a, b] = [left(env), right(env)];
    if (typeof a === 'number' && typeof b === 'number') return compare(a, b);
    if (typeof a === 'string' && typeof b === 'string') return compare(a, b);
    return undefined;
  };
}

function logic(operator: 'and' | 'or', left: Fast, right: Fast): Fast {
  const decides = operator === 'or';
  return (env) => {
    const a = left(env);
    if (typeof a !== 'boolean') return undefined;
    if (a === decides) return a;
    const b = right(env);
    return typeof b === 'boolean' ? b : undefined;
  };
}
