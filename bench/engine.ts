/**
 * Benchmarks of the engine: `node bench/engine.ts [--quick] [--peers DIR]`. Prints tables, asserts nothing. What the
 * workloads are: `engine/workloads.ts`; the peers: `engine/peers.ts`. Durable means that nothing is answered, and no effect
 * starts, before it is on disk (O_DSYNC). Figures of a busy machine say little: the load is printed with them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { ENGINE_OPTIONS, httpCycles } from './engine/http.ts';
import { answering, type Cycles, cycles, linear } from './engine/measure.ts';
import { peers } from './engine/peers.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, peers: { type: 'string' } },
});
const { quick } = options;
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
  const file = fileURLToPath(new URL('engine/waiting.mjs', import.meta.url));
  return spawn(process.execPath, [...ENGINE_OPTIONS, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Restarts after kill -9, each on a copy of the folder as it was left. */
async function restarts(folder: string, token: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let i = 0; i < 3; i += 1) {
    found.push(
      await inFolder(async (copy) => {
        await cp(folder, copy, { recursive: true });
        return line(child('open', copy, token));
      }),
    );
  }
  return found.toSorted((a, b) => Number(a['firstAnswerMs']) - Number(b['firstAnswerMs']));
}

async function waiting(count: number): Promise<Record<string, string>> {
  return inFolder(async (folder) => {
    const filling = child('fill', folder, String(count));
    const filled = await line(filling);
    filling.kill('SIGKILL');
    await once(filling, 'exit');
    const [least, median] = await restarts(folder, String(filled['token']));
    const kilobytes = (await sizeOf(folder)) / count / 1000;
    return {
      waiting: whole.format(count),
      'MB, just filled (of it free in the heap)': `${String(filled['rss'])} (${String(filled['young'])})`,
      'MB, 5 s later': String(filled['settled']),
      'MB after restart': String(median?.['rss']),
      'first answer ms, least / median': `${String(least?.['firstAnswerMs'])} / ${String(median?.['firstAnswerMs'])}`,
      'CPU ms of it': String(least?.['cpuMs']),
      'idle CPU %': (Number(filled['idleCpu']) * 100).toFixed(2),
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

const load = (): string => `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`;
console.log(`W1: 20 states, 50 executions at once (${load()})`);
const [inMemory, durable] = [
  await linear(undefined, rounds),
  await inFolder((folder) => linear(folder, rounds)),
];
console.table([
  { W1: 'in memory', 'transitions/s': whole.format(inMemory) },
  { W1: 'durable', 'transitions/s': whole.format(durable) },
]);
console.log(`W2: start, wait for a token, answered, three more states (${load()})`);
const memory = await answering(undefined);
const rows = [cycleRow('in memory', await cycles(memory, rounds))];
await memory.close();
const answered = await inFolder(async (folder) => {
  const run = await answering(folder);
  const result = await cycles(run, rounds);
  await run.close();
  return result;
});
rows.push(cycleRow('durable', answered));
const http = await inFolder((folder) => httpCycles(folder, rounds));
rows.push(cycleRow('durable, over HTTP', http));
console.table(rows);
console.log(
  `Over HTTP, CPU a cycle: client ${whole.format(http.clientCpu)} µs, engine and server ${whole.format(http.serverCpu)} µs.`,
);
console.log(`Peers, and how many times as fast the engine is (${load()})`);
const ratio = (own: number, other: number | undefined): string =>
  other === undefined ? '' : `${(own / other).toFixed(2)}×`;
console.table(
  (await peers(options.peers, rounds, (line) => console.log(line))).map(
    ({ peer, durable: safe, w1, w2, p50, p99, source }) => ({
      peer,
      kind: safe ? 'durable' : 'in memory',
      'W1 transitions/s': w1 === undefined ? '' : whole.format(w1),
      'W1 ratio': ratio(safe ? durable : inMemory, w1),
      'W2 cycles/s': w2 === undefined ? '' : whole.format(w2),
      'W2 ratio, durable engine': ratio(answered.perSecond, w2),
      'W2 alone p50 / p99 ms':
        p50 === undefined || p99 === undefined ? '' : `${p50.toFixed(2)} / ${p99.toFixed(2)}`,
      source,
    }),
  ),
);
console.log(`W3: waiting executions, then kill -9, then one is answered (${load()})`);
const counts = quick ? [10_000] : [10_000, 100_000, 1_000_000];
for (const count of counts) console.table([await waiting(count)]);
