/** What ValidateStateMachineDefinition answers, as it was measured on AWS and told in public: code, place, message. */
import { describe, expect, it } from 'vitest';
import { Bench, ROLE } from './harness.ts';
import { choice, END, only, pass, refuses, SCHEMA, states } from './validate.ts';

const TARGET = 'MISSING_TRANSITION_TARGET';
const INVOKE = 'arn:aws:states:::lambda:invoke';

const task = (more: object): object => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: 'f' },
  End: true,
  ...more,
});
const processor = (more: object = {}): object => ({ StartAt: 'P', States: { P: END }, ...more });
const map = (more: object): object => ({ Type: 'Map', ItemProcessor: processor(), End: true, ...more });

describe('the way through a workflow', () => {
  const loop = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
  const noEnd = 'MISSING_END_STATE undefined: Workflow has no terminal state';
  const needsOne = 'This object should have only one of the following fields: [Next, End]';
  refuses([
    ['a loop without an end', states(loop), noEnd],
    ['only that, where a state is not reached besides', states({ ...loop, C: loop.B }), noEnd],
    [
      'an end that is not reached',
      states({ ...loop, C: END }),
      `${TARGET} /States/C: State "C" is not reachable.`,
    ],
    [
      'a target that is not there, and no end',
      only({ Type: 'Pass', Next: 'NO' }),
      `${TARGET} /States/A/Next: Missing 'Next' target: NO`,
      noEnd,
    ],
    [
      'nothing about a loop in a Map',
      only(map({ ItemProcessor: processor({ States: { P: { Type: 'Pass', Next: 'P' } } }) })),
    ],
    [
      'a start that is not there: nothing is reached',
      { StartAt: 'NO', States: { A: END } },
      `${TARGET} /StartAt: Missing 'Next' target: NO`,
      `${TARGET} /States/A: State "A" is not reachable.`,
    ],
    ['neither Next nor End', only({ Type: 'Pass' }), `${SCHEMA} /States/A: ${needsOne}`],
    [
      'both of them',
      states({ A: pass({ Next: 'B' }), B: END }),
      `${SCHEMA} /States/A: There should only be one of the following fields: [Next, End]`,
    ],
  ]);

  it('is named without a place when a machine is created', async () => {
    const bench = await Bench.open();
    const body = { name: 'm', definition: JSON.stringify(states(loop)), roleArn: ROLE };
    await expect(bench.call('CreateStateMachine', body)).rejects.toThrow(
      "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
    );
  });
});

describe('fields', () => {
  const wrong = (own: string, field: string, other: string): string =>
    `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
  const downgrade = `${SCHEMA} /States/A: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`;
  const misspelt = 'Value should be one of the following: [JSONPath, JSONata]';
  refuses([
    ['of another state', only(pass({ Retry: [] })), `${SCHEMA} /States/A: Field 'Retry' is not supported`],
    ['of no machine', only(END, { Stats: {} }), `${SCHEMA} /: Field 'Stats' is not supported`],
    [
      'of JSONata in JSONPath, at the state',
      only(pass({ Output: 1 })),
      `${SCHEMA} /States/A: ${wrong('JSONPath', 'Output', 'JSONata')}`,
    ],
    [
      'of JSONPath in JSONata',
      only(pass({ InputPath: '$.a' }), { QueryLanguage: 'JSONata' }),
      `${SCHEMA} /States/A: ${wrong('JSONata', 'InputPath', 'JSONPath')}`,
    ],
    [
      'a step back to JSONPath, and nothing else',
      only(pass({ QueryLanguage: 'JSONPath', Output: 1 }), { QueryLanguage: 'JSONata' }),
      downgrade,
    ],
    [
      'a misspelt language, which counts as JSONata',
      only(pass({ QueryLanguage: 'jsonpath', InputPath: '$.a' })),
      `${SCHEMA} /States/A/QueryLanguage: ${misspelt}`,
      `${SCHEMA} /States/A: ${wrong('JSONata', 'InputPath', 'JSONPath')}`,
    ],
    [
      'a language of an item processor',
      only(map({ ItemProcessor: processor({ QueryLanguage: 'JSONata' }) })),
      `${SCHEMA} /States/A/ItemProcessor: Field 'QueryLanguage' is not supported`,
    ],
    [
      'a value and its path',
      only(task({ TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' })),
      `${SCHEMA} /States/A: There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath]`,
    ],
    [
      'two times to wait for',
      only({ Type: 'Wait', Seconds: 1, TimestampPath: '$.t', End: true }),
      `${SCHEMA} /States/A: There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]`,
    ],
    [
      'a number too small',
      only(task({ TimeoutSeconds: 0 })),
      `${SCHEMA} /States/A/TimeoutSeconds: Minimum value is 1`,
    ],
    [
      'a number too large',
      only(map({ ToleratedFailurePercentage: 101 })),
      `${SCHEMA} /States/A/ToleratedFailurePercentage: Maximum value is 100`,
    ],
    [
      'an execution type of an inline Map',
      only(
        map({ ItemProcessor: processor({ ProcessorConfig: { Mode: 'INLINE', ExecutionType: 'EXPRESS' } }) }),
      ),
      `${SCHEMA} /States/A/ItemProcessor/ProcessorConfig: Field 'ExecutionType' is not supported`,
    ],
    [
      'credentials of an activity',
      only({
        Type: 'Task',
        Resource: 'arn:aws:states:us-east-1:000000000000:activity:a',
        Credentials: { RoleArn: ROLE },
        End: true,
      }),
      `${SCHEMA} /States/A/Credentials: The field 'Credentials' is not supported for activities`,
    ],
    ['no retry interval of 0', only(task({ Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 0 }] }))],
  ]);
});

describe('names', () => {
  const long = 'x'.repeat(81);
  refuses([
    [
      'a state of 81 characters',
      { StartAt: long, States: { [long]: END } },
      `INVALID_STATE_NAME /States/${long}: Invalid State name: ${long} exceeds the 80-character limit`,
    ],
    [
      'a label twice',
      states({
        A: { ...map({ Label: 'l', Next: 'B' }), End: false },
        B: map({ Label: 'l', ItemProcessor: { StartAt: 'Q', States: { Q: END } } }),
      }),
      'DUPLICATE_LABEL_NAME /States/B/Label: Duplicate Label name: l',
    ],
    [
      'the reserved variable',
      only(pass({ Assign: { states: 1 } })),
      "RESERVED_VARIABLE_NAME /States/A/Assign/states: Cannot assign to reserved variable '$states'.",
    ],
    [
      'a variable of odd characters',
      only(pass({ Assign: { 'a-b': 1 } })),
      "INVALID_VARIABLE_NAME /States/A/Assign/a-b: Invalid variable name 'a-b': the variable name contains invalid characters.",
    ],
  ]);
});

describe('rules of a Choice', () => {
  const at = `${SCHEMA} /States/A/Choices[0]`;
  refuses([
    [
      'a way on inside another rule',
      choice({ Not: { Variable: '$.a', IsNull: true, Next: 'B' } }),
      `${at}/Not: Field 'Next' is not supported`,
    ],
    [
      'two comparisons',
      choice({ Variable: '$.a', IsNull: true, StringEquals: 'x' }),
      `${at}: There should only be one of the following fields: [IsNull, StringEquals]`,
    ],
    [
      'none at all',
      choice({}),
      `${at}: The object must have only one of the following fields, [And, Or, Not, Variable, Condition]`,
    ],
  ]);
});

describe('what a service is called with', () => {
  const missing = (field: string, place = 'Parameters'): string =>
    `${SCHEMA} /States/A/${place}: The field '${field}' is required but was missing`;
  const service = (name: string, Parameters: object): object =>
    only(task({ Resource: `arn:aws:states:::${name}`, Parameters }));
  refuses([
    [
      'is told',
      only({ Type: 'Task', Resource: INVOKE, End: true }),
      `${SCHEMA} /States/A/Resource: Parameters field is required for resource ARN: ${INVOKE}`,
    ],
    ['names the function', service('lambda:invoke', {}), missing('FunctionName')],
    ['names it by a path', service('lambda:invoke', { 'FunctionName.$': '$.f' })],
    [
      'names the queue and the message',
      service('sqs:sendMessage.waitForTaskToken', {}),
      missing('QueueUrl'),
      missing('MessageBody'),
    ],
    ['has a message', service('sns:publish', { TopicArn: 't' }), missing('Message')],
    ['has events', service('events:putEvents', {}), missing('Entries')],
    ['names the machine', service('states:startExecution.sync:2', { Input: {} }), missing('StateMachineArn')],
    ['names table and item', service('dynamodb:putItem', {}), missing('TableName'), missing('Item')],
    ['names table and key', service('dynamodb:getItem', { TableName: 't' }), missing('Key')],
    ['is left to the service in the generic form', service('aws-sdk:dynamodb:putItem', {})],
    [
      'stands in Arguments in JSONata',
      only({ Type: 'Task', Resource: INVOKE, Arguments: {}, End: true }, { QueryLanguage: 'JSONata' }),
      missing('FunctionName', 'Arguments'),
    ],
    [
      'may be computed as a whole',
      only(
        { Type: 'Task', Resource: INVOKE, Arguments: '{% $x %}', End: true },
        { QueryLanguage: 'JSONata' },
      ),
    ],
  ]);
});

it.each([
  [
    'states',
    (deep: number) =>
      Array.from({ length: deep }).reduce(
        (inner: string, _, i) =>
          `{"StartAt":"S${i}","States":{"S${i}":{"Type":"Parallel","End":true,"Branches":[${inner}]}}}`,
        '{"StartAt":"Z","States":{"Z":{"Type":"Succeed"}}}',
      ),
  ],
  [
    'values',
    (deep: number) =>
      `{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"Parameters":{"x":${'['.repeat(deep)}${']'.repeat(deep)}},"End":true}}}`,
  ],
])('%s may be nested, but not without end', async (_, text) => {
  const bench = await Bench.open();
  const validate = (definition: string): Promise<unknown> =>
    bench.call('ValidateStateMachineDefinition', { definition });
  expect(await validate(text(50))).toMatchObject({ result: 'OK' });
  expect(await validate(text(8000))).toEqual({
    result: 'FAIL',
    diagnostics: [
      { severity: 'ERROR', code: 'TOO_DEEPLY_NESTED', message: 'The states are too deeply nested' },
    ],
    truncated: false,
  });
});
