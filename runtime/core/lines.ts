import type { Json } from '../asl/json.ts';
import { cutGroup, dropGroup, groupOf, isCut, lineFailed, stopRun } from './cut.ts';
import { type Failure, failure, failureDetails, StateError } from './errors.ts';
import type { Frame, Status } from './execution.ts';
import { leaveCaught } from './flow.ts';
import { lineEnded } from './groups.ts';
import { recover } from './recovery.ts';
import { runState } from './states.ts';
import { giveUp } from './tasks.ts';
import type { Turn } from './turn.ts';

/** Transitions without a pause after which the turn ends, so that one execution can't keep all others waiting. */
const MAX_TRANSITIONS_PER_TURN = 2_000;

/** Does what is left to do, first come first served, so that lines of work take turns. */
export function work(turn: Turn): void {
  let transitions = 0;
  for (let next = 0; next < turn.work.length; next += 1) {
    const item = turn.work[next];
    if (item === undefined || turn.execution.status !== 'RUNNING') return;
    if (!turn.execution.frames.has(item.frame.id) || isCut(turn, item.frame)) continue;
    if (item.kind === 'run') {
      transitions += 1;
      if (transitions > MAX_TRANSITIONS_PER_TURN) {
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
export function attempt(turn: Turn, frame: Frame): void {
  guard(turn, frame, () => runState(turn, frame));
}

/** Does something of a frame's state: if that fails, the state does. */
export function guard(turn: Turn, frame: Frame, work: () => void): void {
  try {
    work();
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
  'States.ReferencePathConflict',
]);

function stateFailed(turn: Turn, frame: Frame, error: StateError): void {
  turn.failed(frame, tell(turn, frame, error));
}

/** Tells in the history what could not be evaluated. Gives the failure as it names the state. */
function tell(turn: Turn, frame: Frame, error: StateError): Failure {
  const { failure: reason } = error;
  const placed = reason.error !== undefined && PLACED.has(reason.error);
  const intro = `An error occurred while executing the state '${frame.state}' (entered at the event id #${frame.entered.id}). `;
  const full: Failure = placed ? { ...reason, cause: intro + (reason.cause ?? '') } : reason;
  if (error.evaluation) {
    const limit = reason.error === 'States.DataLimitExceeded';
    const atOnce = !limit && frame.last === frame.entered.id && turn.state(frame).type !== 'Wait';
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
  return full;
}

function frameEnded(turn: Turn, frame: Frame, output: Json): void {
  if (frame.group === undefined) {
    turn.remove(frame);
    turn.execution.output = output;
    end(turn, 'SUCCEEDED', undefined, frame.last);
    return;
  }
  const owner = turn.execution.frames.get(turn.execution.groups.get(frame.group)?.frame ?? -1);
  guard(turn, owner ?? frame, () => lineEnded(turn, frame, output));
}

/** Retry, Catch, or the failure of what the frame belongs to (States Language, "Errors"). */
function frameFailed(turn: Turn, frame: Frame, reason: Failure): void {
  const state = turn.state(frame);
  const group = groupOf(turn, frame);
  const running = group !== undefined && group.phase !== 'failed';
  if (running) cutGroup(turn, group);
  const attempts = { retries: frame.retries, random: () => turn.chance.random() };
  const recovery = recover(state, reason, attempts);
  const runBroke = running && group.kind === 'mapRun';
  if (runBroke) turn.record(frame, 'MapRunFailed', { details: failureDetails(reason) });
  if (recovery.kind === 'retry') {
    dropGroup(turn, frame);
    frame.retries = recovery.retries;
    frame.wait = { kind: 'retry', due: turn.now + recovery.delayMs };
    turn.touch(frame);
    return;
  }
  if ((state.type === 'Map' || state.type === 'Parallel') && (reason.catchable || runBroke))
    turn.record(frame, `${state.type}StateFailed`);
  const catcher =
    recovery.kind === 'catch' && state.type !== 'Pass' && 'catch' in state
      ? state.catch[recovery.index]
      : undefined;
  // what failed for its size or for what it was made of is not worth going on with: a redrive begins it anew
  if (catcher !== undefined || runBroke || reason.error === 'States.DataLimitExceeded')
    dropGroup(turn, frame);
  if (catcher === undefined) {
    propagate(turn, frame, reason);
    return;
  }
  try {
    leaveCaught(turn, frame, { catcher, failure: reason });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    propagate(turn, frame, tell(turn, frame, error));
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

export function end(
  turn: Turn,
  status: Exclude<Status, 'RUNNING'>,
  reason?: Failure,
  previous?: number,
): void {
  const { execution } = turn;
  execution.status = status;
  execution.stoppedAt = turn.now;
  execution.failure = reason;
  for (const frame of execution.frames.values()) {
    const state = turn.state(frame);
    if (state.type === 'Task' && frame.wait?.kind === 'task') giveUp(turn, frame, state);
  }
  for (const group of execution.groups.values()) stopRun(turn, group);
  const told = status === 'TIMED_OUT' ? failure('States.Timeout', undefined) : reason;
  turn.event(END_EVENTS[status], {
    // what ends the execution from outside follows no event
    previous: previous ?? 0,
    payload: execution.output,
    details: told === undefined ? {} : failureDetails(told),
  });
}
