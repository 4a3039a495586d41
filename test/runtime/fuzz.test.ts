import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '#runtime/api/operations.ts';
import { compileDefinition } from '#runtime/asl/compile.ts';
import { parseJson } from '#runtime/asl/json.ts';
import { StateError } from '#runtime/core/errors.ts';
import { ApiError } from '#runtime/index.ts';
import { TemplateError } from '#runtime/query/environment.ts';
import { evaluate } from './evaluate.ts';
import { Bench } from './harness.ts';

/** JSON made of the words of the language, which gets deeper into the compiler than any JSON would. */
const FIELDS = readFileSync(new URL('../../runtime/asl/fields.ts', import.meta.url), 'utf8').match(
  /(?<=')[A-Z][A-Za-z]+(?=')/g,
);
const OTHERS = 'States StartAt A B Version And Or Not Variable StringEquals Condition RoleArn x.$'.split(' ');
const WORDS = [...new Set(FIELDS), ...OTHERS];
const TEXTS = [
  'Pass',
  'Task',
  'Choice',
  'Wait',
  'Map',
  'Parallel',
  'Fail',
  'Succeed',
  'A',
  'B',
  '$',
  '$.a',
  '$$',
  '$v',
  'JSONata',
];
const EXPRESSIONS = [
  '{% $x %}',
  '{% 1 + %}',
  '{%%}',
  'States.Format',
  "States.Array($.a, 'b')",
  '$..[?(@.a>1)]',
  '$[',
  '$.a[*',
  "$['",
];
const word = fc.constantFrom(...WORDS);
const text = fc.oneof(fc.constantFrom(...TEXTS, ...EXPRESSIONS), fc.string());
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium' },
    text,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(word, fc.string()), tie('json'), { maxKeys: 5 }),
  ),
}));
/** Nearly right states: a type with what it needs, and some fields of the language that hold anything. */
const BASES = [
  { Type: 'Pass', End: true },
  { Type: 'Wait', Seconds: 1, End: true },
  {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'f' },
    End: true,
  },
  { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'B' }], Default: 'B' },
  { Type: 'Map', ItemProcessor: { StartAt: 'C', States: { C: { Type: 'Pass', End: true } } }, End: true },
  { Type: 'Parallel', Branches: [{ StartAt: 'C', States: { C: { Type: 'Pass', End: true } } }], End: true },
  { Type: 'Fail' },
];
const FLOW = [
  'Assign',
  'InputPath',
  'OutputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'Result',
  'Output',
];
const option = fc.constantFrom(
  ...FLOW,
  'Arguments',
  'Items',
  'ItemSelector',
  'ItemsPath',
  'Error',
  'CausePath',
  'Comment',
);
const value = fc.oneof(
  json,
  fc.constantFrom('$.a', '$.a[0]', '{% $states.input.a %}', '{% $states.result %}', "States.Format('{}', $)"),
);
const state = fc
  .tuple(
    fc.constantFrom(...BASES),
    fc.constantFrom({}, { QueryLanguage: 'JSONata' }),
    fc.dictionary(option, value, { maxKeys: 2 }),
  )
  .map(([base, language, more]) => ({ ...base, ...more, ...language }));
const definition = state.map((A) => {
  const B = JSON.stringify(A).includes('"Next":"B"') ? { B: { Type: 'Succeed' } } : {};
  return { StartAt: 'A', States: { A, ...B } };
});

/** Parts of expressions, and functions that take whatever they are given. */
const PARTS = [
  '$states.input $x $ $$ a 1 -1 1e9 2.5 "t" /a*/ true null ( ) [ ] { } , : ; . .. * ** % & + - / = != < > ? ~> := ^ | # @',
  '$sum $map $sort $pad $join $string $split $replace $match $zip $range $partition $hash $distinct $append',
  'function($v){ $f:=function($n){ $f($n-1) [1..9] [1..1000000] ấ \u{1F600}',
]
  .flatMap((parts) => parts.split(' '))
  .concat(' in ', ' and ');

describe('nothing that comes from outside', () => {
  it('breaks the compiler: text, JSON or nearly a definition', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          json.map((v) => JSON.stringify(v)),
          definition.map((v) => JSON.stringify(v)),
        ),
        (source) => {
          const { machine, diagnostics } = compileDefinition(source, 'STANDARD');
          expect(machine === undefined).toBe(diagnostics.some((d) => d.severity === 'ERROR'));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('breaks an expression: it gives a value, or is refused as AWS refuses one', () => {
    const parts = fc.constantFrom(...PARTS);
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), json, (words, value) => {
        try {
          evaluate(words.join(''), parseJson(JSON.stringify(value)));
        } catch (error) {
          const ours = error instanceof TemplateError || error instanceof StateError;
          expect(ours, String(error)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('breaks a running machine: whatever compiles comes to an end', async () => {
    const bench = await Bench.open({ answer: () => ({ ok: true, body: { a: [1, { b: 2 }] } }) });
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(definition, json, async (source, input) => {
        if (compileDefinition(JSON.stringify(source), 'STANDARD').machine === undefined) return;
        const machine = await bench.create(`m${ran++}`, source);
        const arn = await bench.start(machine, input ?? null);
        for (let round = 0; round < 5; round += 1) {
          await bench.engine.idle();
          bench.now = bench.engine.nextTimerAt() ?? bench.now;
          await bench.engine.tick();
        }
        expect(['SUCCEEDED', 'FAILED', 'RUNNING', 'TIMED_OUT']).toContain((await bench.describe(arn)).status);
      }),
      { numRuns: 1500 },
    );
    expect(ran).toBeGreaterThan(50);
  });

  it('breaks an operation: it answers, or refuses with an error of the API', async () => {
    const bench = await Bench.open();
    const body = fc.dictionary(
      fc.constantFrom(
        'stateMachineArn',
        'executionArn',
        'name',
        'definition',
        'input',
        'taskToken',
        'output',
        'maxResults',
        'nextToken',
        'routingConfiguration',
        'mock',
        'context',
        'activityArn',
        'resourceArn',
        'roleArn',
      ),
      fc.oneof(
        json,
        fc.constantFrom(
          'arn:aws:states:us-east-1:000000000000:stateMachine:x',
          'arn:aws:states:us-east-1:000000000000:execution:x:y',
        ),
      ),
      { maxKeys: 5 },
    );
    const names = Object.keys(OPERATIONS).filter((name) => name !== 'GetActivityTask');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), body, async (operation, value) => {
        await bench.engine
          .handle(operation, value)
          .catch((error: unknown) => expect(error).toBeInstanceOf(ApiError));
      }),
      { numRuns: 1500 },
    );
  });
});
