import { exceeds, isObject, type Json, type JsonObject } from '../asl/json.ts';
import type { Catcher, Next, NumberField, State } from '../asl/machine.ts';
import type { Environment } from '../query/environment.ts';
import { wrongType } from '../query/jsonata.ts';
import { invalidPath, readPath } from '../query/template.ts';
import { errorOutput, evaluationError, type Failure, failure, runtimeError, StateError } from './errors.ts';
import type { Frame } from './execution.ts';
import type { Turn } from './turn.ts';
import { assignVariables } from './variables.ts';

/** The effective input of the frame's state, and what its work gets. */
export function prepare(state: State, env: Environment): Json {
  const { input, arguments: args } = state.flow;
  const effective = input === undefined ? env.input : input(env);
  if (state.language === 'JSONPath') env.trace?.('afterInputPath', effective);
  if (args === undefined) {
    if (state.language === 'JSONPath' && (state.type === 'Task' || state.type === 'Pass'))
      env.trace?.('afterParameters', effective);
    return effective;
  }
  const value = args(effective === env.input ? env : env.with({ input: effective }));
  if (state.language === 'JSONPath') env.trace?.('afterParameters', value);
  // what a Pass state makes is its output, and told as such
  if (state.type !== 'Pass' && exceeds(value)) {
    const cause = `The arguments of the state/task '${state.name}' exceed the maximum number of bytes service limit.`;
    throw new StateError(failure('States.DataLimitExceeded', cause));
  }
  return value;
}

/** Variables that the state assigns. `seen` is what `$` means in a JSONPath Assign, `$states.result` in a JSONata one. */
function evaluateAssign(
  state: State | Catcher,
  env: Environment,
  language: State['language'],
): JsonObject | undefined {
  const template = 'flow' in state ? state.flow.assign : state.assign;
  if (template === undefined) return undefined;
  const seen = language === 'JSONPath' ? (env.errorOutput ?? env.result) : undefined;
  const value = template.evaluate(seen === undefined ? env : env.with({ input: seen }));
  return isObject(value) ? value : undefined;
}

/**
 * Ends the state with a result: ResultSelector, ResultPath, OutputPath, or Output; Assign; the …StateExited event; and
 * on to the next state. `hasResult` is false for states that only pass their input on.
 */
export function finish(turn: Turn, frame: Frame, result: { value: Json; own: boolean; next: Next }): void {
  const state = turn.state(frame);
  const { value, own, next } = result;
  const { finish: process, assign } = state.flow;
  const needsEnvironment = process !== undefined || assign !== undefined;
  const env = needsEnvironment ? turn.environment(frame) : undefined;
  const output = env === undefined || state.flow.finish === undefined ? value : state.flow.finish(env, value);
  const assigned =
    env === undefined
      ? undefined
      : evaluateAssign(
          state,
          env.with({ input: frame.input, result: own || state.language === 'JSONPath' ? value : undefined }),
          state.language,
        );
  leave(turn, frame, { output, assigned, next });
}

/** Records that the state is left and goes on; `next` undefined ends the frame. */
export function leave(
  turn: Turn,
  frame: Frame,
  exit: { output: Json; assigned: JsonObject | undefined; next: Next },
): void {
  const { output, assigned, next } = exit;
  const state = turn.state(frame);
  if (output !== frame.input && exceeds(output)) {
    throw new StateError(failure('States.DataLimitExceeded', tooLarge(state.name)));
  }
  const some = assigned !== undefined && Object.keys(assigned).length > 0 ? assigned : undefined;
  if (some !== undefined) assignVariables(turn, frame, some);
  if (state.type !== 'Fail') {
    const details = { name: state.name };
    turn.record(frame, `${state.type}StateExited`, { payload: output, assigned: some, details });
  }
  frame.wait = undefined;
  if (next === undefined) {
    turn.ended(frame, output);
    return;
  }
  frame.state = next;
  frame.input = output;
  frame.entered = { id: 0, previous: frame.last, at: turn.now };
  turn.work.push({ kind: 'run', frame });
}

export function tooLarge(what: string): string {
  return `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}

/** Leaves the state through a catcher. */
export function leaveCaught(turn: Turn, frame: Frame, caught: { catcher: Catcher; failure: Failure }): void {
  const { catcher } = caught;
  const state = turn.state(frame);
  const error = errorOutput(caught.failure);
  const env = turn.environment(frame);
  const output = catcher.output(env, error);
  const assigned = evaluateAssign(
    catcher,
    env.with({ input: frame.input, errorOutput: error }),
    state.language,
  );
  leave(turn, frame, { output, assigned, next: catcher.next });
}

/** How a number field may be refused; each field of the language words it differently. */
export type NumberRules = {
  readonly min: number;
  readonly max?: number;
  /** Message for a JSONPath value that is no whole number. */
  readonly notInteger: (path: string, value: Json) => string;
  readonly outOfRange: (path: string, value: number) => string;
  readonly fraction?: boolean;
};

/** The value of a number field. @throws StateError States.Runtime (JSONPath) or States.QueryEvaluationError (JSONata) */
export function numberOf(field: NumberField, env: Environment, rules: NumberRules): number {
  if (field.kind === 'fixed') return field.value;
  const { min, max = Number.POSITIVE_INFINITY } = rules;
  if (field.kind === 'expression') {
    const value = field.evaluate(env);
    if (typeof value !== 'number')
      throw evaluationError(wrongType(field.source, field.field, 'number', value), field.field);
    const whole = rules.fraction === true || Number.isInteger(value);
    if (!whole || value < min || value > max)
      throw evaluationError(rules.outOfRange(field.field, value), field.field);
    return value;
  }
  const value = readPath(field.path, env, invalidPath);
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !(rules.fraction === true || Number.isInteger(number))) {
    throw runtimeError(rules.notInteger(field.path.text, value));
  }
  if (number < min || number > max) throw runtimeError(rules.outOfRange(field.path.text, number));
  return number;
}
