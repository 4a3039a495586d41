import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { INPUT, median, rate } from './measure.ts';

type Step = { run(options: { name: string }, action: () => Promise<unknown>): Promise<unknown> };
type Run = (given: { readonly input: unknown; readonly step: Step }) => Promise<unknown>;
type Defined = { run(input: unknown): Promise<unknown> };
const Input = z.looseObject({ key: z.number() });
type Client = {
  defineWorkflow(options: { name: string }, run: Run): Defined;
  newWorker(options: { concurrency: number }): { start(): Promise<void>; stop(): Promise<void> };
};
type Backend = { stop(): Promise<void> };

const isFunction = (value: unknown): boolean => typeof value === 'function';
const Main = z.object({ OpenWorkflow: z.custom<new (options: { backend: Backend }) => Client>(isFunction) });
const Sqlite = z.object({ BackendSqlite: z.custom<{ connect(file: string): Backend }>(isFunction) });

/** openworkflow on SQLite as it comes (WAL, synchronous FULL): twenty steps. Its waiting is by polling; W2 is not run. */
export async function openWorkflow(entry: (name: string) => string, rounds: number): Promise<{ w1: number }> {
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(entry(name)).href);
  const { OpenWorkflow } = Main.parse(await load('openworkflow'));
  const { BackendSqlite } = Sqlite.parse(await load('openworkflow/sqlite'));
  const folder = await mkdtemp(join(tmpdir(), 'bench-openworkflow-'));
  const backend = BackendSqlite.connect(join(folder, 'runs.sqlite'));
  const client = new OpenWorkflow({ backend });
  const ended = new Map<number, () => void>();
  const linear = client.defineWorkflow({ name: 'linear' }, async ({ input, step }) => {
    const { key, ...rest } = Input.parse(input);
    let value: unknown = rest;
    for (let i = 0; i < 20; i += 1) value = await step.run({ name: `s${i}` }, async () => value);
    // who asks for a result polls for it: an execution counts as soon as its last step is done
    ended.get(key)?.();
  });
  let key = 0;
  const one = async (): Promise<void> => {
    key += 1;
    const own = key;
    const done = new Promise<void>((resolve) => ended.set(own, resolve));
    await linear.run({ input: INPUT, key: own });
    await done;
    ended.delete(own);
  };
  const worker = client.newWorker({ concurrency: 50 });
  await worker.start();
  try {
    const w1: number[] = [];
    for (let round = 0; round < rounds; round += 1) w1.push(20 * (await rate(300, 50, one)));
    return { w1: median(w1) };
  } finally {
    await worker.stop();
    await backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
