import * as z from 'zod';
import type { ServiceRequest, ServiceResponse } from '#runtime/index.ts';
import { Bench, type History, lambda } from './harness.ts';

const Call = z.object({ FunctionName: z.string(), Payload: z.unknown().optional() });

/** A state that calls a function; it tells who it is and what it got. */
export function call(name: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: name, Payload: { name, 'input.$': '$' } },
    OutputPath: '$.Payload',
    End: true,
    ...more,
  };
}

/** A state that waits for its token. */
export function waiting(name: string): object {
  const Payload = { 'token.$': '$$.Task.Token' };
  return call(name, {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: name, Payload },
    OutputPath: '$',
  });
}

export function only(name: string, state: object): object {
  return { StartAt: name, States: { [name]: state } };
}

/** Functions that are broken until they are mended; the others give back who they are. */
class Functions {
  readonly broken = new Set<string>();
  readonly called: string[] = [];

  readonly answer = (request: ServiceRequest): ServiceResponse => {
    const { FunctionName: name, Payload } = Call.parse(request.body);
    const key = z.looseObject({ input: z.number() }).safeParse(Payload).data?.input;
    const call = key === undefined ? name : `${name}${key}`;
    this.called.push(call);
    if (!this.broken.has(call)) return lambda(call);
    const body = { errorType: 'Broken', errorMessage: call };
    return { ok: true, body, text: JSON.stringify(body), functionError: 'Unhandled' };
  };
}

export async function open(options: { dataDir?: string; now?: number } = {}) {
  const functions = new Functions();
  return { functions, bench: await Bench.open({ ...options, answer: functions.answer }) };
}

export async function started(bench: Bench, definition: unknown, input: unknown = {}): Promise<string> {
  const arn = await bench.start(await bench.create(`m-${crypto.randomUUID()}`, definition), input, 'run');
  await bench.engine.idle();
  return arn;
}

export async function redrive(bench: Bench, executionArn: string, clientToken?: string): Promise<unknown> {
  const more = clientToken === undefined ? {} : { clientToken };
  const answer = await bench.call('RedriveExecution', { executionArn, ...more });
  await bench.engine.idle();
  return answer;
}

/** What came after the last redrive, and that itself. */
export function since(history: History): History {
  return history.slice(history.findLastIndex((event) => event.type === 'ExecutionRedriven'));
}

export const shape = (history: History): string[] =>
  history.map((event) => `${event.id} ${event.type} <- ${event.previousEventId}`);
