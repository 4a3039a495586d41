import { describe, expect, it } from 'vitest';
import { call, only, open, redrive, shape, since, started, waiting } from './functions.ts';
import { crashed, folder, tokenOf } from './harness.ts';

describe('redriving a Parallel', () => {
  it('runs only the branches again that failed or were aborted, from the states they stood in', async () => {
    const { bench, functions } = await open();
    functions.broken.add('bad');
    const branches = [only('A', call('good')), only('B', call('bad')), only('C', waiting('late'))];
    const definition = only('P', { Type: 'Parallel', Branches: branches, End: true });
    const arn = await started(bench, definition);
    const [old] = bench.calls.filter((request) => /"late"/.test(JSON.stringify(request.body)));
    expect(shape(await bench.history(arn)).slice(-3)).toEqual([
      expect.stringMatching(/^\d+ TaskStateAborted/),
      expect.stringMatching(/^\d+ ParallelStateFailed/),
      expect.stringMatching(/^\d+ ExecutionFailed/),
    ]);
    functions.broken.clear();
    functions.called.length = 0;
    await redrive(bench, arn);
    expect(functions.called).toEqual(['bad', 'late']);
    const entered = (await bench.history(arn)).filter((event) => event.type === 'TaskStateEntered');
    expect(entered).toHaveLength(3);
    const scheduled = since(await bench.history(arn)).filter((event) => event.type === 'TaskScheduled');
    expect(scheduled.map((event) => event.previousEventId)).toEqual([entered[1]?.id, entered[2]?.id]);
    const gone = { taskToken: tokenOf(old), output: '1' };
    await expect(bench.call('SendTaskSuccess', gone)).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls.at(-1)), output: '"late"' });
    await bench.engine.idle();
    expect(await bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: ['good', 'bad', 'late'] });
    expect(shape(await bench.history(arn)).join()).not.toMatch(/ParallelStateStarted.*ParallelStateStarted/);
  });

  it('runs all of it again where its result was too large', async () => {
    const { bench, functions } = await open();
    const big = only('B', { Type: 'Pass', Result: 'x'.repeat(140_000), End: true });
    const branches = [
      only('A', call('good')),
      big,
      only('C', { Type: 'Pass', Result: 'y'.repeat(140_000), End: true }),
    ];
    const arn = await started(bench, only('P', { Type: 'Parallel', Branches: branches, End: true }));
    expect(await bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    await redrive(bench, arn);
    expect(functions.called).toEqual(['good', 'good']);
  });
});

describe('redriving an inline Map', () => {
  const map = only('M', {
    Type: 'Map',
    MaxConcurrency: 1,
    ItemProcessor: only('A', call('item')),
    End: true,
  });

  it('keeps what succeeded, goes on with what failed and starts what was not reached', async () => {
    const { bench, functions } = await open();
    functions.broken.add('item1');
    const arn = await started(bench, map, [0, 1, 2]);
    expect(functions.called).toEqual(['item0', 'item1']);
    expect(shape(await bench.history(arn)).slice(-5)).toEqual([
      '15 TaskFailed <- 14',
      '16 MapIterationFailed <- 15',
      '17 TaskStateAborted <- 15',
      '18 MapStateFailed <- 15',
      '19 ExecutionFailed <- 18',
    ]);
    functions.broken.clear();
    await redrive(bench, arn);
    expect(functions.called).toEqual(['item0', 'item1', 'item1', 'item2']);
    expect(await bench.describe(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: ['item0', 'item1', 'item2'],
    });
    const types = (await bench.types(arn)).filter((type) => /MapStateStarted|MapIterationStarted/.test(type));
    expect(types).toEqual(['MapStateStarted', ...Array.from({ length: 3 }, () => 'MapIterationStarted')]);
  });

  it('may fail and be redriven time and again, also in a Parallel, and across a crash', async () => {
    const dataDir = await folder();
    const first = await open({ dataDir });
    for (const item of ['item0', 'item2']) first.functions.broken.add(item);
    const branches = [map, only('B', call('other'))];
    const definition = only('P', { Type: 'Parallel', Branches: branches, End: true });
    const arn = await started(first.bench, definition, [0, 1, 2]);
    first.functions.broken.delete('item0');
    await redrive(first.bench, arn);
    expect(await first.bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Broken' });
    const second = await open({ dataDir: await crashed(dataDir), now: first.bench.now });
    await redrive(second.bench, arn);
    expect(await second.bench.describe(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: [['item0', 'item1', 'item2'], expect.anything()],
    });
    expect(second.functions.called).toEqual(['item2']);
    await first.bench.engine.close();
    await second.bench.engine.close();
  });
});
