import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJournal } from '#runtime/index.ts';
import { Bench, crashed, folder, lambda, tokenOf } from './harness.ts';

const ECHO = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } };
const ASK = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

describe('a journal that is mostly history', () => {
  it('is compacted when it is opened: closed executions move to the archive, open ones go on', async () => {
    const dataDir = await folder();
    const before = await Bench.open({ dataDir, answer: () => lambda(null) });
    const [echo, ask] = [await before.create('echo', ECHO), await before.create('ask', ASK)];
    const open = await before.start(ask, {}, 'open');
    const text = 'x'.repeat(200_000);
    for (let i = 0; i < 180; i += 1) await before.start(echo, { i, text }, `closed-${i}`);
    await before.engine.idle();
    const history = await before.history(await firstOf(before, echo));
    await before.engine.close();
    const size = (await readdir(join(dataDir, 'journal'))).length;

    const after = await Bench.open({ dataDir });
    expect((await readdir(join(dataDir, 'journal'))).length).toBeLessThan(size);
    const executions = await after.executions(echo);
    expect(executions).toHaveLength(180);
    expect(executions[0]?.name).toBe('closed-179');
    expect(await after.history(executions.at(-1)?.executionArn ?? '')).toEqual(history);
    expect(await after.describe(executions[5]?.executionArn ?? '')).toMatchObject({ status: 'SUCCEEDED' });
    await expect(after.start(echo, {}, 'closed-7')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
    await after.call('SendTaskSuccess', { taskToken: tokenOf(before.calls[0]), output: '1' });
    await after.engine.idle();

    const again = await Bench.open({ dataDir: await crashed(dataDir) });
    expect(await again.describe(open)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    expect((await again.types(open)).at(-1)).toBe('ExecutionSucceeded');
    const fresh = await again.start(echo, { n: 1 });
    await again.engine.idle();
    expect(await again.describe(fresh)).toMatchObject({ status: 'SUCCEEDED', output: { n: 1 } });
    await again.engine.close();
    await after.engine.close();
    expect(checkJournal(dataDir).problems).toEqual([]);
  });

  async function firstOf(bench: Bench, stateMachineArn: string): Promise<string> {
    return (await bench.executions(stateMachineArn)).at(-1)?.executionArn ?? '';
  }
});
