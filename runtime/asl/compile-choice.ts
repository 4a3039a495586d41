import { evaluationError, runtimeError } from '../core/errors.ts';
import type { Environment } from '../query/environment.ts';
import { isExpression, wrongType } from '../query/jsonata.ts';
import { evaluatePath, type Path, PathNotFound } from '../query/jsonpath.ts';
import {
  compilePath,
  type PathFailure,
  type QueryLanguage,
  readPath,
  variablesOf,
} from '../query/template.ts';
import { type ChoiceRule, OPERATORS, type OperandType, operatorsOf, TYPE_TESTS } from './choice-rules.ts';
import { wrongLanguage } from './fields.ts';
import { isArray, type Json } from './json.ts';
import type { Node } from './node.ts';
import { parseTimestamp } from './timestamp.ts';

type Test = (env: Environment) => boolean;

const conditionPath: PathFailure = (path) =>
  runtimeError(`Invalid path '${path.text}': The choice state's condition path references an invalid value.`);

export function compileChoices(node: Node, language: QueryLanguage): ChoiceRule[] {
  const rules = node.children('Choices') ?? [];
  if (rules.length === 0 && node.has('Choices')) node.fail('Value cannot be empty', 'Choices');
  return rules.flatMap((rule) => {
    rule.require('Next');
    for (const field of FOREIGN[language]) if (rule.has(field)) rule.fail(wrongLanguage(field, language));
    const test = language === 'JSONata' ? condition(rule) : dataTest(rule);
    const next = rule.string('Next');
    if (test === undefined || next === undefined) return [];
    return [{ next, test, assign: rule.template('Assign', language), output: output(rule, language) }];
  });
}

/** Fields of a rule that only the other query language has. */
const FOREIGN: Readonly<Record<QueryLanguage, readonly string[]>> = {
  JSONPath: ['Condition', 'Output'],
  JSONata: ['Variable', 'And', 'Or', 'Not'],
};

function output(rule: Node, language: QueryLanguage): ChoiceRule['output'] {
  return language === 'JSONata' ? rule.template('Output', 'JSONata')?.evaluate : undefined;
}

function condition(rule: Node): Test | undefined {
  rule.require('Condition');
  const value = rule.get('Condition');
  if (typeof value === 'boolean') return () => value;
  if (value === undefined) return undefined;
  if (!isExpression(value)) {
    rule.fail('Expected a boolean or a JSONata expression', 'Condition');
    return undefined;
  }
  const field = rule.named('Condition');
  const template = rule.template('Condition', 'JSONata');
  return template === undefined
    ? undefined
    : (env) => {
        const result = template.evaluate(env);
        if (typeof result === 'boolean') return result;
        throw evaluationError(wrongType(value, field, 'boolean', result), field);
      };
}

/** A rule inside And, Or, Not: only the outermost one leads on. */
function nested(rule: Node): Test | undefined {
  if (rule.has('Next')) rule.fail("Field 'Next' is not supported");
  return dataTest(rule);
}

const SELECTORS = ['And', 'Or', 'Not', 'Variable', 'Condition'];

/** And, Or, Not and the comparison operators (States Language, "Choice Rule"). */
function dataTest(rule: Node): Test | undefined {
  if (SELECTORS.filter((field) => rule.has(field)).length !== 1) {
    rule.fail(`The object must have only one of the following fields, [${SELECTORS.join(', ')}]`);
    return undefined;
  }
  for (const [field, combine] of [
    [
      'And',
      (tests: Test[]): Test =>
        (env) =>
          tests.every((t) => t(env)),
    ],
    [
      'Or',
      (tests: Test[]): Test =>
        (env) =>
          tests.some((t) => t(env)),
    ],
  ] as const) {
    if (!rule.has(field)) continue;
    const nodes = rule.children(field) ?? [];
    if (nodes.length === 0) rule.fail('Value cannot be empty', field);
    const tests = nodes.map(nested);
    return combine(tests.filter((t) => t !== undefined));
  }
  if (rule.has('Not')) {
    const inner = rule.child('Not');
    const test = inner === undefined ? undefined : nested(inner);
    return test === undefined ? undefined : (env) => !test(env);
  }
  return comparison(rule);
}

function comparison(rule: Node): Test | undefined {
  const variable = pathOf(rule, 'Variable');
  const [operator, ...others] = operatorsOf(rule.value);
  if (operator === undefined || others.length > 0) {
    const fields = [operator, ...others].flatMap((o) => (o === undefined ? [] : [o.field]));
    const only =
      fields.length > 0 ? `There should only be one of the following fields: [${fields.join(', ')}]` : '';
    rule.fail(only || 'A comparison operator is required');
    return undefined;
  }
  if (variable === undefined) return undefined;
  const { name, operand, field } = operator;
  if (!operator.isPath) rule.warnNoPath(field);
  const typeTest = TYPE_TESTS[name];
  if (typeTest !== undefined) {
    if (typeof operand !== 'boolean') rule.fail('Expected value of type Boolean', name);
    const absentFails = name !== 'IsPresent';
    return (env) =>
      typeTest(absentFails ? readPath(variable, env, conditionPath) : find(variable, env)) === operand;
  }
  const test = OPERATORS[name]?.test;
  if (test === undefined) return undefined;
  if (operator.isPath) {
    const other = pathOf(rule, field);
    if (other === undefined) return undefined;
    return (env) => test(readPath(variable, env, conditionPath), readPath(other, env, conditionPath));
  }
  checkOperand(rule, name, operand);
  return (env) => test(readPath(variable, env, conditionPath), operand);
}

function pathOf(rule: Node, field: string): Path | undefined {
  const text = rule.string(field);
  if (text === undefined) return undefined;
  return rule.compile(field, () => {
    const path = compilePath(text);
    return { path, variables: variablesOf([path]) };
  })?.path;
}

const OPERANDS: Record<OperandType, (value: Json) => string | undefined> = {
  string: (v) => (typeof v === 'string' ? undefined : 'Expected value of type String'),
  number: (v) => (typeof v === 'number' ? undefined : 'Expected value of type Number'),
  boolean: (v) => (typeof v === 'boolean' ? undefined : 'Expected value of type Boolean'),
  timestamp: (v) =>
    typeof v === 'string' && parseTimestamp(v) !== undefined
      ? undefined
      : 'String does not match RFC3339 timestamp',
};

function checkOperand(rule: Node, name: string, operand: Json): void {
  const type = OPERATORS[name]?.operand;
  const message = type === undefined ? undefined : OPERANDS[type](operand);
  if (message !== undefined) rule.fail(message, name);
}

/** The value that a path leads to, `undefined` where it leads nowhere. An indefinite path that finds nothing does not. */
function find(path: Path, env: Environment): Json | undefined {
  const root =
    path.root.kind === 'context'
      ? env.context()
      : path.root.kind === 'variable'
        ? env.variable(path.root.name)
        : env.input;
  if (root === undefined) return undefined;
  try {
    const value = evaluatePath(path, root);
    return !path.definite && isArray(value) && value.length === 0 ? undefined : value;
  } catch (error) {
    if (error instanceof PathNotFound) return undefined;
    throw error;
  }
}
