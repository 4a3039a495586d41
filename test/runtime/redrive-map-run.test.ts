import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, only, open, redrive, shape, since, started } from './functions.ts';
import { type Bench, crashed, folder } from './harness.ts';

const Children = z.object({
  executions: z.array(z.looseObject({ executionArn: z.string(), status: z.string(), redriveCount: z.int() })),
});
const Runs = z.object({ mapRuns: z.array(z.object({ mapRunArn: z.string() })) });

describe('redriving a Distributed Map', () => {
  const distributed = (more: object = {}, type = 'STANDARD'): object =>
    only('M', {
      Type: 'Map',
      MaxConcurrency: 2,
      Label: 'Run',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: type },
        StartAt: 'A',
        States: {
          A: call('first', { OutputPath: '$', ResultPath: null, Next: 'B', End: undefined }),
          B: call('item'),
        },
      },
      End: true,
      ...more,
    });

  async function children(bench: Bench, executionArn: string) {
    const [run] = Runs.parse(await bench.call('ListMapRuns', { executionArn })).mapRuns;
    const mapRunArn = run?.mapRunArn;
    const list = Children.parse(await bench.call('ListExecutions', { mapRunArn })).executions;
    return { mapRunArn, list, run: await bench.call('DescribeMapRun', { mapRunArn }) };
  }

  it('keeps the run and the children that succeeded, redrives the others and starts the pending ones', async () => {
    const { bench, functions } = await open();
    functions.broken.add('item1');
    const arn = await started(bench, distributed(), [0, 1, 2, 3]);
    const before = await children(bench, arn);
    expect(before.run).toMatchObject({
      status: 'FAILED',
      itemCounts: { failed: 1, total: 4 },
      redriveCount: 0,
    });
    functions.broken.clear();
    functions.called.length = 0;
    await redrive(bench, arn);
    expect(await bench.describe(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: ['item0', 'item1', 'item2', 'item3'],
    });
    const after = await children(bench, arn);
    expect(after.mapRunArn).toBe(before.mapRunArn);
    expect(after.run).toMatchObject({ status: 'SUCCEEDED', itemCounts: { succeeded: 4 }, redriveCount: 1 });
    const known = new Set(before.list.map((child) => child.executionArn));
    const redriven = after.list.filter((child) => child.redriveCount === 1);
    for (const child of redriven) expect(known).toContain(child.executionArn);
    // the child that failed goes on at the state that failed
    expect(functions.called).not.toContain('first1');
    expect(functions.called.filter((name) => name === 'item1')).toHaveLength(1);
    expect(shape(since(await bench.history(arn)))).toEqual([
      '8 ExecutionRedriven <- 7',
      '9 MapRunRedriven <- 3',
      '10 MapRunSucceeded <- 9',
      '11 MapStateSucceeded <- 10',
      '12 MapStateExited <- 10',
      '13 ExecutionSucceeded <- 12',
    ]);
    const filter = { mapRunArn: after.mapRunArn, redriveFilter: 'REDRIVEN' };
    const listed = Children.parse(await bench.call('ListExecutions', filter)).executions;
    expect(listed).toEqual(redriven);
  });

  it('begins children of type EXPRESS anew, and lets those finish that were running', async () => {
    const { bench, functions } = await open();
    functions.broken.add('item1');
    const arn = await started(bench, distributed({}, 'EXPRESS'), [0, 1]);
    functions.broken.clear();
    functions.called.length = 0;
    await redrive(bench, arn);
    expect(functions.called).toEqual(['first1', 'item1']);
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: ['item0', 'item1'] });
  });

  it('leaves a child to its Map Run, and tells so', async () => {
    const { bench, functions } = await open();
    functions.broken.add('item1');
    const arn = await started(bench, distributed(), [0, 1]);
    const failed = (await children(bench, arn)).list.find((child) => child.status === 'FAILED');
    const executionArn = failed?.executionArn;
    expect(await bench.call('DescribeExecution', { executionArn })).toMatchObject({
      redriveStatus: 'REDRIVABLE_BY_MAP_RUN',
    });
    await expect(bench.call('RedriveExecution', { executionArn })).rejects.toMatchObject({
      code: 'ValidationException',
    });
  });

  it('goes on after a crash in the midst of it', async () => {
    const dataDir = await folder();
    const first = await open({ dataDir });
    for (const item of ['item0', 'item1']) first.functions.broken.add(item);
    const arn = await started(first.bench, distributed({ ToleratedFailureCount: 1 }), [0, 1, 2]);
    expect(await first.bench.describe(arn)).toMatchObject({ status: 'FAILED' });
    // the functions do not answer any more
    first.bench.answer = () => new Promise(() => undefined);
    await first.bench.call('RedriveExecution', { executionArn: arn });
    const second = await open({ dataDir: await crashed(dataDir), now: first.bench.now });
    await second.bench.settle();
    expect(await second.bench.describe(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: ['item0', 'item1', 'item2'],
    });
    await first.bench.engine.close();
    await second.bench.engine.close();
  });
});
