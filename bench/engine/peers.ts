/**
 * The peers on the same workloads. One that is installed in the folder given by `--peers DIR` (made by, say,
 * `npm init -y && npm i aws-local-stepfunctions@3.0.0`) is run here, in this run; of the others the table has the figures that
 * were measured on a machine like this one (2 cores, no other load), and says so.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { rate } from './measure.ts';

type Figures = {
  readonly peer: string;
  readonly durable: boolean;
  /** Transitions a second. */
  readonly w1?: number;
  /** Cycles a second, and ms of an answer alone. */
  readonly w2?: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly source: 'measured in this run' | 'measured earlier, 2026-11-23';
};

const EARLIER = 'measured earlier, 2026-11-23';
const KNOWN: readonly Figures[] = [
  { peer: 'aws-local-stepfunctions 3.0.0', durable: false, w1: 472_331, w2: 69_983, source: EARLIER },
  { peer: '@wmfs/statebox 1.118.0', durable: false, w1: 97_707, w2: 20_078, source: EARLIER },
  { peer: 'Restate 1.7.12', durable: true, w1: 8089, w2: 943, p50: 3.9, p99: 7.7, source: EARLIER },
  {
    peer: 'DBOS 5.3.0 + PostgreSQL 15',
    durable: true,
    w1: 2059,
    w2: 253,
    p50: 5.2,
    p99: 8.7,
    source: EARLIER,
  },
  { peer: 'openworkflow 0.10.1', durable: true, w1: 2214, w2: 233, p50: 59, p99: 86, source: EARLIER },
];

const Local = z.object({ StateMachine: z.custom<LocalMachine>((value) => typeof value === 'function') });
type Handler = (input: unknown) => unknown;
type LocalMachine = new (
  definition: object,
) => {
  run(
    input: unknown,
    options: { overrides: { taskResourceLocalHandlers: Record<string, Handler> } },
  ): { readonly result: Promise<unknown> };
};

/** Twenty states, four of which are Tasks with a handler in the process: in memory, nothing is serialized. */
async function localStepFunctions(entry: string, rounds: number): Promise<number> {
  const { StateMachine } = Local.parse(await import(pathToFileURL(entry).href));
  const names = Array.from({ length: 20 }, (_, i) => `S${i + 1}`);
  const isTask = (i: number): boolean => i % 5 === 4;
  const states = names.map((name, i): [string, object] => [
    name,
    {
      ...(isTask(i)
        ? { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:step' }
        : { Type: 'Pass' }),
      ...(i === 19 ? { End: true } : { Next: `S${i + 2}` }),
    },
  ]);
  const machine = new StateMachine({ StartAt: 'S1', States: Object.fromEntries(states) });
  const handlers = names
    .filter((_, i) => isTask(i))
    .map((name): [string, Handler] => [name, (input) => input]);
  const options = { overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) } };
  const values: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const work = async (): Promise<void> => {
      await machine.run({ amount: 1500, status: 'BLOCKED', text: 'x'.repeat(180) }, options).result;
    };
    values.push(20 * (await rate(4000, 50, work)));
  }
  return values.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

/** Figures of the peers; `folder` is where some of them may be installed. */
export async function peers(folder: string | undefined, rounds: number): Promise<readonly Figures[]> {
  if (folder === undefined) return KNOWN;
  const entry = createRequire(join(folder, 'package.json')).resolve('aws-local-stepfunctions');
  const w1 = await localStepFunctions(entry, rounds);
  const live: Figures = {
    peer: 'aws-local-stepfunctions',
    durable: false,
    w1,
    source: 'measured in this run',
  };
  return [live, ...KNOWN.slice(1)];
}
