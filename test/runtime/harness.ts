import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import * as z from 'zod';
import { type Json, parseJson } from '#runtime/asl/json.ts';
import {
  type Engine,
  type EngineOptions,
  openEngine,
  type ServiceRequest,
  type ServiceResponse,
} from '#runtime/index.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/machine';
export const START = Date.parse('2026-01-05T08:00:00Z');

export type Answer = (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>;

const Machine = z.object({ stateMachineArn: z.string() });
const Started = z.object({ executionArn: z.string() });
const Described = z.object({
  status: z.string(),
  output: z.string().optional(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
const Listed = z.object({ executions: z.array(z.object({ name: z.string(), executionArn: z.string() })) });
const Told = z.object({
  events: z.array(z.looseObject({ id: z.int(), type: z.string(), previousEventId: z.int() })),
});
export type History = z.infer<typeof Told>['events'];

/** What an execution came to; its output as the value that it is. */
type Ended = Omit<z.infer<typeof Described>, 'output'> & { output?: Json };

/** What surrounds an engine: its clock, and the services that it calls. */
type World = { now: number; answer: Answer; readonly calls: ServiceRequest[] };

/** An engine with a clock that stands still until it is moved, and services that are a function. */
export class Bench {
  readonly engine: Engine;
  readonly #world: World;

  private constructor(engine: Engine, world: World) {
    this.engine = engine;
    this.#world = world;
  }

  static async open(
    options: Partial<EngineOptions> & { answer?: Answer; now?: number } = {},
  ): Promise<Bench> {
    const { answer = () => ({ ok: true, body: null }), now = START, ...rest } = options;
    const world: World = { now, answer, calls: [] };
    const engine = await openEngine({
      clock: { now: () => world.now },
      accountId: '000000000000',
      region: 'us-east-1',
      transport: {
        call: async (request) => {
          world.calls.push(request);
          return world.answer(request);
        },
      },
      ...rest,
    });
    return new Bench(engine, world);
  }

  get now(): number {
    return this.#world.now;
  }

  set now(now: number) {
    this.#world.now = now;
  }

  /** All calls of services, in order. */
  get calls(): readonly ServiceRequest[] {
    return this.#world.calls;
  }

  set answer(answer: Answer) {
    this.#world.answer = answer;
  }

  async call(operation: string, body: Record<string, unknown> = {}): Promise<unknown> {
    return this.engine.handle(operation, body);
  }

  async create(name: string, definition: unknown, more: Record<string, unknown> = {}): Promise<string> {
    const body = { name, definition: JSON.stringify(definition), roleArn: ROLE, ...more };
    return Machine.parse(await this.call('CreateStateMachine', body)).stateMachineArn;
  }

  async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
    const body = { stateMachineArn, input: JSON.stringify(input), ...(name === undefined ? {} : { name }) };
    return Started.parse(await this.call('StartExecution', body)).executionArn;
  }

  async describe(executionArn: string): Promise<Ended> {
    const { output, ...rest } = Described.parse(await this.call('DescribeExecution', { executionArn }));
    return output === undefined ? rest : { ...rest, output: parseJson(output) };
  }

  /** The executions of a machine, the newest first. */
  async executions(stateMachineArn: string): Promise<z.infer<typeof Listed>['executions']> {
    const body = { stateMachineArn, maxResults: 1000 };
    return Listed.parse(await this.call('ListExecutions', body)).executions;
  }

  async history(executionArn: string): Promise<History> {
    const body = { executionArn, maxResults: 1000 };
    return Told.parse(await this.call('GetExecutionHistory', body)).events;
  }

  async types(executionArn: string): Promise<string[]> {
    return (await this.history(executionArn)).map((event) => event.type);
  }

  /** Moves the clock from timer to timer until nothing is due any more. */
  async settle(): Promise<void> {
    await this.engine.idle();
    for (let at = this.engine.nextTimerAt(); at !== undefined; at = this.engine.nextTimerAt()) {
      this.now = Math.max(this.now, at);
      await this.engine.tick();
      await this.engine.idle();
    }
  }

  /** Runs a definition to its end and tells how it ended. */
  async run(definition: unknown, input: unknown = {}): Promise<Ended & { arn: string }> {
    const machine = await this.create(`m-${crypto.randomUUID()}`, definition);
    const arn = await this.start(machine, input);
    await this.settle();
    return { ...(await this.describe(arn)), arn };
  }
}

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A folder that is gone after the test. */
export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'engine-'));
  folders.push(made);
  return made;
}

/** The engine's writes end on other threads: it may have renamed a file between the listing and its copy. */
function wentAway(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'ENOENT';
}

/** The folder as a crash at this instant would leave it: a copy, taken at one go while the engine still runs. */
export async function crashed(dataDir: string): Promise<string> {
  const copy = await folder();
  try {
    cpSync(dataDir, copy, { recursive: true, filter: (file) => !file.endsWith('LOCK') });
    return copy;
  } catch (problem) {
    if (!wentAway(problem)) throw problem;
    return crashed(dataDir);
  }
}

export function lambda(body: Json): ServiceResponse {
  return { ok: true, body, text: JSON.stringify(body) };
}

/** The task token that a call carries in its payload. */
export function tokenOf(request: ServiceRequest | undefined): string {
  return /"token":"([\w-]+)"/.exec(JSON.stringify(request?.body))?.[1] ?? '';
}

/** What a Distributed Map does with each item: it calls a function with it, and gives what that gives. */
export const CALL_EACH = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'T',
  States: {
    T: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'f', 'Payload.$': '$' },
      OutputPath: '$.Payload',
      End: true,
    },
  },
};
