import type { Environment, Evaluate, Template } from '../query/environment.ts';
import type { Json, JsonObject } from './json.ts';
import { parseTimestamp } from './timestamp.ts';

/** One entry of `Choices`. */
export type ChoiceRule = {
  readonly next: string;
  /** Whether it matches. JSONPath: the rule tree; JSONata: Condition. */
  readonly test: (env: Environment) => boolean;
  readonly assign: Template | undefined;
  /** JSONata `Output` of the rule. */
  readonly output: Evaluate | undefined;
};

type Compare = (value: Json, operand: Json) => boolean;

function strings(test: (a: string, b: string) => boolean): Compare {
  return (a, b) => typeof a === 'string' && typeof b === 'string' && test(a, b);
}

function numbers(test: (a: number, b: number) => boolean): Compare {
  return (a, b) => typeof a === 'number' && typeof b === 'number' && test(a, b);
}

function timestamps(test: (a: number, b: number) => boolean): Compare {
  return (a, b) => {
    const [x, y] = [instant(a), instant(b)];
    return x !== undefined && y !== undefined && test(x, y);
  };
}

function instant(value: Json): number | undefined {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

/** `*` stands for any text, `\*` for a star, `\\` for a backslash. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.match(/\\[\s\S]|[\s\S]/g) ?? [];
  const source = parts
    .map((p) => (p === '*' ? '[\\s\\S]*' : literal(p.length > 1 ? p.slice(1) : p)))
    .join('');
  return new RegExp(`^${source}$`, 'u');
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** What the operand of an operator has to be in a definition. */
export type OperandType = 'string' | 'number' | 'boolean' | 'timestamp';

type Operator = {
  readonly operand: OperandType;
  readonly test: Compare /** Has a `…Path` form. */;
  readonly path: boolean;
};

/** Comparison operators of the JSONPath Choice state (States Language, "Data-test Expression"), all of them. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  BooleanEquals: { operand: 'boolean', path: true, test: (a, b) => typeof a === 'boolean' && a === b },
  NumericEquals: { operand: 'number', path: true, test: numbers((a, b) => a === b) },
  NumericGreaterThan: { operand: 'number', path: true, test: numbers((a, b) => a > b) },
  NumericGreaterThanEquals: { operand: 'number', path: true, test: numbers((a, b) => a >= b) },
  NumericLessThan: { operand: 'number', path: true, test: numbers((a, b) => a < b) },
  NumericLessThanEquals: { operand: 'number', path: true, test: numbers((a, b) => a <= b) },
  StringEquals: { operand: 'string', path: true, test: strings((a, b) => a === b) },
  StringGreaterThan: { operand: 'string', path: true, test: strings((a, b) => a > b) },
  StringGreaterThanEquals: { operand: 'string', path: true, test: strings((a, b) => a >= b) },
  StringLessThan: { operand: 'string', path: true, test: strings((a, b) => a < b) },
  StringLessThanEquals: { operand: 'string', path: true, test: strings((a, b) => a <= b) },
  StringMatches: { operand: 'string', path: false, test: strings((a, b) => wildcard(b).test(a)) },
  TimestampEquals: { operand: 'timestamp', path: true, test: timestamps((a, b) => a === b) },
  TimestampGreaterThan: { operand: 'timestamp', path: true, test: timestamps((a, b) => a > b) },
  TimestampGreaterThanEquals: { operand: 'timestamp', path: true, test: timestamps((a, b) => a >= b) },
  TimestampLessThan: { operand: 'timestamp', path: true, test: timestamps((a, b) => a < b) },
  TimestampLessThanEquals: { operand: 'timestamp', path: true, test: timestamps((a, b) => a <= b) },
};

/** Tests of type and presence; the operand says whether the test shall hold. `undefined`: the path leads nowhere. */
export const TYPE_TESTS: Readonly<Record<string, (value: Json | undefined) => boolean>> = {
  IsBoolean: (value) => typeof value === 'boolean',
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsPresent: (value) => value !== undefined,
  IsString: (value) => typeof value === 'string',
  IsTimestamp: (value) => value !== undefined && instant(value) !== undefined,
};

type Used = {
  readonly name: string;
  /** As the rule names it: with `Path`, where the operand is one. */
  readonly field: string;
  readonly operand: Json;
  readonly isPath: boolean;
};

/** The operators that a rule names; a good one names one. */
export function operatorsOf(rule: JsonObject): readonly Used[] {
  return Object.entries(rule).flatMap(([field, operand]): Used[] => {
    if (Object.hasOwn(OPERATORS, field) || Object.hasOwn(TYPE_TESTS, field))
      return [{ name: field, field, operand, isPath: false }];
    const name = field.endsWith('Path') ? field.slice(0, -4) : '';
    return name !== '' && OPERATORS[name]?.path === true ? [{ name, field, operand, isPath: true }] : [];
  });
}
