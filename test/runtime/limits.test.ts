import { describe, expect, it } from 'vitest';
import { parseJson } from '#runtime/asl/json.ts';
import { Bench } from './harness.ts';

const ROOM = 262_144;
const LONG = 'x'.repeat(ROOM - 2);
const assigning = (Assign: object): object => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Assign, Output: 1, End: true } },
});
const loop = {
  StartAt: 'A',
  States: {
    A: { Type: 'Pass', Next: 'B' },
    B: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'C' }], Default: 'A' },
    C: { Type: 'Succeed' },
  },
};

describe('variables', () => {
  it('of one state are 262,144 bytes of JSON at most', async () => {
    const bench = await Bench.open();
    expect(await bench.run(assigning({ x: '{% $states.input %}' }), LONG)).toMatchObject({
      status: 'SUCCEEDED',
    });
    const ended = await bench.run(assigning({ x: '{% $states.input %}', y: 1 }), LONG);
    expect(ended).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining(
        "State 'A' assigned variables that exceed the state limit by 1 bytes.",
      ) as unknown,
    });
    expect(await bench.history(ended.arn)).toContainEqual(
      expect.objectContaining({
        type: 'EvaluationFailed',
        evaluationFailedEventDetails: expect.objectContaining({ location: 'Assign', state: 'A' }) as unknown,
      }),
    );
  });

  it('of one execution are 10 MiB at most, and what is assigned again counts once', async () => {
    const bench = await Bench.open();
    const grow = (names: (n: number) => string): object => {
      const States: Record<string, object> = {};
      for (let n = 0; n < 41; n += 1)
        States[`S${n}`] = { Type: 'Pass', Assign: { [names(n)]: '{% $states.input %}' }, Next: `S${n + 1}` };
      States['S41'] = { Type: 'Pass', Output: 1, End: true };
      return { QueryLanguage: 'JSONata', StartAt: 'S0', States };
    };
    expect(
      await bench.run(
        grow((n) => `v${n}`),
        LONG,
      ),
    ).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining(
        "State 'S40' assigned variables that exceed the total execution limit",
      ) as unknown,
    });
    expect(
      await bench.run(
        grow(() => 'v'),
        LONG,
      ),
    ).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });

  it('are left out of a history without data', async () => {
    const bench = await Bench.open();
    const { arn: executionArn } = await bench.run(assigning({ x: 'secret' }));
    const told = await bench.call('GetExecutionHistory', { executionArn, includeExecutionData: false });
    expect(JSON.stringify(told)).not.toContain('secret');
  });
});

describe('arguments', () => {
  const call = (Resource: string): object => ({
    Type: 'Task',
    Resource,
    Arguments: { Payload: '{% $pad("", 262144) %}', FunctionName: 'f' },
  });
  it.each([
    ['a task', call('arn:aws:states:::lambda:invoke')],
    [
      'the branches of a Parallel',
      {
        Type: 'Parallel',
        Arguments: '{% $pad("", 262144) %}',
        Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }],
      },
    ],
  ])('of %s are 262,144 bytes at most', async (_, state) => {
    const bench = await Bench.open();
    const Catch = [{ ErrorEquals: ['States.DataLimitExceeded'], Output: 'caught', Next: 'C' }];
    const States = { A: { ...state, Catch, End: true }, C: { Type: 'Succeed' } };
    const ended = await bench.run({ QueryLanguage: 'JSONata', StartAt: 'A', States });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'caught' });
    expect(bench.calls).toHaveLength(0);
  });
});

describe('values nested deeper than the stack holds', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);

  it('are refused as input', async () => {
    const bench = await Bench.open();
    const stateMachineArn = await bench.create('m', { StartAt: 'A', States: { A: { Type: 'Succeed' } } });
    await expect(bench.call('StartExecution', { stateMachineArn, input: deep })).rejects.toMatchObject({
      code: 'InvalidExecutionInput',
    });
  });

  it('fail the task that gives them', async () => {
    const bench = await Bench.open({ answer: () => ({ ok: true, body: parseJson(deep), text: deep }) });
    const Catch = [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'B' }];
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      Catch,
      End: true,
    };
    const ended = await bench.run({
      StartAt: 'A',
      States: { A: task, B: { Type: 'Pass', Result: 1, End: true } },
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });
});

describe('a history', () => {
  it('has 25,000 events, of which the last is the failure, and is not redriven', async () => {
    const bench = await Bench.open();
    const { arn: executionArn } = await bench.run(loop);
    const told = await bench.call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
    expect(told).toMatchObject({
      events: [{ id: 25_000, previousEventId: 24_999, type: 'ExecutionFailed' }],
    });
    expect(await bench.call('DescribeExecution', { executionArn })).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution has exceeded the maximum history event limit',
    });
  });
});
