/** What is told of expressions and paths when a definition is validated, as it was measured on AWS. */
import { describe, expect, it } from 'vitest';
import { choice, found, only, pass, refuses, SCHEMA, states } from './validate.ts';

const jsonata = (Output: unknown): object => only(pass({ Output }), { QueryLanguage: 'JSONata' });

describe('expressions', () => {
  const unsupported = (name: string, place = 'Output'): string =>
    `UNSUPPORTED_JSONATA_EXPRESSION /States/A/${place}: Reference to '${name}' at the top level is not supported.`;
  const invalid = (message: string): string => `INVALID_JSONATA_EXPRESSION /States/A/Output: ${message}`;
  refuses([
    ['that end too soon', jsonata('{% 1 + %}'), invalid('Unexpected end of expression')],
    ['whose bracket is not closed', jsonata('{% $x[1,2) %}'), invalid('Expected "]", got ","')],
    [
      'without their end',
      jsonata('{% 1'),
      `${SCHEMA} /States/A/Output: JSONata string must start with {% and end with %}`,
    ],
    [
      'a name that nothing gives, each once',
      jsonata({ v: ['{% aaa + bbb + aaa %}'] }),
      unsupported('aaa', 'Output/v[0]'),
      unsupported('bbb', 'Output/v[0]'),
    ],
    [
      'every place of an object',
      jsonata({ a: '{% x %}', b: '{% y %}' }),
      unsupported('x', 'Output/a'),
      unsupported('y', 'Output/b'),
    ],
    ['the context item', jsonata('{% $.a %}'), unsupported('$')],
    [
      'the root',
      jsonata('{% $$ %}'),
      "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Reference to '$$' is not supported.",
    ],
    [
      'the error outside a catcher',
      jsonata('{% $states.errorOutput.Cause %}'),
      "UNSUPPORTED_JSONATA_EXPRESSION /States/A/Output: Field '$states.errorOutput' does not exist.",
    ],
  ]);

  it.each([
    '[phone].other',
    '($x := phone; $x)',
    '$map($states.input.a, function($y){ phone })',
    '{phone: 1}',
    'phone ~> $string()',
    '$count(phone[inner])',
  ])('%s reads a name at the top level', async (text) =>
    expect((await found(jsonata(`{% ${text} %}`))).diagnostics).toEqual([unsupported('phone')]),
  );

  it.each([
    '$states.input.items[phone > 3]',
    '$states.input.a^(phone)',
    "$states.input.a{'k': phone}",
    '$states.input.a.(phone)',
    "$states.input ~> |phone|{'b': 1}|",
    "{'k': 1}.phone",
    '$map($states.input.a, function($x){ $x.phone })',
    '$states.input.a[$ > 1]',
    '$phone',
  ])('%s reads none', async (text) =>
    expect(await found(jsonata(`{% ${text} %}`))).toEqual({ result: 'OK', diagnostics: [] }),
  );

  it('may read the error in a catcher', async () => {
    const Catch = [
      {
        ErrorEquals: ['States.ALL'],
        Output: '{% $states.errorOutput %}',
        Assign: { e: '{% $states.errorOutput.Error %}' },
        Next: 'B',
      },
    ];
    const definition = states(
      {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName: 'f' },
          Catch,
          End: true,
        },
        B: { Type: 'Succeed' },
      },
      { QueryLanguage: 'JSONata' },
    );
    expect(await found(definition)).toEqual({ result: 'OK', diagnostics: [] });
  });
});

describe('warnings', () => {
  const warning = (code: string, place: string): RegExp =>
    new RegExp(`^warning ${code} /States/A/${place.replaceAll(/[[\]$.]/g, '\\$&')}: `);
  it.each([
    ['NO_DOLLAR', 'Parameters/a', pass({ Parameters: { a: '$.b' } })],
    ['NO_DOLLAR', 'Parameters/l[0]/a', pass({ Parameters: { l: [{ a: 'States.UUID()' }] } })],
    ['NO_PATH', 'Cause', { Type: 'Fail', Cause: '$.why' }],
    ['PASS_RESULT_IS_STATIC', 'Result', pass({ Result: { a: '$.b' } })],
  ])('%s at %s', async (code, place, state) => {
    const told = await found(only(state), 'WARNING');
    expect(told).toEqual({ result: 'OK', diagnostics: [expect.stringMatching(warning(code, place))] });
    expect(await found(only(state))).toEqual({ result: 'OK', diagnostics: [] });
  });

  it('NO_PATH of a comparison with a text that looks like a path', async () => {
    const { diagnostics } = await found(choice({ Variable: '$.a', StringEquals: '$.b' }), 'WARNING');
    expect(diagnostics).toEqual([expect.stringMatching(warning('NO_PATH', 'Choices[0]/StringEquals'))]);
  });

  it.each([
    ['a price', pass({ Parameters: { a: '$5', b: 'States of India' } })],
    ['an expression', pass({ QueryLanguage: 'JSONata', Output: '$.a' })],
  ])('none of %s', async (_, state) => {
    expect(await found(only(state), 'WARNING')).toEqual({ result: 'OK', diagnostics: [] });
  });
});
