import { exceeds, type Json, tryParseJson } from '../asl/json.ts';
import { renderEvent } from '../core/history.ts';
import { findTask, readToken } from '../core/tasks.ts';
import type { Entry } from '../engine/entry.ts';
import { findExecution, parseInput, resolveMachine, startExecution as start } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, describeExecution as describe, seconds } from './describe.ts';
import { ApiError } from './errors.ts';

export const startExecution: Operation = ({ worker }, body) => {
  const input = parseInput(body.optional('input'));
  const entry = start(worker, { arn: body.string('stateMachineArn'), name: body.optional('name'), input });
  return { executionArn: worker.execution(entry).identity.arn, startDate: seconds(entry.startedAt) };
};

export const startSyncExecution: Operation = async ({ worker, effects }, body) => {
  const { machine } = resolveMachine(worker, body.string('stateMachineArn'), () => 0);
  if (machine.type !== 'EXPRESS')
    throw new ApiError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  const input = parseInput(body.optional('input'));
  const entry = start(worker, {
    arn: body.string('stateMachineArn'),
    name: body.optional('name') ?? worker.chance.uuid(),
    input,
  });
  const { execution } = worker.load(entry);
  if (entry.status === 'RUNNING') await effects.closed(entry);
  const { redriveCount: _c, redriveStatus: _s, ...described } = describe(execution, worker.now);
  const billed = Math.max(
    100,
    Math.ceil(((entry.stoppedAt ?? entry.startedAt) - entry.startedAt) / 100) * 100,
  );
  return { ...described, billingDetails: { billedMemoryUsedInMB: 64, billedDurationInMilliseconds: billed } };
};

export const stopExecution: Operation = ({ worker }, body) => {
  const entry = findExecution(worker, body.string('executionArn'));
  const error = body.optional('error');
  const cause = body.optional('cause');
  if (entry.status === 'RUNNING') {
    const reason = {
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
      catchable: false,
    };
    worker.turn(entry, { type: 'stopped', failure: reason });
  }
  return { stopDate: seconds(entry.stoppedAt ?? worker.now) };
};

export const describeExecution: Operation = ({ worker }, body) => {
  const entry = findExecution(worker, body.string('executionArn'));
  return describe(worker.execution(entry), worker.now);
};

export const getExecutionHistory: Operation = async ({ worker }, body) => {
  const entry = findExecution(worker, body.string('executionArn'));
  const withData = body.value['includeExecutionData'] !== false;
  await worker.settled();
  const events = worker.history(entry);
  const { items, nextToken } = page(body.boolean('reverseOrder') ? [...events].reverse() : events, body);
  return compact({ events: items.map((event) => renderEvent(event, withData)), nextToken });
};

/** The waiting task behind a token. @throws ApiError InvalidToken, TaskDoesNotExist, TaskTimedOut */
function taskOf(worker: Worker, token: string): { entry: Entry; frame: number; scheduled: number } {
  const parts = readToken(token);
  if (parts === undefined) throw new ApiError('InvalidToken', "Invalid Token: 'Invalid token'");
  const entry = worker.executions.get(parts.execution);
  if (entry === undefined) throw new ApiError('TaskDoesNotExist', `Task does not exist: '${token}'`);
  const found =
    entry.status === 'RUNNING' ? findTask(worker.execution(entry), parts.frame, parts.secret) : undefined;
  if (found === undefined)
    throw new ApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  return { entry, frame: found.frame.id, scheduled: found.task.scheduled };
}

export const sendTaskSuccess: Operation = ({ worker }, body) => {
  const { entry, frame, scheduled } = taskOf(worker, body.string('taskToken'));
  const text = body.string('output');
  const output: Json | undefined = tryParseJson(text);
  if (output === undefined) throw new ApiError('InvalidOutput', `Invalid Output: '${text.slice(0, 200)}'`);
  if (exceeds(output)) throw new ApiError('InvalidOutput', 'Invalid Output: the output exceeds 262144 bytes');
  worker.turn(entry, { type: 'taskSucceeded', frame, scheduled, output });
  return {};
};

export const sendTaskFailure: Operation = ({ worker }, body) => {
  const { entry, frame, scheduled } = taskOf(worker, body.string('taskToken'));
  const error = body.optional('error');
  const cause = body.optional('cause');
  const reason = {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
    catchable: true,
  };
  worker.turn(entry, { type: 'taskFailed', frame, scheduled, failure: reason });
  return {};
};

export const sendTaskHeartbeat: Operation = ({ worker }, body) => {
  const { entry, frame, scheduled } = taskOf(worker, body.string('taskToken'));
  worker.turn(entry, { type: 'heartbeat', frame, scheduled });
  return {};
};
