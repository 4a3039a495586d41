/**
 * Benchmarks of the engine: `node bench/engine.ts [--quick]`. Prints tables, asserts nothing. What the workloads are:
 * `engine/workloads.ts`. Durable means that nothing is answered, and no effect starts, before it is on disk (fdatasync).
 * Other engines were measured on the same workloads (Restate 1.7, the best durable one: W1 8,089 transitions/s, W2 943
 * cycles/s, 3.9 / 7.7 ms; openworkflow: 10,000 waiting in 163 MB, first answer after 0.45 s).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { httpCycles } from './engine/http.ts';
import { answering, type Cycles, cycles, linear } from './engine/measure.ts';

const quick = process.argv.includes('--quick');
const rounds = quick ? 2 : 5;
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const Line = z.record(z.string(), z.unknown());

async function line(child: ChildProcess): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new TypeError('the child has no stdout');
  const printed: unknown[] = await once(child.stdout, 'data');
  return Line.parse(JSON.parse(String(printed[0])));
}

function child(...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL('engine/waiting.ts', import.meta.url));
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function waiting(count: number): Promise<Record<string, string>> {
  return inFolder(async (folder) => {
    const filling = child('fill', folder, String(count));
    const filled = await line(filling);
    filling.kill('SIGKILL');
    await once(filling, 'exit');
    const opened = await line(child('open', folder, String(filled['token'])));
    const kilobytes = (await sizeOf(folder)) / count / 1000;
    return {
      waiting: whole.format(count),
      'MB filling': String(filled['rss']),
      'MB after restart': String(opened['rss']),
      'first answer ms': String(opened['firstAnswerMs']),
      'idle CPU %': (Number(filled['idleCpu']) * 100).toFixed(1),
      'KB on disk each': kilobytes.toFixed(1),
    };
  });
}

function cycleRow(name: string, result: Cycles): Record<string, string> {
  return {
    W2: name,
    'cycles/s, 50 at once': whole.format(result.perSecond),
    'p50 ms, alone': result.p50.toFixed(2),
    'p99 ms, alone': result.p99.toFixed(2),
  };
}

console.log('W1: 20 states, 50 executions at once');
console.table([
  { W1: 'in memory', 'transitions/s': whole.format(await linear(undefined, rounds)) },
  { W1: 'durable', 'transitions/s': whole.format(await inFolder((folder) => linear(folder, rounds))) },
]);
console.log('W2: start, wait for a token, answered, three more states');
const memory = await answering(undefined);
const rows = [cycleRow('in memory', await cycles(memory, rounds))];
await memory.close();
rows.push(
  await inFolder(async (folder) => {
    const run = await answering(folder);
    const result = await cycles(run, rounds);
    await run.close();
    return cycleRow('durable', result);
  }),
);
rows.push(cycleRow('durable, over HTTP', await inFolder((folder) => httpCycles(folder, rounds))));
console.table(rows);
console.log('W3: waiting executions, then kill -9, then one is answered');
const counts = quick ? [10_000] : [10_000, 100_000, 1_000_000];
for (const count of counts) console.table([await waiting(count)]);
