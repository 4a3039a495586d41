import { cpSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJournal, type EngineOptions } from '#runtime/index.ts';
import { Bench, crashed, folder, lambda, tokenOf } from './harness.ts';

const ECHO = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', End: true } } };
const ASK = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
      Next: 'Rest',
    },
    Rest: { Type: 'Wait', Seconds: 60, End: true },
  },
};
/** A journal of several segments takes some megabytes. */
const TEXT = 'x'.repeat(200_000);

async function open(dataDir: string, more: Partial<EngineOptions> = {}): Promise<Bench> {
  return Bench.open({ dataDir, answer: () => lambda(null), ...more });
}

async function segments(dataDir: string): Promise<string[]> {
  return (await readdir(join(dataDir, 'journal'))).toSorted();
}

/** An execution that waits, then others that have come and gone: several segments. */
async function history(bench: Bench, closed = 24): Promise<{ echo: string; waiting: string; token: string }> {
  const [echo, ask] = [await bench.create('echo', ECHO), await bench.create('ask', ASK)];
  const waiting = await bench.start(ask, {}, 'waiting');
  for (let i = 0; i < closed; i += 1) await bench.start(echo, { i, text: TEXT }, `closed-${i}`);
  await bench.engine.idle();
  return { echo, waiting, token: tokenOf(bench.calls[0]) };
}

describe('compaction', () => {
  it('moves closed executions to the archive while the engine runs; open ones go on', async () => {
    const dataDir = await folder();
    const bench = await open(dataDir);
    const { echo, waiting, token } = await history(bench);
    const [before, told] = [await segments(dataDir), await bench.history(await newest(bench, echo))];
    await bench.engine.compact();
    expect((await segments(dataDir)).length).toBeLessThan(before.length);
    await stillThere(bench, echo, told);
    await bench.call('SendTaskSuccess', { taskToken: token, output: '1' });

    const again = await open(await crashed(dataDir), { clock: { now: () => bench.now + 60_000 } });
    await again.engine.tick();
    await again.engine.idle();
    expect(await again.describe(waiting)).toMatchObject({ status: 'SUCCEEDED', output: 1 });
    await stillThere(again, echo, told);
    await again.engine.close();
    await bench.engine.close();
    expect(checkJournal(dataDir)).toMatchObject({ problems: [], open: 1 });
  });

  it('starts by itself once enough has been written', async () => {
    const dataDir = await folder();
    const bench = await open(dataDir, { snapshotBytes: 100_000, compactBytes: 1_000_000 });
    const { echo } = await history(bench);
    while ((await segments(dataDir)).includes('00000001.log')) {
      await bench.start(echo, { text: TEXT });
      await bench.engine.idle();
    }
    await bench.engine.close();
    expect(checkJournal(dataDir)).toMatchObject({ problems: [], open: 1 });
  });

  it('keeps all events of an execution that is redriven from the archive and archived again', async () => {
    const dataDir = await folder();
    const bench = await open(dataDir);
    const fails = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'No' } } };
    const arn = await bench.start(await bench.create('fails', fails));
    await bench.engine.idle();
    for (let round = 1; round <= 3; round += 1) {
      await bench.engine.compact();
      await bench.call('RedriveExecution', { executionArn: arn });
      await bench.engine.idle();
    }
    await bench.engine.compact();
    const types = await bench.types(arn);
    expect(types.filter((type) => type === 'ExecutionRedriven')).toHaveLength(3);
    const again = await open(await crashed(dataDir));
    expect(await again.types(arn)).toEqual(types);
    expect((await again.history(arn)).map(({ id }) => id)).toEqual(types.map((_, i) => i + 1));
  });

  async function newest(bench: Bench, stateMachineArn: string): Promise<string> {
    return (await bench.executions(stateMachineArn))[0]?.executionArn ?? '';
  }

  async function stillThere(bench: Bench, echo: string, told: unknown): Promise<void> {
    const executions = await bench.executions(echo);
    expect(executions.map(({ name }) => name).slice(0, 24)).toEqual(
      Array.from({ length: 24 }, (_, i) => `closed-${23 - i}`),
    );
    expect(await bench.history(executions[0]?.executionArn ?? '')).toEqual(told);
    expect(await bench.describe(executions[5]?.executionArn ?? '')).toMatchObject({ status: 'SUCCEEDED' });
    await expect(bench.start(echo, {}, 'closed-7')).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
  }
});

/** What can be asked of a folder: every execution with its state and its history. */
async function all(bench: Bench, machines: readonly string[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const machine of machines)
    for (const { name, executionArn } of await bench.executions(machine))
      found.push([name, await bench.describe(executionArn), await bench.history(executionArn)]);
  return found;
}

describe('a crash while the folder is compacted', () => {
  it('loses nothing, at any instant', async () => {
    const whole = await folder();
    const bench = await open(whole, { snapshotBytes: 500_000 });
    const { echo, waiting } = await history(bench);
    const ask = waiting.replace(':execution:', ':stateMachine:').replace(/:waiting$/, '');
    const expected = await all(bench, [echo, ask]);
    await bench.engine.close();

    const steps = await countSteps(whole);
    expect(steps).toBeGreaterThan(10);
    const instant = fc.record({ step: fc.nat({ max: steps - 1 }), full: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(instant, async ({ step, full }) => {
        const left = await crashDuring(whole, step, full);
        expect(checkJournal(left).problems).toEqual([]);
        const after = await open(left);
        expect(await all(after, [echo, ask])).toEqual(expected);
        await after.engine.compact();
        expect(await all(after, [echo, ask])).toEqual(expected);
        await after.engine.close();
        expect(checkJournal(left).problems).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  /** How often compaction asks something of the disk. */
  async function countSteps(whole: string): Promise<number> {
    let steps = 0;
    const bench = await open(await crashed(whole), { beforeWrite: () => (steps += 1) });
    await bench.engine.compact();
    await bench.engine.close();
    return steps;
  }

  /** The folder as a crash leaves it at that step; `full`: the disk takes nothing any more from then on, for a while. */
  async function crashDuring(whole: string, step: number, full: boolean): Promise<string> {
    const [dataDir, left] = [await crashed(whole), await folder()];
    let steps = 0;
    const beforeWrite = (): void => {
      steps += 1;
      if (steps - 1 === step)
        cpSync(dataDir, left, { recursive: true, filter: (file) => !file.endsWith('LOCK') });
      const isFull = full && steps > step && steps < step + 3;
      if (isFull) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    };
    const bench = await open(dataDir, { beforeWrite });
    await bench.engine.compact().catch((error: unknown) => expect(String(error)).toContain('ENOSPC'));
    await bench.engine.close();
    expect(checkJournal(dataDir).problems).toEqual([]);
    return full ? dataDir : left;
  }
});

describe('a snapshot', () => {
  it('that is torn, damaged or of another version is passed over: the journal tells the same', async () => {
    const whole = await folder();
    const bench = await open(whole);
    const { echo } = await history(bench);
    await bench.engine.compact();
    const expected = await all(bench, [echo]);
    await bench.engine.close();
    const bytes = await readFile(join(whole, 'snapshot.bin'));
    const harm = [
      bytes.subarray(0, bytes.length - 5),
      bytes.subarray(0, 10),
      Buffer.alloc(0),
      Buffer.from(bytes).fill(7, 60, 64),
      Buffer.from(bytes).fill(9, 4, 5),
    ];
    for (const harmed of harm) {
      const copy = await crashed(whole);
      await writeFile(join(copy, 'snapshot.bin'), harmed);
      expect(checkJournal(copy).problems.join()).toContain('snapshot.bin');
      const after = await open(copy);
      expect(await all(after, [echo])).toEqual(expected);
      await after.engine.close();
    }
  });

  it('of a journal that has gone back in time is passed over', async () => {
    const whole = await folder();
    const bench = await open(whole);
    const { echo } = await history(bench);
    const earlier = await crashed(whole);
    await bench.start(echo, { text: TEXT }, 'later');
    await bench.engine.idle();
    await bench.engine.close();
    await writeFile(join(earlier, 'snapshot.bin'), await readFile(join(whole, 'snapshot.bin')));
    expect(checkJournal(earlier).problems.join()).toContain('snapshot');
    const after = await open(earlier);
    expect((await after.executions(echo))[0]?.name).toBe('closed-23');
    await after.engine.close();
  });
});
