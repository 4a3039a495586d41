import { exceeds, isObject, type Json, type JsonObject } from '../asl/json.ts';
import type { NumberField, TaskState } from '../asl/machine.ts';
import type { Resource } from '../asl/resource.ts';
import type { Environment } from '../query/environment.ts';
import { type Failure, failure, failureDetails } from './errors.ts';
import type { Execution, Frame, Task, Wait } from './execution.ts';
import { finish, numberOf, prepare, tooLarge } from './flow.ts';
import type { EventType } from './history.ts';
import type { Turn } from './turn.ts';

type Kind = Resource['kind'];
type Moment = 'Scheduled' | 'Succeeded' | 'Failed' | 'TimedOut';

/** Events of a task, by kind of resource. */
const EVENTS: Readonly<Record<Kind, Readonly<Record<Moment, EventType>>>> = {
  lambda: {
    Scheduled: 'LambdaFunctionScheduled',
    Succeeded: 'LambdaFunctionSucceeded',
    Failed: 'LambdaFunctionFailed',
    TimedOut: 'LambdaFunctionTimedOut',
  },
  activity: {
    Scheduled: 'ActivityScheduled',
    Succeeded: 'ActivitySucceeded',
    Failed: 'ActivityFailed',
    TimedOut: 'ActivityTimedOut',
  },
  service: {
    Scheduled: 'TaskScheduled',
    Succeeded: 'TaskSucceeded',
    Failed: 'TaskFailed',
    TimedOut: 'TaskTimedOut',
  },
};

/** Details that name the resource; events of Lambda functions and activities carry none. */
function resourceDetails(resource: Resource): JsonObject {
  return resource.kind === 'service'
    ? { resource: resource.resource, resourceType: resource.resourceType }
    : {};
}

/** Whether the task has a token: activities, callbacks, and jobs that are waited for. */
export function hasToken(resource: Resource): boolean {
  return resource.kind === 'activity' || (resource.kind === 'service' && resource.pattern !== 'response');
}

/** Task token: tells which execution and frame it belongs to; only who was given it knows the secret. */
export function makeToken(execution: number, frame: number, secret: string): string {
  return Buffer.from(`${execution}.${frame}.${secret}`, 'utf8').toString('base64url');
}

export function readToken(token: string): { execution: number; frame: number; secret: string } | undefined {
  const parts = /^(\d{1,15})\.(\d{1,15})\.([\w-]{8,})$/.exec(
    Buffer.from(token, 'base64url').toString('utf8'),
  );
  if (!parts) return undefined;
  return { execution: Number(parts[1]), frame: Number(parts[2]), secret: parts[3] ?? '' };
}

/** The frame and task that a token stands for, if it still waits. */
export function findTask(
  execution: Execution,
  frameId: number,
  secret: string,
): { frame: Frame; task: Task } | undefined {
  const frame = execution.frames.get(frameId);
  if (frame?.wait?.kind !== 'task' || frame.wait.task.secret !== secret) return undefined;
  return { frame, task: frame.wait.task };
}

function seconds(field: NumberField | undefined, env: Environment): number | undefined {
  if (field === undefined) return undefined;
  return numberOf(field, env, {
    min: 1,
    max: 99_999_999,
    notInteger: (path, value) =>
      `The value at path '${path}' must be a positive integer but was: ${JSON.stringify(value)}`,
    outOfRange: (path, value) => `The value at '${path}' must be a positive integer but was: ${value}`,
  });
}

/** Hands the work of a Task state out (States Language, "Task State"). */
export function runTask(turn: Turn, frame: Frame, state: TaskState): void {
  const { resource } = state;
  const secret = hasToken(resource) ? turn.chance.uuid().replaceAll('-', '') : undefined;
  const extra =
    secret === undefined ? undefined : { Task: { Token: makeToken(turn.execution.id, frame.id, secret) } };
  const env = turn.environment(frame, extra);
  const args = prepare(state, env);
  const timeout = seconds(state.timeout, env);
  const heartbeat = seconds(state.heartbeat, env);
  const credentials = state.credentials?.evaluate(env);
  const scheduled = turn.record(frame, EVENTS[resource.kind].Scheduled, {
    payload: args,
    details: {
      ...scheduledDetails(resource, turn.region),
      ...(timeout === undefined ? {} : { timeoutInSeconds: timeout }),
      ...(heartbeat === undefined ? {} : { heartbeatInSeconds: heartbeat }),
      ...(credentials === undefined ? {} : { taskCredentials: lowerRole(credentials) }),
    },
  });
  if (resource.kind === 'lambda') turn.record(frame, 'LambdaFunctionStarted');
  if (resource.kind === 'service') turn.record(frame, 'TaskStarted', { details: resourceDetails(resource) });
  const starts =
    resource.kind === 'service' && resource.service === 'states' && resource.action === 'startExecution';
  const task: Task = {
    scheduled,
    stage: 'scheduled',
    arguments: args,
    ...(secret === undefined ? {} : { secret }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(heartbeat === undefined ? {} : { heartbeatMs: heartbeat * 1000 }),
    ...(starts ? { child: turn.chance.uuid() } : {}),
  };
  const due = timeout === undefined ? undefined : turn.now + timeout * 1000;
  frame.wait = waitFor(task, due, turn.now);
  turn.commands.push({ type: 'task', frame: frame.id, task });
}

function scheduledDetails(resource: Resource, region: string): JsonObject {
  return resource.kind === 'service' ? { ...resourceDetails(resource), region } : { resource: resource.arn };
}

function lowerRole(credentials: Json): Json {
  return { roleArn: (isObject(credentials) ? credentials['RoleArn'] : undefined) ?? null };
}

function waitFor(task: Task, due: number | undefined, now: number): Wait {
  return {
    kind: 'task',
    task,
    ...(due === undefined ? {} : { due }),
    ...(task.heartbeatMs === undefined || task.secret === undefined
      ? {}
      : { heartbeat: now + task.heartbeatMs }),
  };
}

/** The service took a task that somebody will answer later. */
export function taskSubmitted(turn: Turn, frame: Frame, output: Json): void {
  if (frame.wait?.kind !== 'task') return;
  const { task } = frame.wait;
  const state = turn.state(frame);
  if (state.type !== 'Task' || task.stage !== 'scheduled') return;
  if (state.resource.kind === 'service') {
    turn.record(frame, 'TaskSubmitted', { payload: output, details: resourceDetails(state.resource) });
  }
  frame.wait = { ...frame.wait, task: { ...task, stage: 'submitted' } };
  turn.touch(frame);
}

/** A worker took an activity task. */
export function activityStarted(turn: Turn, frame: Frame, workerName: string | undefined): void {
  if (frame.wait?.kind !== 'task' || frame.wait.task.stage !== 'scheduled') return;
  turn.record(frame, 'ActivityStarted', { details: workerName === undefined ? {} : { workerName } });
  const task: Task = { ...frame.wait.task, stage: 'submitted' };
  frame.wait = waitFor(task, frame.wait.due, turn.now);
}

export function taskHeartbeat(turn: Turn, frame: Frame): void {
  if (frame.wait?.kind !== 'task') return;
  frame.wait = waitFor(frame.wait.task, frame.wait.due, turn.now);
  turn.touch(frame);
}

export function taskSucceeded(turn: Turn, frame: Frame, output: Json): void {
  const state = turn.state(frame);
  if (state.type !== 'Task') return;
  if (exceeds(output)) {
    taskFailed(turn, frame, failure('States.DataLimitExceeded', tooLarge(state.resource.arn)));
    return;
  }
  const { resource } = state;
  turn.trace?.('result', output);
  turn.record(frame, EVENTS[resource.kind].Succeeded, {
    payload: output,
    details: resourceDetails(resource),
  });
  finish(turn, frame, { value: output, own: true, next: state.next });
}

export function taskFailed(turn: Turn, frame: Frame, reason: Failure): void {
  const state = turn.state(frame);
  if (state.type !== 'Task') return;
  const details = { ...resourceDetails(state.resource), ...failureDetails(reason) };
  turn.record(frame, EVENTS[state.resource.kind].Failed, { details });
  giveUp(turn, frame, state);
  turn.failed(frame, reason);
}

/** The task's TimeoutSeconds or HeartbeatSeconds have passed. */
export function taskTimedOut(turn: Turn, frame: Frame, missed: 'timeout' | 'heartbeat'): void {
  const state = turn.state(frame);
  if (state.type !== 'Task') return;
  const base = failure('States.Timeout', undefined);
  const reason = missed === 'heartbeat' ? { ...base, also: 'States.HeartbeatTimeout' } : base;
  const details = { ...resourceDetails(state.resource), ...failureDetails(reason) };
  turn.record(frame, EVENTS[state.resource.kind].TimedOut, { details });
  giveUp(turn, frame, state);
  turn.failed(frame, reason);
}

/** Nobody waits for the task any longer: a nested execution that it started is asked to stop. */
export function giveUp(turn: Turn, frame: Frame, state: TaskState): void {
  const { resource } = state;
  const nested =
    resource.kind === 'service' && resource.service === 'states' && resource.pattern.startsWith('sync');
  if (nested && frame.wait?.kind === 'task') {
    turn.commands.push({ type: 'stopChild', task: frame.wait.task, resource: resource.arn });
  }
  frame.wait = undefined;
}
