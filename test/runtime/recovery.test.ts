import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Bench, crashed, folder, lambda, START, tokenOf } from './harness.ts';

const APPROVAL = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: 3600,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }],
      Assign: { answer: '{% $states.result %}' },
      Next: 'Note',
    },
    Note: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'note', Payload: { answer: '{% $answer %}' } },
      End: true,
    },
    Late: { Type: 'Pass', Output: 'late', End: true },
  },
};

describe('after a crash', () => {
  it('a task whose token was handed out keeps waiting for that token', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir });
    const arn = await before.start(await before.create('approval', APPROVAL));
    await before.engine.idle();
    const token = tokenOf(before.calls[0]);

    const after = await Bench.open({ dataDir: await crashed(dataDir), answer: () => lambda('noted') });
    await after.engine.idle();
    expect(after.calls).toEqual([]);
    await after.call('SendTaskSuccess', { taskToken: token, output: '"yes"' });
    await after.engine.idle();
    expect(after.calls.map((call) => call.body)).toEqual([
      { FunctionName: 'note', Payload: { answer: 'yes' } },
    ]);
    expect((await after.describe(arn)).status).toBe('SUCCEEDED');
  });

  it('a call whose result was not journalled is made again, with the same token', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir, answer: () => new Promise(() => undefined) });
    await before.start(await before.create('approval', APPROVAL));
    while (before.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));

    const after = await Bench.open({ dataDir: await crashed(dataDir) });
    await after.engine.idle();
    expect(tokenOf(after.calls[0])).toBe(tokenOf(before.calls[0]));
  });

  it('timers fire at the time that they had', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir });
    const arn = await before.start(await before.create('approval', APPROVAL));
    await before.engine.idle();

    const after = await Bench.open({ dataDir: await crashed(dataDir), now: START + 1000 });
    expect(after.engine.nextTimerAt()).toBe(START + 3_600_000);
    after.now = START + 3_600_000;
    await after.engine.tick();
    expect(await after.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'late' });
  });

  it('an execution keeps the definition that it started with', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir });
    const machine = await before.create('approval', APPROVAL);
    const arn = await before.start(machine);
    await before.engine.idle();
    const other = JSON.stringify({ StartAt: 'Only', States: { Only: { Type: 'Succeed' } } });
    await before.call('UpdateStateMachine', { stateMachineArn: machine, definition: other });

    const after = await Bench.open({ dataDir: await crashed(dataDir), answer: () => lambda('noted') });
    await after.call('SendTaskSuccess', { taskToken: tokenOf(before.calls[0]), output: '"yes"' });
    await after.engine.idle();
    expect((await after.describe(arn)).status).toBe('SUCCEEDED');
    expect(await after.types(arn)).toContain('TaskSucceeded');
    expect(await after.call('DescribeStateMachine', { stateMachineArn: machine })).toMatchObject({
      definition: other,
    });
  });

  it('a torn last record is cut off and the journal goes on before it', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir });
    const machine = await before.create('approval', APPROVAL);
    await before.start(machine, {}, 'first');
    await before.engine.idle();
    await before.start(machine, {}, 'second');
    await before.engine.idle();
    const copy = await crashed(dataDir);
    const file = join(copy, 'journal', (await readdir(join(copy, 'journal'))).toSorted().at(-1) ?? '');
    const bytes = await readFile(file);
    const end = bytes.findLastIndex((byte) => byte !== 0);
    await writeFile(file, bytes.fill(0, end - 40));

    const after = await Bench.open({ dataDir: copy });
    await after.engine.idle();
    const executions = await after.executions(machine);
    expect(executions.map((execution) => execution.name)).toEqual(['second', 'first']);
    await after.start(machine, {}, 'third');
    await after.engine.idle();
    const again = await Bench.open({ dataDir: await crashed(copy) });
    expect(await again.executions(machine)).toHaveLength(3);
  });

  it('a nested execution that closed meanwhile is told to its parent', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir });
    const child = await before.create('child', APPROVAL);
    const parent = await before.create('parent', {
      QueryLanguage: 'JSONata',
      StartAt: 'Child',
      States: {
        Child: {
          Type: 'Task',
          Resource: 'arn:aws:states:::states:startExecution.sync:2',
          Arguments: { StateMachineArn: child, Input: { n: 1 } },
          Output: '{% $states.result.Output.Payload %}',
          End: true,
        },
      },
    });
    const arn = await before.start(parent);
    await before.engine.idle();

    const after = await Bench.open({ dataDir: await crashed(dataDir), answer: () => lambda('noted') });
    await after.engine.idle();
    await after.call('SendTaskSuccess', { taskToken: tokenOf(before.calls[0]), output: '"yes"' });
    await after.engine.idle();
    expect(await after.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: 'noted' });
    expect(await after.executions(child)).toHaveLength(1);
  });

  it('waiting executions are read from the journal when they are needed again', async () => {
    const dataDir = await folder();
    const bench = await Bench.open({ dataDir, hot: 2 });
    const machine = await bench.create('approval', APPROVAL);
    const arns: string[] = [];
    for (let i = 0; i < 10; i += 1) arns.push(await bench.start(machine, { i }));
    await bench.engine.idle();
    const tokens = bench.calls.map(tokenOf);
    bench.answer = () => lambda('noted');
    for (const taskToken of tokens) await bench.call('SendTaskSuccess', { taskToken, output: '"yes"' });
    await bench.engine.idle();
    const statuses = await Promise.all(arns.map(async (arn) => (await bench.describe(arn)).status));
    expect(new Set(statuses)).toEqual(new Set(['SUCCEEDED']));
  });
});
