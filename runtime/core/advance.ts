/**
 * The interpreter of the language, as a pure step: an execution, something that happened and the time go in; events,
 * commands and the changed execution come out. No I/O, no clock, no randomness of its own. The execution object is
 * changed in place (its owner journals {@link Turn.changes} and would only throw the old value away); everything else
 * that goes in stays as it is.
 */
import type { Json } from '../asl/json.ts';
import type { Machine } from '../asl/machine.ts';
import { type Failure, failure } from './errors.ts';
import { dueOf, type Execution, type Frame } from './execution.ts';
import { attempt, end, guard, work } from './lines.ts';
import { itemClosed, resultsWritten, runChanged, runFailed, startRun } from './map.ts';
import { type Redrive, redrive } from './redrive.ts';
import { waitOver } from './states.ts';
import {
  activityStarted,
  taskFailed,
  taskHeartbeat,
  taskSubmitted,
  taskSucceeded,
  taskTimedOut,
} from './tasks.ts';
import { type Around, HistoryFull, MAX_HISTORY_EVENTS, Turn } from './turn.ts';

/** Something that happened to an execution. `frame` and `scheduled` say which task; a late answer changes nothing. */
export type Happening =
  | { readonly type: 'started' }
  | {
      readonly type: 'taskSubmitted';
      readonly frame: number;
      readonly scheduled: number;
      readonly output: Json;
    }
  | {
      readonly type: 'taskSucceeded';
      readonly frame: number;
      readonly scheduled: number;
      readonly output: Json;
    }
  | {
      readonly type: 'taskFailed';
      readonly frame: number;
      readonly scheduled: number;
      readonly failure: Failure;
    }
  | { readonly type: 'heartbeat'; readonly frame: number; readonly scheduled: number }
  | {
      readonly type: 'activityStarted';
      readonly frame: number;
      readonly scheduled: number;
      readonly workerName: string | undefined;
    }
  | { readonly type: 'itemsRead'; readonly group: number; readonly items: readonly Json[] }
  | { readonly type: 'resultsWritten'; readonly group: number; readonly result: Json }
  | { readonly type: 'runFailed'; readonly group: number; readonly failure: Failure }
  | {
      readonly type: 'itemClosed';
      readonly group: number;
      readonly index: number;
      readonly output?: Json;
      readonly failure?: Failure;
    }
  | {
      readonly type: 'runChanged';
      readonly group: number;
      readonly concurrency?: number;
      readonly toleratedCount?: number;
      readonly toleratedPercentage?: number;
    }
  /** The clock is at or past some due time. */
  | { readonly type: 'due' }
  | { readonly type: 'stopped'; readonly failure: Failure }
  /** The interpreter itself failed on the execution: it ends. */
  | { readonly type: 'broken'; readonly failure: Failure }
  | ({ readonly type: 'redriven' } & Redrive);

export function advance(machine: Machine, execution: Execution, happening: Happening, around: Around): Turn {
  const turn = new Turn(machine, execution, around);
  if (execution.status === 'RUNNING' || happening.type === 'redriven') {
    try {
      guarded(turn, happening);
      work(turn);
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error;
      const cause = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
      end(turn, 'FAILED', failure('States.Runtime', cause), execution.lastEvent);
    }
  }
  return turn;
}

/** A failure while an answer is taken in (say, in ResultSelector) is a failure of the state that got it. */
function guarded(turn: Turn, happening: Happening): void {
  const frame = 'frame' in happening ? turn.execution.frames.get(happening.frame) : undefined;
  const group = 'group' in happening ? turn.execution.groups.get(happening.group) : undefined;
  const owner = frame ?? (group === undefined ? undefined : turn.execution.frames.get(group.frame));
  if (owner === undefined) take(turn, happening);
  else guard(turn, owner, () => take(turn, happening));
}

function take(turn: Turn, happening: Happening): void {
  switch (happening.type) {
    case 'started':
      start(turn);
      return;
    case 'due':
      fireTimers(turn);
      return;
    case 'stopped':
      end(turn, 'ABORTED', happening.failure);
      return;
    case 'broken':
      end(turn, 'FAILED', happening.failure, turn.execution.lastEvent);
      return;
    case 'redriven':
      redrive(turn, happening);
      return;
    case 'itemsRead':
    case 'resultsWritten':
    case 'runFailed':
    case 'itemClosed':
    case 'runChanged':
      takeForGroup(turn, happening);
      return;
    case 'taskSubmitted':
    case 'taskSucceeded':
    case 'taskFailed':
    case 'heartbeat':
    case 'activityStarted':
      takeForTask(turn, happening);
  }
}

function takeForGroup(turn: Turn, happening: Extract<Happening, { group: number }>): void {
  const group = turn.execution.groups.get(happening.group);
  if (group === undefined) return;
  if (happening.type === 'itemsRead') {
    if (group.phase === 'reading') startRun(turn, group, happening.items);
  } else if (happening.type === 'resultsWritten') {
    if (group.phase === 'writing') resultsWritten(turn, group, happening.result);
  } else if (happening.type === 'runFailed') runFailed(turn, group, happening.failure);
  else if (happening.type === 'runChanged') runChanged(turn, group, happening);
  else itemClosed(turn, group, happening);
}

function takeForTask(turn: Turn, happening: Extract<Happening, { frame: number }>): void {
  const frame = turn.execution.frames.get(happening.frame);
  if (frame?.wait?.kind !== 'task' || frame.wait.task.scheduled !== happening.scheduled) return;
  switch (happening.type) {
    case 'taskSubmitted':
      taskSubmitted(turn, frame, happening.output);
      return;
    case 'taskSucceeded':
      taskSucceeded(turn, frame, happening.output);
      return;
    case 'taskFailed':
      taskFailed(turn, frame, happening.failure);
      return;
    case 'heartbeat':
      taskHeartbeat(turn, frame);
      return;
    case 'activityStarted':
      activityStarted(turn, frame, happening.workerName);
  }
}

function start(turn: Turn): void {
  const { identity } = turn.execution;
  turn.event('ExecutionStarted', {
    payload: identity.input,
    details: {
      roleArn: identity.roleArn,
      ...(identity.aliasArn === undefined ? {} : { stateMachineAliasArn: identity.aliasArn }),
      ...(identity.versionArn === undefined ? {} : { stateMachineVersionArn: identity.versionArn }),
    },
  });
  turn.spawn(identity.scope, identity.input, { last: 0 });
}

/** Everything that is due by now, in order of its due time. */
function fireTimers(turn: Turn): void {
  const { execution, now } = turn;
  if (execution.deadline !== undefined && execution.deadline <= now) {
    end(turn, 'TIMED_OUT');
    return;
  }
  const due = [...execution.frames.values()].filter((frame) => dueOf(frame.wait) <= now);
  due.sort((a, b) => dueOf(a.wait) - dueOf(b.wait) || a.id - b.id);
  for (const frame of due) {
    if (!execution.frames.has(frame.id)) continue;
    fireTimer(turn, frame);
    work(turn);
    turn.work.length = 0;
  }
}

function fireTimer(turn: Turn, frame: Frame): void {
  const { wait } = frame;
  const state = turn.state(frame);
  if (wait?.kind === 'retry') {
    frame.wait = undefined;
    turn.touch(frame);
    attempt(turn, frame);
  } else if (wait?.kind === 'yield') turn.work.push({ kind: 'run', frame });
  else if (wait?.kind === 'timer' && state.type === 'Wait')
    guard(turn, frame, () => waitOver(turn, frame, state));
  else if (wait?.kind === 'task')
    taskTimedOut(turn, frame, (wait.due ?? Number.POSITIVE_INFINITY) <= turn.now ? 'timeout' : 'heartbeat');
}
