import { isObject, type Json } from '../asl/json.ts';
import type { ChoiceState, FailState, PassState, State, TextField, WaitState } from '../asl/machine.ts';
import { parseTimestamp } from '../asl/timestamp.ts';
import type { Environment } from '../query/environment.ts';
import { wrongType } from '../query/jsonata.ts';
import { invalidPath, readPath } from '../query/template.ts';
import { evaluationError, type Failure, runtimeError } from './errors.ts';
import type { Frame } from './execution.ts';
import { finish, leave, type NumberRules, numberOf, prepare } from './flow.ts';
import { runMap, runParallel } from './map.ts';
import { runTask } from './tasks.ts';
import type { Turn } from './turn.ts';

/** Runs the frame's state: what each type of state does once it is entered. @throws StateError */
export function runState(turn: Turn, frame: Frame): void {
  const state = turn.state(frame);
  switch (state.type) {
    case 'Pass':
      runPass(turn, frame, state);
      break;
    case 'Task':
      runTask(turn, frame, state);
      break;
    case 'Choice':
      runChoice(turn, frame, state);
      break;
    case 'Wait':
      runWait(turn, frame, state);
      break;
    case 'Succeed':
      finish(turn, frame, { value: prepared(turn, frame, state), own: false, next: undefined });
      break;
    case 'Fail':
      runFail(turn, frame, state);
      break;
    case 'Parallel':
      runParallel(turn, frame, state);
      break;
    case 'Map':
      runMap(turn, frame, state);
      break;
  }
}

function prepared(turn: Turn, frame: Frame, state: State): Json {
  const { input, arguments: args } = state.flow;
  const bare = input === undefined && args === undefined && turn.trace === undefined;
  return bare ? frame.input : prepare(state, turn.environment(frame));
}

function runPass(turn: Turn, frame: Frame, state: PassState): void {
  const value = state.result === undefined ? prepared(turn, frame, state) : state.result;
  if (state.result !== undefined) turn.trace?.('result', value);
  finish(turn, frame, { value, own: false, next: state.next });
}

function runChoice(turn: Turn, frame: Frame, state: ChoiceState): void {
  const env = turn.environment(frame);
  const input = prepare(state, env);
  const seen = input === frame.input ? env : env.with({ input });
  const rule = state.choices.find((choice) => choice.test(seen));
  const next = rule?.next ?? state.otherwise;
  if (next === undefined) {
    throw runtimeError('Failed to transition out of the state. The state does not point to a next state.');
  }
  if (rule === undefined) {
    finish(turn, frame, { value: input, own: false, next });
    return;
  }
  // a rule brings its own Assign and Output; those of the state belong to Default
  const assigned = rule.assign?.evaluate(seen);
  const output = rule.output === undefined ? choiceOutput(state, env, input) : rule.output(env);
  leave(turn, frame, { output, assigned: isObject(assigned) ? assigned : undefined, next });
}

function choiceOutput(state: ChoiceState, env: Environment, input: Json): Json {
  return state.flow.finish === undefined ? input : state.flow.finish(env, input);
}

const SECONDS: NumberRules = {
  min: 0,
  max: 99_999_999,
  notInteger: (path, value) =>
    `The SecondsPath parameter cannot be parsed as a long value: ${path} == ${text(value)}`,
  outOfRange: (path, value) => `The SecondsPath parameter references a negative value: ${path} == ${value}`,
};

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function runWait(turn: Turn, frame: Frame, state: WaitState): void {
  const env = turn.environment(frame);
  const input = prepare(state, env);
  const due = waitUntil(state, env.with({ input }), turn.now);
  frame.wait = { kind: 'timer', due };
  turn.touch(frame);
  if (due <= turn.now) waitOver(turn, frame, state);
}

/** The wait of the frame's state is over: its input is its result. */
export function waitOver(turn: Turn, frame: Frame, state: WaitState): void {
  finish(turn, frame, { value: prepared(turn, frame, state), own: false, next: state.next });
}

function waitUntil(state: WaitState, env: Environment, now: number): number {
  const { until } = state;
  if (until.kind === 'seconds') return now + numberOf(until.seconds, env, SECONDS) * 1000;
  if (until.kind === 'timestampPath') {
    const value = readPath(until.path, env, invalidPath);
    const at = typeof value === 'string' ? parseTimestamp(value) : undefined;
    if (at !== undefined) return at;
    const reason = 'does not reference a valid ISO-8601 extended offset date-time format string';
    throw runtimeError(`The TimestampPath parameter ${reason}: ${until.path.text} == ${text(value)}`);
  }
  const value = until.timestamp.kind === 'fixed' ? until.timestamp.value : textOf(until.timestamp, env);
  const at = parseTimestamp(value);
  if (at !== undefined) return at;
  const reason = 'cannot be parsed as an ISO-8601 extended offset date-time format string';
  throw evaluationError(`The Timestamp field ${reason}: ${value}`, 'Timestamp');
}

function textOf(field: TextField, env: Environment): string {
  if (field.kind === 'fixed') return field.value;
  const value = field.evaluate(env);
  if (typeof value === 'string') return value;
  if (field.source.startsWith('{%'))
    throw evaluationError(wrongType(field.source, field.field, 'string', value), field.field);
  throw runtimeError(`The ${field.field} field must reference a string but was: ${JSON.stringify(value)}`);
}

function runFail(turn: Turn, frame: Frame, state: FailState): void {
  const env = turn.environment(frame);
  const reason: Failure = {
    ...(state.error === undefined ? {} : { error: textOf(state.error, env) }),
    ...(state.cause === undefined ? {} : { cause: textOf(state.cause, env) }),
    catchable: true,
  };
  turn.failed(frame, reason);
}
