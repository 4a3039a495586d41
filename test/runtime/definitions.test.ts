import { ValidateStateMachineDefinitionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { Bench } from './harness.ts';

const PASS = { Type: 'Pass', End: true };
const only = (name: string, state: object): object => ({ StartAt: name, States: { [name]: state } });
const task = (more: object): object => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  End: true,
  ...more,
});
const map = (config: object, more: object = {}): object =>
  only('M', {
    Type: 'Map',
    ItemProcessor: { ...config, ...only('P', PASS) },
    End: true,
    ...more,
  });
const DISTRIBUTED = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const READER = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };

async function found(definition: object, type: 'STANDARD' | 'EXPRESS' = 'STANDARD') {
  const client = await connect(await Bench.open());
  const { diagnostics } = await client.send(
    new ValidateStateMachineDefinitionCommand({ definition: JSON.stringify(definition), type }),
  );
  return diagnostics?.map(({ code, message, location }) => `${code} ${location}: ${message}`);
}

describe('a definition', () => {
  it('names each state once, whatever its scope', async () => {
    const branches = [only('X', PASS), only('X', PASS)];
    expect(await found(only('A', { Type: 'Parallel', Branches: branches, End: true }))).toEqual([
      'DUPLICATE_STATE_NAME /States/A/Branches[1]/States/X: Duplicate State name: X',
    ]);
    expect(await found(only('A', { Type: 'Parallel', Branches: [only('A', PASS)], End: true }))).toEqual([
      'DUPLICATE_STATE_NAME /States/A/Branches[0]/States/A: Duplicate State name: A',
    ]);
  });

  it.each(['Retry', 'Catch'])('has States.ALL alone and last in %s', async (field) => {
    const next = field === 'Catch' ? { Next: 'B' } : {};
    const with_ = (...lists: string[][]): object => ({
      StartAt: 'A',
      States: { A: task({ [field]: lists.map((ErrorEquals) => ({ ErrorEquals, ...next })) }), B: PASS },
    });
    const wrong = (at: number): string =>
      `SCHEMA_VALIDATION_FAILED /States/A/${field}[${at}]/ErrorEquals: States.ALL must appear alone and at end of list`;
    const told = async (...lists: string[][]) =>
      (await found(with_(...lists)))?.filter((line) => line.includes('ALL'));
    expect(await told(['E'], ['States.ALL'])).toEqual([]);
    expect(await told(['States.ALL'], ['E'])).toEqual([wrong(0)]);
    expect(await told(['E', 'States.ALL'])).toEqual([wrong(0)]);
  });

  it.each([
    ['ItemReader', READER],
    ['ItemBatcher', { MaxItemsPerBatch: 2 }],
    ['ResultWriter', { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b' } }],
  ])('has %s in a Distributed Map only', async (field, value) => {
    expect(await found(map(DISTRIBUTED, { [field]: value }))).toEqual([]);
    expect(await found(map({}, { [field]: value }))).toEqual([
      `SCHEMA_VALIDATION_FAILED /States/M/${field}: Field '${field}' is only supported in DISTRIBUTED mode`,
    ]);
  });

  it('has no Distributed Map in an EXPRESS machine', async () => {
    expect(await found(map(DISTRIBUTED), 'EXPRESS')).toEqual([
      "SCHEMA_VALIDATION_FAILED /States/M/ItemProcessor/ProcessorConfig/Mode: The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
    ]);
  });
});

describe('a failing state', () => {
  it('is States.Runtime for a Choice without a way out, which nothing catches', async () => {
    const bench = await Bench.open();
    const choice = { Type: 'Choice', Choices: [{ Variable: '$.x', NumericEquals: 1, Next: 'C' }] };
    const branch = { StartAt: 'A', States: { A: choice, C: PASS } };
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'D' }];
    const ended = await bench.run(
      {
        StartAt: 'P',
        States: { P: { Type: 'Parallel', Branches: [branch], Catch, End: true }, D: PASS },
      },
      { x: 2 },
    );
    expect(ended).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'A' (entered at the event id #4). Failed to transition out of the state. The state does not point to a next state.",
    });
  });

  it.each(['States.ReferencePathConflict', 'States.ResultPathMatchFailure'])(
    'whose result has no place is caught as %s',
    async (name) => {
      const bench = await Bench.open();
      const state = {
        Type: 'Parallel',
        Branches: [only('B', PASS)],
        ResultPath: '$.a',
        Catch: [{ ErrorEquals: [name], Next: 'C' }],
        End: true,
      };
      const ended = await bench.run({ StartAt: 'A', States: { A: state, C: PASS } }, 4);
      expect(ended).toMatchObject({
        status: 'SUCCEEDED',
        output: { Error: 'States.ReferencePathConflict' },
      });
    },
  );
});
