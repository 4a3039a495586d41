import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, only, open, redrive, shape, started, waiting } from './functions.ts';
import { type Bench, tokenOf } from './harness.ts';

const Described = z.looseObject({
  status: z.string(),
  redriveCount: z.int().optional(),
  redriveStatus: z.string().optional(),
  redriveStatusReason: z.string().optional(),
});
const DAY = 86_400_000;

describe('a redrive', () => {
  const failing = only('A', call('bad', { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }] }));

  async function describeRaw(bench: Bench, executionArn: string) {
    return Described.parse(await bench.call('DescribeExecution', { executionArn }));
  }

  it('gives the retries of the state anew and shows in the context object', async () => {
    const { bench, functions } = await open();
    functions.broken.add('bad');
    const arn = await started(bench, failing);
    await bench.settle();
    await redrive(bench, arn);
    await bench.settle();
    expect(functions.called).toHaveLength(4);
    expect(await describeRaw(bench, arn)).toMatchObject({ status: 'FAILED', redriveCount: 1 });
  });

  it('is done once for one client token, whatever has become of the execution', async () => {
    const { bench, functions } = await open();
    functions.broken.add('bad');
    const arn = await started(bench, only('A', call('bad')));
    const answer = await redrive(bench, arn, 'a');
    bench.now += 60_000;
    expect(await redrive(bench, arn, 'a')).toEqual(answer);
    expect(await describeRaw(bench, arn)).toMatchObject({ redriveCount: 1 });
    functions.broken.clear();
    const second = await redrive(bench, arn, 'b');
    expect(await describeRaw(bench, arn)).toMatchObject({ status: 'SUCCEEDED', redriveCount: 2 });
    expect(await redrive(bench, arn, 'b')).toEqual(second);
    await expect(redrive(bench, arn, 'c')).rejects.toMatchObject({
      code: 'ExecutionNotRedrivable',
      message: `Execution ${arn} invalid for redrive as: Execution is SUCCEEDED and cannot be redriven`,
    });
    bench.now += 16 * 60_000;
    await expect(redrive(bench, arn, 'b')).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
  });

  it('is possible for 14 days', async () => {
    const { bench, functions } = await open();
    functions.broken.add('bad');
    const arn = await started(bench, only('A', call('bad')));
    bench.now += 14 * DAY;
    expect(await describeRaw(bench, arn)).toMatchObject({ redriveStatus: 'REDRIVABLE' });
    bench.now += 1;
    expect(await describeRaw(bench, arn)).toMatchObject({
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution redrivable period exceeded',
    });
    await expect(redrive(bench, arn)).rejects.toMatchObject({ code: 'ExecutionNotRedrivable' });
  });

  it('waits all of a relative wait again, and gives the execution all of its time again', async () => {
    const { bench } = await open();
    const wait = { ...only('W', { Type: 'Wait', Seconds: 100, End: true }), TimeoutSeconds: 60 };
    const arn = await started(bench, wait);
    await bench.settle();
    expect(await bench.history(arn)).toEqual([
      expect.anything(),
      expect.anything(),
      expect.objectContaining({
        type: 'ExecutionTimedOut',
        previousEventId: 0,
        executionTimedOutEventDetails: { error: 'States.Timeout' },
      }),
    ]);
    const at = bench.now + 1000;
    bench.now = at;
    await redrive(bench, arn);
    await bench.settle();
    expect(bench.now - at).toBe(60_000);
    expect(shape(await bench.history(arn)).slice(-2)).toEqual([
      '4 ExecutionRedriven <- 3',
      '5 ExecutionTimedOut <- 0',
    ]);
  });

  it('fails again in a Fail state, without entering it again', async () => {
    const { bench } = await open();
    const arn = await started(bench, only('F', { Type: 'Fail', Error: 'E', Cause: 'why' }));
    await redrive(bench, arn);
    expect(shape(await bench.history(arn)).slice(-2)).toEqual([
      '4 ExecutionRedriven <- 3',
      '5 ExecutionFailed <- 4',
    ]);
    expect(await bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'E', cause: 'why' });
  });

  it('goes on with what a stop had cut off, which follows no event', async () => {
    const { bench } = await open();
    const arn = await started(bench, only('A', waiting('late')));
    await bench.call('StopExecution', { executionArn: arn, error: 'E' });
    expect(shape(await bench.history(arn)).at(-1)).toMatch(/ExecutionAborted <- 0$/);
    await redrive(bench, arn);
    await bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls.at(-1)), output: '1' });
    await bench.engine.idle();
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
  });

  it('is not for EXPRESS executions', async () => {
    const { bench } = await open();
    const executionArn = 'arn:aws:states:us-east-1:000000000000:express:m:a:b';
    await expect(redrive(bench, executionArn)).rejects.toMatchObject({ code: 'InvalidArn' });
  });
});
