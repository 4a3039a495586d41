import { create, setup, W1, W2 } from './workloads.ts';

/** Percentiles of times in milliseconds. */
export function percentiles(times: readonly number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The one in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** What a W1 execution begins with. */
export const INPUT = JSON.stringify({ amount: 1500, status: 'BLOCKED', text: 'x'.repeat(180) });

/** Runs `work` with so many at a time; gives the number per second. */
export async function rate(
  count: number,
  concurrency: number,
  work: (i: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  const began = performance.now();
  const line = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, line));
  return count / ((performance.now() - began) / 1000);
}

/** W1: transitions a second, 50 executions at a time, each awaited to its end. */
export async function linear(dataDir: string | undefined, rounds: number): Promise<number> {
  const { engine } = await setup(dataDir);
  const stateMachineArn = await create(engine, 'linear', W1);
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const count = 4000;
    for (let done = 0; done < count; done += 50) {
      await Promise.all(
        Array.from({ length: 50 }, () => engine.handle('StartExecution', { stateMachineArn, input: INPUT })),
      );
    }
    await engine.idle();
    values.push((20 * count) / ((performance.now() - began) / 1000));
  }
  await engine.close();
  return median(values);
}

/** A W2 cycle: start, wait for the token, answer; gives the time from the answer to its end in ms. */
export type Answering = { readonly cycle: (key: number) => Promise<number> };

/** W2 in process. */
export async function answering(
  dataDir: string | undefined,
): Promise<Answering & { readonly close: () => Promise<void> }> {
  const made = await setup(dataDir);
  const { engine } = made;
  const stateMachineArn = await create(engine, 'answer', W2);
  const waiting = new Map<number, (token: string) => void>();
  made.onToken = (key, token) => waiting.get(key)?.(token);
  const cycle = async (key: number): Promise<number> => {
    const token = new Promise<string>((resolve) => waiting.set(key, resolve));
    await engine.handle('StartExecution', { stateMachineArn, input: JSON.stringify({ key }) });
    const taskToken = await token;
    waiting.delete(key);
    const began = performance.now();
    await engine.handle('SendTaskSuccess', { taskToken, output: '{"approved":true}' });
    return performance.now() - began;
  };
  return { cycle, close: () => engine.close() };
}

export type Cycles = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** W2: cycles a second with 50 at a time, and the time of an answer with one at a time. */
export async function cycles(
  run: Answering,
  rounds: number,
  count = { together: 4000, alone: 500 },
): Promise<Cycles> {
  let key = 0;
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    values.push(
      await rate(count.together, 50, async () => {
        key += 1;
        await run.cycle(key);
      }),
    );
  }
  const alone: number[] = [];
  for (let i = 0; i < count.alone; i += 1) {
    key += 1;
    alone.push(await run.cycle(key));
  }
  return { perSecond: median(values), ...percentiles(alone) };
}
