import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FunctionPool, patience, perFunction, WorkerBudget } from '#local/lambda/pool.ts';
import type { Outcome } from '#local/lambda/worker.ts';

let folder: string;
const pools: FunctionPool[] = [];
const clockOffset = new SharedArrayBuffer(8);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pool-'));
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
  rmSync(folder, { recursive: true, force: true });
});

type Options = {
  timeoutMs?: number;
  reserved?: number;
  budget?: WorkerBudget;
  name?: string;
  handler?: string;
};

function pool(code: string, options: Options = {}): FunctionPool {
  writeFileSync(join(folder, 'index.mjs'), code);
  const settings = {
    taskRoot: folder,
    handler: options.handler ?? 'index.handler',
    functionName: options.name ?? 'fn',
    memoryMb: 128,
    timeoutMs: options.timeoutMs ?? 60_000,
    environment: { COLOUR: 'green', AWS_REGION: 'ap-southeast-1', NODE_OPTIONS: '--enable-source-maps' },
    clockOffset,
    logFile: join(folder, 'fn.jsonl'),
    compileCache: join(folder, 'cache'),
  };
  const made = new FunctionPool(settings, options.budget ?? new WorkerBudget(8), options.reserved);
  pools.push(made);
  return made;
}

const event = (value: unknown, requestId = 'r-1') => ({
  requestId,
  functionArn: 'arn:fn',
  text: JSON.stringify(value),
});
const read = (outcome: Outcome): unknown => JSON.parse(outcome.payload);

describe('a pool of function workers', () => {
  it('runs the bundle with its own environment and context', async () => {
    const fn =
      pool(`export const handler = async (event, context) => ({ event, colour: process.env.COLOUR, home: process.env.HOME,
      id: context.awsRequestId, arn: context.invokedFunctionArn, memory: context.memoryLimitInMB, left: context.getRemainingTimeInMillis() > 0 })`);
    const outcome = await fn.run(event({ a: 1 }));
    expect(outcome.failed).toBe(false);
    expect(read(outcome)).toEqual({
      event: { a: 1 },
      colour: 'green',
      id: 'r-1',
      arn: 'arn:fn',
      memory: '128',
      left: true,
    });
  });

  it('writes an error as Lambda does', async () => {
    const fn = pool(
      `export const handler = async () => { class Late extends Error { name = 'Late' } throw new Late('too late') }`,
    );
    const outcome = await fn.run(event({}));
    expect(outcome.failed).toBe(true);
    expect(read(outcome)).toMatchObject({ errorType: 'Late', errorMessage: 'too late' });
    expect(JSON.stringify(read(outcome))).toContain('"trace":["Late: too late"');
  });

  it('gives null for undefined, and describes what is thrown but is no error', async () => {
    const fn = pool(`export const handler = (event) => { if (event.fail) throw 'text'; }`);
    expect(read(await fn.run(event({})))).toBeNull();
    expect(read(await fn.run(event({ fail: true })))).toEqual({
      errorType: 'string',
      errorMessage: 'text',
      trace: [],
    });
  });

  it('keeps the module between events and gives each worker one event at a time', async () => {
    const fn = pool(
      `let busy = 0, most = 0, calls = 0;
      export const handler = async () => { calls++; most = Math.max(most, ++busy); await new Promise(setImmediate); busy--; return { most, calls } }`,
      { reserved: 1 },
    );
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((n) => fn.run(event(n))));
    expect(outcomes.map(read)).toEqual([1, 2, 3, 4, 5].map((calls) => ({ most: 1, calls })));
    expect(fn.size).toBe(1);
  });

  it('grows while many events wait, and no further than its limit', async () => {
    const fn = pool(`export const handler = async () => 'ok'`);
    const many = Array.from({ length: patience.nobody * (perFunction + 2) }, (_, n) => fn.run(event(n)));
    await Promise.all(many);
    expect(fn.size).toBe(perFunction);
  });

  it.each(['person', 'nobody'] as const)(
    'lets a few events of a %s wait for the worker that there is',
    async (waits) => {
      const fn = pool(`export const handler = async () => 'ok'`);
      await Promise.all(Array.from({ length: patience[waits] }, (_, n) => fn.run(event(n), waits)));
      expect(fn.size).toBe(1);
      await Promise.all(Array.from({ length: patience[waits] + 1 }, (_, n) => fn.run(event(n), waits)));
      expect(fn.size).toBe(2);
    },
  );

  it('gives an event that has waited long a worker of its own: the one before it may never end by itself', async () => {
    const fn = pool(`import { existsSync, writeFileSync } from 'node:fs';
      import { setTimeout as pause } from 'node:timers/promises';
      export const handler = async ({ release }) => {
        const file = new URL('./released', import.meta.url);
        if (release) writeFileSync(file, '');
        while (!existsSync(file)) await pause(5);
        return release;
      }`);
    const held = fn.run(event({ release: false }));
    expect(read(await fn.run(event({ release: true })))).toBe(true);
    expect(read(await held)).toBe(false);
    expect(fn.size).toBe(2);
  });

  it('has a worker more than was needed once the function is in use, and lets them take turns', async () => {
    const fn = pool(
      `import { threadId } from 'node:worker_threads'; export const handler = async () => threadId`,
    );
    const runOne = async () => read(await fn.run(event(1)));
    const first = await runOne();
    fn.prepare();
    expect(fn.size).toBe(1);
    for (let n = 1; n < patience.person; n++) await runOne();
    fn.prepare();
    expect(fn.size).toBe(2);
    const second = await runOne();
    expect(second).not.toBe(first);
    expect([await runOne(), await runOne()]).toEqual([first, second]);
    for (let n = 0; n < patience.person * (perFunction + 1); n++) await runOne();
    for (let n = 0; n < perFunction + 1; n++) fn.prepare();
    expect(fn.size).toBe(perFunction);
  });

  it('gives every function its first worker, also at the common limit', async () => {
    const budget = new WorkerBudget(1);
    const code = `export const handler = () => 'ok'`;
    const [first, second] = [pool(code, { budget }), pool(code, { budget, name: 'other' })];
    await first.run(event(1));
    await second.run(event(1));
    expect(read(await first.run(event(2)))).toBe('ok');
  });

  it('ends a function at its timeout and starts a fresh worker for the next event', async () => {
    const fn = pool(`export const handler = (event) => event.hang ? new Promise(() => {}) : 'ok'`, {
      timeoutMs: 200,
    });
    expect(read(await fn.run(event({ hang: true })))).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: 'RequestId: r-1 Error: Task timed out after 0.20 seconds',
    });
    expect(read(await fn.run(event({})))).toBe('ok');
  });

  it('answers everybody when it closes in the middle', async () => {
    const fn = pool(`export const handler = () => new Promise(() => {})`, { reserved: 1 });
    const waiting = [fn.run(event(1)), fn.run(event(2))];
    await fn.close();
    const late = await fn.run(event(3));
    for (const outcome of [...(await Promise.all(waiting)), late]) {
      expect(read(outcome)).toEqual({ errorType: 'Runtime.ExitError', errorMessage: 'the host is closing' });
    }
  });

  it('reports a process that exits, a module that does not load and a handler that is not there', async () => {
    expect(read(await pool(`export const handler = () => process.exit(3)`).run(event({})))).toMatchObject({
      errorType: 'Runtime.ExitError',
    });
    expect(read(await pool(`throw new Error('no module')`).run(event({})))).toMatchObject({
      errorMessage: 'no module',
    });
    expect(read(await pool('export const other = 1').run(event({})))).toMatchObject({
      errorType: 'Runtime.HandlerNotFound',
    });
    expect(read(await pool('', { handler: 'absent.handler' }).run(event({})))).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
    });
  });

  it("follows the host's clock in every form of Date, and leaves fixed dates alone", async () => {
    const fn =
      pool(`export const handler = () => ({ now: Date.now(), made: new Date().getTime(), text: Date(),
      fixed: new Date('2024-10-08T00:00:00Z').toISOString(), is: new Date() instanceof Date, same: new Date(5).constructor === Date })`);
    const fiveDays = 5n * 86_400_000n;
    const view = new BigInt64Array(clockOffset);
    Atomics.store(view, 0, fiveDays);
    const before = Date.now() + Number(fiveDays);
    const outcome = read(await fn.run(event({})));
    Atomics.store(view, 0, 0n);
    expect(outcome).toMatchObject({ fixed: '2024-10-08T00:00:00.000Z', is: true, same: true });
    const { now, made } = z.object({ now: z.number(), made: z.number() }).parse(outcome);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(made).toBeGreaterThanOrEqual(now);
  });

  it('writes what functions print to the log file, one JSON object a line', async () => {
    await pool(
      `export const handler = () => { console.log('plain'); console.log(JSON.stringify({ level: 'WARN', message: 'm', n: 1 })) }`,
    ).run(event({}));
    const lines = readFileSync(join(folder, 'fn.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { requestId: 'r-1', level: 'INFO', message: 'plain' },
      { requestId: 'r-1', level: 'WARN', message: 'm', n: 1 },
    ]);
  });
});
