/**
 * EventBridge event patterns: whether an event matches.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 *
 * Every field of the pattern must match; a field's list matches when one of its entries does; where the event has an
 * array, one of its elements must match. Strings match by character and case unless an operator says otherwise.
 */
import { isIPv4 } from 'node:net';

/** The pattern is not one that EventBridge would take (InvalidEventPatternException). */
export class InvalidPattern extends Error {
  constructor(reason: string) {
    super(`Event pattern is not valid. Reason: ${reason}`);
    this.name = 'InvalidPattern';
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown, operator: string): string {
  if (typeof value === 'string') return value;
  throw new InvalidPattern(`${operator} takes a string`);
}

const onText =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value);

function wildcard(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`);
}

function affix(operand: unknown, operator: 'prefix' | 'suffix'): Test {
  const ignoreCase = isFields(operand) && 'equals-ignore-case' in operand;
  const part = text(ignoreCase ? operand['equals-ignore-case'] : operand, operator);
  const fold = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  return onText((value) =>
    operator === 'prefix' ? fold(value).startsWith(fold(part)) : fold(value).endsWith(fold(part)),
  );
}

const COMPARE: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 !== 0) {
    throw new InvalidPattern('numeric takes pairs of an operator and a number');
  }
  const parts: readonly unknown[] = operand;
  const bounds = parts.flatMap((operator, index) => {
    if (index % 2 === 1) return [];
    const compare = COMPARE[text(operator, 'numeric')];
    const bound = parts[index + 1];
    if (compare === undefined || typeof bound !== 'number') {
      throw new InvalidPattern('numeric takes =, <, <=, > or >= and a number');
    }
    return [(value: number) => compare(value, bound)];
  });
  return (value) => typeof value === 'number' && bounds.every((holds) => holds(value));
}

function ipv4Number(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function cidr(operand: unknown): Test {
  const [network = '', bits = ''] = text(operand, 'cidr').split('/');
  const size = 2 ** (32 - Number(bits));
  if (!isIPv4(network) || !(size >= 1 && size <= 2 ** 32)) {
    throw new InvalidPattern('cidr takes an IPv4 block such as 10.0.0.0/24');
  }
  const block = Math.floor(ipv4Number(network) / size);
  return onText((value) => isIPv4(value) && Math.floor(ipv4Number(value) / size) === block);
}

function anythingBut(operand: unknown): Test {
  if (isFields(operand)) {
    const [operator = '', inner] = Object.entries(operand)[0] ?? [];
    const inners: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
    const tests = inners.map((entry) => operatorTest(operator, entry));
    return (value) => !tests.some((test) => test(value));
  }
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return (value) => !values.includes(value);
}

/** Every operator but `exists`, which asks for the field and not for its value. */
const OPERATORS: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => affix(operand, 'prefix'),
  suffix: (operand) => affix(operand, 'suffix'),
  'equals-ignore-case': (operand) => {
    const wanted = text(operand, 'equals-ignore-case').toLowerCase();
    return onText((value) => value.toLowerCase() === wanted);
  },
  wildcard: (operand) => {
    const shape = wildcard(text(operand, 'wildcard'));
    return onText((value) => shape.test(value));
  },
  numeric,
  cidr,
  'anything-but': anythingBut,
};

function operatorTest(operator: string, operand: unknown): Test {
  const make = OPERATORS[operator];
  if (make === undefined) throw new InvalidPattern(`Unrecognized match type ${operator}`);
  return make(operand);
}

function leafMatches(entry: unknown, values: readonly unknown[]): boolean {
  if (!isFields(entry)) return values.includes(entry);
  const [operator = '', operand] = Object.entries(entry)[0] ?? [];
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw new InvalidPattern('exists takes true or false');
    return operand === values.length > 0;
  }
  const test = operatorTest(operator, operand);
  return values.some((value) => test(value));
}

function fieldMatches(wanted: unknown, value: unknown): boolean {
  if (Array.isArray(wanted)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
    return wanted.some((entry) => leafMatches(entry, values));
  }
  if (!isFields(wanted)) throw new InvalidPattern('a field takes an object or an array');
  const inner: readonly unknown[] = Array.isArray(value) ? value : [value];
  return inner.some((entry) => fieldsMatch(wanted, isFields(entry) ? entry : {}));
}

function fieldsMatch(pattern: Fields, event: Fields): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name !== '$or') return fieldMatches(wanted, event[name]);
    if (!Array.isArray(wanted)) throw new InvalidPattern('$or takes an array of patterns');
    return wanted.some((choice) => isFields(choice) && fieldsMatch(choice, event));
  });
}

/** True when the event matches the pattern. Throws `InvalidPattern` for one that EventBridge would not take. */
export function matchesPattern(pattern: unknown, event: Fields): boolean {
  if (!isFields(pattern) || Object.keys(pattern).length === 0) throw new InvalidPattern('it is empty');
  return fieldsMatch(pattern, event);
}
