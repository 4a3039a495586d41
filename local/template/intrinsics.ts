/** CloudFormation's intrinsic functions over plain JSON, as AWS documents them under "Intrinsic function reference". */
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '#local/json.ts';

/** What an intrinsic may ask about the stack around it. Each throws an Error for a name that it does not know. */
export type Scope = {
  /** A parameter, pseudo parameter or resource; `noValue` for AWS::NoValue. */
  ref(name: string): Json | typeof noValue;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): Json;
  importValue(name: string): Json;
};

/** AWS::NoValue: whatever holds it disappears. */
export const noValue: unique symbol = Symbol('AWS::NoValue');
type Value = Json | typeof noValue;
type Intrinsic = (argument: Json, scope: Scope) => Value;

/** Resolves a template fragment; a property that comes to AWS::NoValue is left out. Throws an Error naming what is wrong. */
export function resolve(fragment: Json, scope: Scope): Json {
  const value = evaluate(fragment, scope);
  return value === noValue ? null : value;
}

/** Resolves a condition of the Conditions section or of Fn::If. */
export function resolveCondition(fragment: Json, scope: Scope): boolean {
  if (isJsonObject(fragment) && typeof fragment['Condition'] === 'string') {
    return scope.condition(fragment['Condition']);
  }
  const value = evaluate(fragment, scope);
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`a condition must be true or false, not ${JSON.stringify(fragment)}`);
}

function evaluate(fragment: Json, scope: Scope): Value {
  if (isJsonArray(fragment)) return fragment.map((item) => evaluate(item, scope)).filter(isPresent);
  if (!isJsonObject(fragment)) return fragment;
  const keys = Object.keys(fragment);
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) {
    const intrinsic = intrinsics[only];
    if (intrinsic !== undefined) return intrinsic(fragment[only] ?? null, scope);
    if (only.startsWith('Fn::')) throw new Error(`the host does not know the intrinsic function ${only}`);
  }
  const resolved: Record<string, Json> = {};
  for (const [key, value] of Object.entries(fragment)) {
    const outcome = evaluate(value, scope);
    if (outcome !== noValue) resolved[key] = outcome;
  }
  return resolved;
}

function isPresent(value: Value): value is Json {
  return value !== noValue;
}

function list(value: Json, what: string, scope: Scope): readonly Json[] {
  const resolved = resolve(value, scope);
  if (!isJsonArray(resolved)) throw new Error(`${what} needs a list, not ${JSON.stringify(resolved)}`);
  return resolved;
}

function text(value: Json | undefined, what: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${what} needs a string, not ${JSON.stringify(value ?? null)}`);
}

function pair(argument: Json, what: string): readonly [Json, Json] {
  const [first, second] = isJsonArray(argument) ? argument : [];
  if (first === undefined || second === undefined) throw new Error(`${what} needs two arguments`);
  return [first, second];
}

function attributeOf(argument: Json, scope: Scope): Json {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  const [logicalId, attribute] = pair(argument, 'Fn::GetAtt');
  return scope.attribute(text(logicalId, 'Fn::GetAtt'), text(resolve(attribute, scope), 'Fn::GetAtt'));
}

function substitute(argument: Json, scope: Scope): string {
  const [template, given] = isJsonArray(argument) ? argument : [argument];
  const variables: JsonObject = isJsonObject(given) ? given : {};
  return text(template, 'Fn::Sub').replaceAll(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return text(resolve(variable, scope), `Fn::Sub \${${name}}`);
    const value = name.includes('.') ? attributeOf(name, scope) : resolve({ Ref: name }, scope);
    return text(value, `Fn::Sub \${${name}}`);
  });
}

function join(argument: Json, scope: Scope): string {
  const [separator, parts] = pair(argument, 'Fn::Join');
  return list(parts, 'Fn::Join', scope)
    .map((part) => text(part, 'Fn::Join'))
    .join(text(separator, 'Fn::Join'));
}

function select(argument: Json, scope: Scope): Json {
  const [index, values] = pair(argument, 'Fn::Select');
  const chosen = list(values, 'Fn::Select', scope)[Number(resolve(index, scope))];
  if (chosen === undefined) throw new Error(`Fn::Select finds nothing at index ${JSON.stringify(index)}`);
  return chosen;
}

function choose(argument: Json, scope: Scope): Value {
  const [condition, whenTrue, whenFalse] = isJsonArray(argument) ? argument : [];
  if (whenTrue === undefined || whenFalse === undefined) throw new Error('Fn::If needs three arguments');
  return evaluate(scope.condition(text(condition, 'Fn::If')) ? whenTrue : whenFalse, scope);
}

function conditions(argument: Json, scope: Scope): boolean[] {
  return (isJsonArray(argument) ? argument : []).map((part) => resolveCondition(part, scope));
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(text(argument, 'Ref')),
  'Fn::GetAtt': attributeOf,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::If': choose,
  'Fn::Split': (argument, scope) => {
    const [separator, whole] = pair(argument, 'Fn::Split');
    return text(resolve(whole, scope), 'Fn::Split').split(text(separator, 'Fn::Split'));
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = pair(argument, 'Fn::Equals');
    return JSON.stringify(resolve(left, scope)) === JSON.stringify(resolve(right, scope));
  },
  'Fn::Not': (argument, scope) => !conditions(argument, scope)[0],
  'Fn::And': (argument, scope) => conditions(argument, scope).every(Boolean),
  'Fn::Or': (argument, scope) => conditions(argument, scope).some(Boolean),
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, 'Fn::FindInMap', scope).map((key) =>
      text(key, 'Fn::FindInMap'),
    );
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::Base64': (argument, scope) =>
    Buffer.from(text(resolve(argument, scope), 'Fn::Base64')).toString('base64'),
  'Fn::ImportValue': (argument, scope) =>
    scope.importValue(text(resolve(argument, scope), 'Fn::ImportValue')),
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolve(argument, scope)),
};
