/**
 * One state on its own, for the TestState operation: runs it as an execution would, but hands its work to whoever asks
 * instead of a worker, tells each step of its data flow, and stops when the state is left.
 */
import type { Json, JsonObject } from '../asl/json.ts';
import type { Machine, State } from '../asl/machine.ts';
import type { TraceStep } from '../query/environment.ts';
import { type Failure, StateError } from './errors.ts';
import { type Execution, type Frame, newExecution, type Task } from './execution.ts';
import { finish, leaveCaught, prepare } from './flow.ts';
import { mapNumbers, TOLERANCE_EXCEEDED } from './map.ts';
import { backoffSeconds, isRecoverable, matches, recover } from './recovery.ts';
import { runState, waitOver } from './states.ts';
import { taskFailed, taskSucceeded } from './tasks.ts';
import { type Around, Turn } from './turn.ts';

export type Inspected = {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output: Json | undefined;
  readonly failure: Failure | undefined;
  readonly nextState: string | undefined;
  readonly steps: { readonly [step in TraceStep]?: Json };
  readonly errorDetails: { readonly [name: string]: Json } | undefined;
};

export type Inspection = {
  readonly machine: Machine;
  readonly scope: string;
  readonly state: string;
  readonly input: Json;
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  readonly arn: string;
  readonly machineArn: string;
  readonly roleArn: string;
  /** Attempts that the state has behind it. */
  readonly retryCount: number;
  /** Items that are said to have failed, for a Map. */
  readonly failedItems: number;
};

/** What the work of the state gives. */
export type WorkResult = { readonly output: Json } | { readonly failure: Failure };

export class StateInspection {
  readonly #turn: Turn;
  readonly #frame: Frame;
  readonly #inspection: Inspection;
  readonly #steps: { [step in TraceStep]?: Json } = {};
  #failure: Failure | undefined;

  constructor(inspection: Inspection, around: Around) {
    this.#inspection = inspection;
    const trace = (step: TraceStep, value: Json): void => {
      this.#steps[step] = value;
    };
    const execution = inspectedExecution(inspection, around.now);
    this.#turn = new Turn(inspection.machine, execution, { ...around, trace, context: inspection.context });
    this.#frame = this.#turn.spawn(inspection.scope, inspection.input, { last: 0 });
    this.#frame.state = inspection.state;
    this.#frame.vars = inspection.variables;
    this.#frame.entered = { id: 1, previous: 0, at: around.now };
    const state = this.state;
    if (isRecoverable(state))
      this.#frame.retries = state.retry.map((_, i) => (i === 0 ? inspection.retryCount : 0));
    this.#turn.work.length = 0;
  }

  get state(): State {
    return this.#turn.state(this.#frame);
  }

  /** Runs the state up to where its work is handed out; the task to do, if that is a call. */
  start(): Task | undefined {
    const { state } = this;
    this.#guard(() => {
      if (state.type === 'Map' || state.type === 'Parallel') this.#evaluateGroup(state);
      else runState(this.#turn, this.#frame);
      if (state.type === 'Wait' && this.#frame.wait?.kind === 'timer')
        waitOver(this.#turn, this.#frame, state);
    });
    return this.#frame.wait?.kind === 'task' ? this.#frame.wait.task : undefined;
  }

  /** Data flow of a Map or Parallel; its items and branches are not run, their result is given. */
  #evaluateGroup(state: Extract<State, { type: 'Map' | 'Parallel' }>): void {
    const env = this.#turn.environment(this.#frame);
    if (state.type === 'Parallel') return;
    const effective = env.with({ input: prepare(state, env) });
    if (state.reader === undefined) state.items(effective);
    const numbers = mapNumbers(state, effective);
    const { failedItems } = this.#inspection;
    const tolerated = numbers.toleratedCount ?? Number.POSITIVE_INFINITY;
    const share = numbers.toleratedPercentage ?? 100;
    const total = Array.isArray(this.#steps.afterItemsPath) ? this.#steps.afterItemsPath.length : failedItems;
    if (failedItems > tolerated || (100 * failedItems) / Math.max(1, total) > share) {
      throw new StateError(TOLERANCE_EXCEEDED);
    }
  }

  /** The work of the state is done. */
  done(result: WorkResult): void {
    if (this.#failure !== undefined) return;
    const { state } = this;
    this.#guard(() => {
      if ('failure' in result) {
        if (state.type === 'Task') taskFailed(this.#turn, this.#frame, result.failure);
        else throw new StateError(result.failure);
      } else if (state.type === 'Task') taskSucceeded(this.#turn, this.#frame, result.output);
      else if (state.type === 'Map' || state.type === 'Parallel') {
        finish(this.#turn, this.#frame, { value: result.output, own: true, next: state.next });
      }
    });
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.#failure = error.failure;
    }
    const last = this.#turn.work.at(-1);
    if (last?.kind === 'failed') this.#failure ??= last.failure;
  }

  /** Whether the state failed before its work was handed out. */
  get failed(): boolean {
    return this.#failure !== undefined;
  }

  outcome(): Inspected {
    if (this.#failure !== undefined) return this.#failedOutcome(this.#failure);
    const last = this.#turn.work.at(-1);
    const base = { failure: undefined, steps: this.#steps, errorDetails: undefined };
    if (last?.kind === 'run')
      return { ...base, status: 'SUCCEEDED', output: last.frame.input, nextState: last.frame.state };
    const output = last?.kind === 'ended' ? last.output : undefined;
    return { ...base, status: 'SUCCEEDED', output, nextState: undefined };
  }

  #failedOutcome(reason: Failure): Inspected {
    const state = this.#turn.machine.scopes.get(this.#frame.scope)?.states.get(this.#inspection.state);
    const base = { failure: reason, steps: this.#steps, output: undefined, nextState: undefined };
    if (state === undefined || !isRecoverable(state))
      return { ...base, status: 'FAILED', errorDetails: undefined };
    const recovery = recover(state, reason, { retries: this.#frame.retries, random: () => 1 });
    const retryIndex = state.retry.findIndex((retrier) => matches(retrier.errors, reason));
    const retrier = state.retry[retryIndex];
    if (recovery.kind === 'retry' && retrier !== undefined) {
      const interval = backoffSeconds(retrier, this.#inspection.retryCount, () => 1);
      return {
        ...base,
        status: 'RETRIABLE',
        errorDetails: { retryBackoffIntervalSeconds: interval, retryIndex },
      };
    }
    const catcher = recovery.kind === 'catch' ? state.catch[recovery.index] : undefined;
    if (recovery.kind !== 'catch' || catcher === undefined) {
      return { ...base, status: 'FAILED', errorDetails: retryIndex < 0 ? undefined : { retryIndex } };
    }
    const errorDetails = { catchIndex: recovery.index };
    try {
      this.#frame.state = this.#inspection.state;
      leaveCaught(this.#turn, this.#frame, { catcher, failure: reason });
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      return { ...base, failure: error.failure, status: 'FAILED', errorDetails };
    }
    return {
      ...base,
      status: 'CAUGHT_ERROR',
      output: this.#frame.input,
      nextState: catcher.next,
      errorDetails,
    };
  }
}

function inspectedExecution(inspection: Inspection, now: number): Execution {
  const machineName = inspection.machineArn.split(':').at(-1) ?? '';
  const identity = {
    arn: inspection.arn,
    name: inspection.arn.split(':').at(-1) ?? '',
    machineArn: inspection.machineArn,
    machineName,
    revision: '',
    roleArn: inspection.roleArn,
    express: true,
    scope: inspection.scope,
    startedAt: now,
    input: inspection.input,
  };
  return newExecution(0, identity, undefined);
}
