import { cpSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkJournal } from '#runtime/index.ts';
import { Bench, crashed, folder, lambda, tokenOf } from './harness.ts';

const ASK = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: 'ask',
        Payload: { 'token.$': '$$.Task.Token', 'name.$': '$$.Execution.Name' },
      },
      End: true,
    },
  },
};
const TEXT = 'y'.repeat(40_000);

/** Starts and answers executions, some of which stay open, while the folder is compacted again and again. */
async function work(bench: Bench, ask: string, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const compacted = bench.engine.compact();
    for (let i = 0; i < 20; i += 1) {
      await bench.start(ask, { text: TEXT }, `e-${round}-${i}`);
      await new Promise((resolve) => setImmediate(resolve));
      const call = bench.calls.find(({ body }) => JSON.stringify(body).includes(`"e-${round - 1}-${i}"`));
      if (call !== undefined && i % 5 !== 0)
        await bench.call('SendTaskSuccess', { taskToken: tokenOf(call), output: `${i}` });
    }
    await compacted;
  }
  await bench.engine.idle();
}

async function statuses(bench: Bench, ask: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name, executionArn } of await bench.executions(ask)) {
    const { status, output } = await bench.describe(executionArn);
    const types = await bench.types(executionArn);
    expect(types[0]).toBe('ExecutionStarted');
    found.set(name, `${status} ${JSON.stringify(output)} ${types.length}`);
  }
  return found;
}

describe('work that goes on while the folder is compacted', () => {
  it('is all there, before and after a crash', async () => {
    const [dataDir, left] = [await folder(), await folder()];
    const accepted: string[] = [];
    const late = { steps: -1, accepted: 0 };
    // while the engine writes: no thread of the archive is at work, whose files would be copied one after the other
    const beforeWrite = (): void => {
      if (late.steps < 0) return;
      late.steps += 1;
      if (late.steps !== 5) return;
      cpSync(dataDir, left, { recursive: true, filter: (file) => !file.endsWith('LOCK') });
      late.accepted = accepted.length;
    };
    const bench = await Bench.open({ dataDir, answer: () => lambda(null), beforeWrite });
    const ask = await bench.create('ask', ASK);
    await work(bench, ask, 20);
    const whole = await statuses(bench, ask);
    late.steps = 0;
    const compacted = bench.engine.compact();
    for (let i = 0; i < 10; i += 1) {
      await bench.start(ask, { text: TEXT }, `late-${i}`);
      accepted.push(`late-${i}`);
    }
    await compacted;
    expect(late.steps).toBeGreaterThan(5);
    await bench.engine.close();

    for (let round = 0; round < 20; round += 1)
      for (let i = 0; i < 20; i += 1) {
        const open = i % 5 === 0 || round === 19;
        expect(whole.get(`e-${round}-${i}`)).toMatch(open ? /^RUNNING/ : new RegExp(`^SUCCEEDED ${i} `));
      }
    for (const [place, count] of [
      [dataDir, 10],
      [left, late.accepted],
    ] as const) {
      expect(checkJournal(place).problems).toEqual([]);
      const after = await Bench.open({ dataDir: place, answer: () => lambda(null) });
      await after.engine.idle();
      const found = await statuses(after, ask);
      expect([...whole].filter(([name, told]) => found.get(name) !== told)).toEqual([]);
      expect(accepted.slice(0, count).filter((name) => !found.has(name))).toEqual([]);
      await after.engine.close();
    }
  });
});

describe('a journal of the format before', () => {
  /** Segments say what version they are in their fifth byte. */
  async function marked(dataDir: string, version: number): Promise<string> {
    const copy = await crashed(dataDir);
    const journal = join(copy, 'journal');
    for (const name of await readdir(journal)) {
      const bytes = await readFile(join(journal, name));
      await writeFile(join(journal, name), bytes.fill(version, 4, 5));
    }
    return copy;
  }

  it('is read, and goes on in segments of the version of today; one of the future is refused', async () => {
    const dataDir = await folder();
    const bench = await Bench.open({ dataDir, answer: () => lambda(null) });
    const ask = await bench.create('ask', ASK);
    await bench.start(ask, {}, 'old');
    await bench.engine.idle();
    const old = await Bench.open({ dataDir: await marked(dataDir, 1), answer: () => lambda(null) });
    await old.start(ask, {}, 'new');
    await old.engine.idle();
    expect((await old.executions(ask)).map(({ name }) => name)).toEqual(['new', 'old']);
    await old.engine.close();
    await expect(Bench.open({ dataDir: await marked(dataDir, 3) })).rejects.toThrow(
      /format version 3; this release reads versions 1 and 2/,
    );
    await bench.engine.close();
  });
});
