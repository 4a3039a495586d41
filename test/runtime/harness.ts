import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import {
  type Engine,
  type EngineOptions,
  openEngine,
  type ServiceRequest,
  type ServiceResponse,
} from '#runtime/index.ts';

export const ROLE = 'arn:aws:iam::000000000000:role/machine';
export const START = Date.parse('2026-01-05T08:00:00Z');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Answer = (request: ServiceRequest) => ServiceResponse | Promise<ServiceResponse>;

export type History = { id: number; type: string; previousEventId: number; [details: string]: unknown }[];

/** An engine with a clock that stands still until it is moved, and services that are a function. */
export class Bench {
  now = START;
  readonly calls: ServiceRequest[] = [];
  answer: Answer = () => ({ ok: true, body: null });
  engine: Engine;

  private constructor(engine: Engine) {
    this.engine = engine;
  }

  static async open(
    options: Partial<EngineOptions> & { answer?: Answer; now?: number } = {},
  ): Promise<Bench> {
    const { answer, now, ...rest } = options;
    const bench = new Bench(undefined as unknown as Engine);
    if (answer !== undefined) bench.answer = answer;
    if (now !== undefined) bench.now = now;
    bench.engine = await openEngine({
      clock: { now: () => bench.now },
      accountId: '000000000000',
      region: 'us-east-1',
      transport: {
        call: async (request) => {
          bench.calls.push(request);
          return bench.answer(request);
        },
      },
      ...rest,
    });
    return bench;
  }

  async call<T = Record<string, never>>(operation: string, body: Record<string, unknown> = {}): Promise<T> {
    return (await this.engine.handle(operation, body)) as T;
  }

  async create(name: string, definition: unknown, more: Record<string, unknown> = {}): Promise<string> {
    const body = { name, definition: JSON.stringify(definition), roleArn: ROLE, ...more };
    const { stateMachineArn } = await this.call<{ stateMachineArn: string }>('CreateStateMachine', body);
    return stateMachineArn;
  }

  async start(stateMachineArn: string, input: unknown = {}, name?: string): Promise<string> {
    const body = { stateMachineArn, input: JSON.stringify(input), ...(name === undefined ? {} : { name }) };
    const { executionArn } = await this.call<{ executionArn: string }>('StartExecution', body);
    return executionArn;
  }

  async describe(
    executionArn: string,
  ): Promise<{ status: string; output?: Json; error?: string; cause?: string }> {
    const found = await this.call<{ status: string; output?: string; error?: string; cause?: string }>(
      'DescribeExecution',
      {
        executionArn,
      },
    );
    const { output, ...rest } = found;
    return output === undefined ? rest : { ...rest, output: JSON.parse(output) as Json };
  }

  async history(executionArn: string): Promise<History> {
    const { events } = await this.call<{ events: History }>('GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
    });
    return events;
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
  async run(
    definition: unknown,
    input: unknown = {},
  ): Promise<Awaited<ReturnType<Bench['describe']>> & { arn: string }> {
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

/** The folder as a crash at this instant would leave it: a copy, taken while the engine still runs. */
export async function crashed(dataDir: string): Promise<string> {
  const copy = await folder();
  await cp(dataDir, copy, { recursive: true, filter: (file) => !file.endsWith('LOCK') });
  return copy;
}

export function lambda(body: Json): ServiceResponse {
  return { ok: true, body, text: JSON.stringify(body) };
}

/** The task token that a call carries in its payload. */
export function tokenOf(request: ServiceRequest | undefined): string {
  return /"token":"([\w-]+)"/.exec(JSON.stringify(request?.body))?.[1] ?? '';
}
