/** The Condition block of a policy statement. AWS: "IAM JSON policy elements: Condition operators". */

/** Values of condition keys for one request; keys are lower case, because IAM's are not sensitive to it. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;
export type Condition = (context: RequestContext) => boolean;

type Compare = (actual: string, expected: string) => boolean;

/** IAM's patterns: `*` stands for any characters, `?` for one. */
export function wildcard(pattern: string, flags = 's'): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags);
}

function like(actual: string, expected: string): boolean {
  return wildcard(expected).test(actual);
}

/** Each of the six parts of an ARN is matched on its own, so that a `*` does not swallow colons of other parts. */
function arnLike(actual: string, expected: string): boolean {
  const [actualParts, expectedParts] = [actual, expected].map((arn) => {
    const parts = arn.split(':');
    return [...parts.slice(0, 5), parts.slice(5).join(':')];
  });
  return expectedParts?.every((part, index) => like(actualParts?.[index] ?? '', part)) ?? false;
}

const number = (compare: (a: number, b: number) => boolean): Compare => {
  return (actual, expected) => compare(Number(actual), Number(expected));
};
const date = (compare: (a: number, b: number) => boolean): Compare => {
  return (actual, expected) => compare(Date.parse(actual), Date.parse(expected));
};

const operators: Readonly<Record<string, Compare>> = {
  StringEquals: (actual, expected) => actual === expected,
  StringEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  StringLike: like,
  ArnEquals: arnLike,
  ArnLike: arnLike,
  Bool: (actual, expected) => actual.toLowerCase() === expected.toLowerCase(),
  NumericEquals: number((a, b) => a === b),
  NumericLessThan: number((a, b) => a < b),
  NumericLessThanEquals: number((a, b) => a <= b),
  NumericGreaterThan: number((a, b) => a > b),
  NumericGreaterThanEquals: number((a, b) => a >= b),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
};
const negated: Readonly<Record<string, Compare>> = {
  StringNotEquals: (actual, expected) => actual !== expected,
  StringNotEqualsIgnoreCase: (actual, expected) => actual.toLowerCase() !== expected.toLowerCase(),
  StringNotLike: (actual, expected) => !like(actual, expected),
  ArnNotEquals: (actual, expected) => !arnLike(actual, expected),
  ArnNotLike: (actual, expected) => !arnLike(actual, expected),
  NumericNotEquals: (actual, expected) => Number(actual) !== Number(expected),
};

type Test = { readonly key: string; readonly expected: readonly string[] };

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item) => String(item));
}

function parseOne(operator: string, test: Test): Condition | undefined {
  const [, quantifier, name, ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === undefined) return undefined;
  if (name === 'Null') return (context) => !context.has(test.key) === (test.expected[0] === 'true');
  const positive = operators[name];
  const compare = positive ?? negated[name];
  if (compare === undefined) return undefined;
  // A positive operator needs one of the expected values, a negative one must differ from all of them.
  const matches = (actual: string): boolean =>
    positive === undefined
      ? test.expected.every((expected) => compare(actual, expected))
      : test.expected.some((expected) => compare(actual, expected));
  return (context) => {
    const actual = context.get(test.key);
    if (quantifier === 'ForAllValues') return (actual ?? []).every(matches);
    if (actual === undefined || actual.length === 0) return ifExists !== undefined || positive === undefined;
    return positive === undefined && quantifier === undefined ? actual.every(matches) : actual.some(matches);
  };
}

/** Parses a Condition block; all of its tests must hold. Throws an Error for an operator that the host does not know. */
export function parseConditions(
  block: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  where: string,
): readonly Condition[] {
  return Object.entries(block).flatMap(([operator, tests]) =>
    Object.entries(tests).map(([key, expected]) => {
      const condition = parseOne(operator, { key: key.toLowerCase(), expected: texts(expected) });
      if (condition === undefined)
        throw new Error(`${where}: the host does not know the condition ${operator}`);
      return condition;
    }),
  );
}
