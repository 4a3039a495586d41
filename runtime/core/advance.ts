/**
 * The interpreter of the language, as a pure step: an execution, something that happened and the time go in; events,
 * commands and the changed execution come out. No I/O, no clock, no randomness of its own. The execution object is
 * changed in place (its owner journals {@link Turn.changes} and would only throw the old value away); everything else
 * that goes in stays as it is.
 */
import type { Json } from '../asl/json.ts';
import type { Machine } from '../asl/machine.ts';
import type { Surroundings } from './environment.ts';
import { type Failure, failure, failureDetails, StateError } from './errors.ts';
import { dueOf, type Execution, type Frame, type Status } from './execution.ts';
import { leaveCaught } from './flow.ts';
import { abortGroup, lineEnded, lineFailed } from './groups.ts';
import { itemClosed, resultsWritten, runFailed, startRun } from './map.ts';
import { recover } from './recovery.ts';
import { runState, waitOver } from './states.ts';
import {
  activityStarted,
  giveUp,
  taskFailed,
  taskHeartbeat,
  taskSubmitted,
  taskSucceeded,
  taskTimedOut,
} from './tasks.ts';
import { Turn } from './turn.ts';

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
  /** The clock is at or past some due time. */
  | { readonly type: 'due' }
  | { readonly type: 'stopped'; readonly failure: Failure }
  | { readonly type: 'redriven' };

/** Events of one execution (AWS quota); the execution fails when it would need more. */
export const MAX_HISTORY_EVENTS = 25_000;
/** Transitions without a pause after which the turn ends, so that one execution can't keep all others waiting. */
const MAX_TRANSITIONS_PER_TURN = 2_000;

export type Around = Surroundings & { readonly region: string };

export function advance(machine: Machine, execution: Execution, happening: Happening, around: Around): Turn {
  const turn = new Turn(machine, execution, around);
  if (execution.status === 'RUNNING' || happening.type === 'redriven') {
    guarded(turn, happening);
    work(turn);
  }
  return turn;
}

/** A failure while an answer is taken in (say, in ResultSelector) is a failure of the state that got it. */
function guarded(turn: Turn, happening: Happening): void {
  const frame = 'frame' in happening ? turn.execution.frames.get(happening.frame) : undefined;
  const group = 'group' in happening ? turn.execution.groups.get(happening.group) : undefined;
  const owner = frame ?? (group === undefined ? undefined : turn.execution.frames.get(group.frame));
  try {
    take(turn, happening);
  } catch (error) {
    if (!(error instanceof StateError) || owner === undefined) throw error;
    stateFailed(turn, owner, error);
  }
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
    case 'redriven':
      redrive(turn);
      return;
    case 'itemsRead':
    case 'resultsWritten':
    case 'runFailed':
    case 'itemClosed':
      takeForGroup(turn, happening);
      return;
    default:
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

/** Does what is left to do, first come first served, so that lines of work take turns. */
function work(turn: Turn): void {
  let transitions = 0;
  for (let next = 0; next < turn.work.length; next += 1) {
    const item = turn.work[next];
    if (item === undefined || turn.execution.status !== 'RUNNING') return;
    if (!turn.execution.frames.has(item.frame.id)) continue;
    if (item.kind === 'run') {
      transitions += 1;
      if (turn.execution.lastEvent >= MAX_HISTORY_EVENTS && turn.execution.identity.express !== true) {
        const cause = 'The execution reached the maximum number of history events (25000).';
        end(turn, 'FAILED', failure('States.Runtime', cause));
      } else if (transitions > MAX_TRANSITIONS_PER_TURN) {
        item.frame.wait = { kind: 'yield' };
        turn.touch(item.frame);
      } else enter(turn, item.frame);
    } else if (item.kind === 'ended') frameEnded(turn, item.frame, item.output);
    else frameFailed(turn, item.frame, item.failure);
  }
}

function enter(turn: Turn, frame: Frame): void {
  const state = turn.state(frame);
  frame.wait = undefined;
  frame.retries = [];
  const previous = frame.last;
  const id = turn.record(frame, `${state.type}StateEntered`, {
    payload: frame.input,
    details: { name: state.name },
  });
  frame.entered = { id, previous, at: turn.now };
  attempt(turn, frame);
}

/** Runs the state of a frame that has entered it, for the first time or again. */
function attempt(turn: Turn, frame: Frame): void {
  try {
    runState(turn, frame);
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    stateFailed(turn, frame, error);
  }
}

/** Failures that name the state and the event at which it was entered. */
const PLACED = new Set([
  'States.Runtime',
  'States.QueryEvaluationError',
  'States.IntrinsicFailure',
  'States.NoChoiceMatched',
  'States.ResultPathMatchFailure',
]);

function stateFailed(turn: Turn, frame: Frame, error: StateError): void {
  const { failure: reason } = error;
  const placed = reason.error !== undefined && PLACED.has(reason.error);
  const intro = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered.id}). `;
  const full: Failure = placed ? { ...reason, cause: intro + (reason.cause ?? '') } : reason;
  if (error.evaluation) {
    const atOnce = frame.last === frame.entered.id && turn.state(frame).type !== 'Wait';
    turn.record(frame, 'EvaluationFailed', {
      // an evaluation that fails right on entering is told to follow what came before the state
      previous: atOnce ? frame.entered.previous : frame.last,
      details: {
        ...failureDetails(full),
        ...(error.location === undefined ? {} : { location: error.location }),
        state: frame.state,
      },
    });
  }
  turn.failed(frame, full);
}

function frameEnded(turn: Turn, frame: Frame, output: Json): void {
  if (frame.group === undefined) {
    turn.remove(frame);
    turn.execution.output = output;
    end(turn, 'SUCCEEDED', undefined, frame.last);
    return;
  }
  const owner = turn.execution.frames.get(turn.execution.groups.get(frame.group)?.frame ?? -1);
  try {
    lineEnded(turn, frame, output);
  } catch (error) {
    if (!(error instanceof StateError) || owner === undefined) throw error;
    stateFailed(turn, owner, error);
  }
}

/** Retry, Catch, or the failure of what the frame belongs to (States Language, "Errors"). */
function frameFailed(turn: Turn, frame: Frame, reason: Failure): void {
  const state = turn.state(frame);
  if (frame.wait?.kind === 'group') {
    const group = turn.execution.groups.get(frame.wait.group);
    if (group !== undefined) abortGroup(turn, group, { events: true });
  }
  const attempts = { retries: frame.retries, random: () => turn.chance.random() };
  const recovery = recover(state, reason, attempts);
  if (recovery.kind === 'retry') {
    frame.retries = recovery.retries;
    frame.wait = { kind: 'retry', due: turn.now + recovery.delayMs };
    turn.touch(frame);
    return;
  }
  if ((state.type === 'Map' || state.type === 'Parallel') && reason.catchable)
    turn.record(frame, `${state.type}StateFailed`);
  const catcher =
    recovery.kind === 'catch' && state.type !== 'Pass' && 'catch' in state
      ? state.catch[recovery.index]
      : undefined;
  if (catcher === undefined) {
    propagate(turn, frame, reason);
    return;
  }
  try {
    leaveCaught(turn, frame, { catcher, failure: reason });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    propagate(turn, frame, error.failure);
  }
}

function propagate(turn: Turn, frame: Frame, reason: Failure): void {
  if (frame.group === undefined) end(turn, 'FAILED', reason, frame.last);
  else lineFailed(turn, frame, reason);
}

const END_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const satisfies Record<Exclude<Status, 'RUNNING'>, string>;

function end(turn: Turn, status: Exclude<Status, 'RUNNING'>, reason?: Failure, previous?: number): void {
  const { execution } = turn;
  execution.status = status;
  execution.stoppedAt = turn.now;
  execution.failure = reason;
  for (const frame of execution.frames.values()) {
    const state = turn.state(frame);
    if (state.type === 'Task' && frame.wait?.kind === 'task') giveUp(turn, frame, state);
  }
  for (const group of execution.groups.values()) {
    if (group.kind === 'mapRun' && group.running > 0)
      turn.commands.push({ type: 'stopItems', group: group.id });
  }
  turn.event(END_EVENTS[status], {
    previous: previous ?? execution.lastEvent,
    payload: execution.output,
    details: reason === undefined ? {} : failureDetails(reason),
  });
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
  else if (wait?.kind === 'timer' && state.type === 'Wait') {
    try {
      waitOver(turn, frame, state);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      stateFailed(turn, frame, error);
    }
  } else if (wait?.kind === 'task')
    taskTimedOut(turn, frame, (wait.due ?? Number.POSITIVE_INFINITY) <= turn.now ? 'timeout' : 'heartbeat');
}

/** Runs a closed execution on from the states that failed (guide, "Redriving executions"). */
function redrive(turn: Turn): void {
  const { execution } = turn;
  execution.status = 'RUNNING';
  execution.stoppedAt = undefined;
  execution.failure = undefined;
  execution.redrives += 1;
  execution.redrivenAt = turn.now;
  turn.event('ExecutionRedriven', {
    previous: execution.lastEvent,
    details: { redriveCount: execution.redrives },
  });
  for (const frame of [...execution.frames.values()]) {
    if (frame.wait?.kind === 'group') continue;
    frame.last = execution.lastEvent;
    frame.retries = [];
    turn.touch(frame);
    attempt(turn, frame);
  }
}
