import { type Json, type JsonObject, MAX_PAYLOAD_BYTES } from '../asl/json.ts';
import { failure, StateError } from './errors.ts';
import type { Frame, Variables } from './execution.ts';
import type { Turn } from './turn.ts';

/** JSON text of all variables of an execution (AWS quota). */
const MAX_VARIABLE_BYTES = 10 * 1024 * 1024;

/** Bytes of JSON text of all values; variables are never changed in place, so that it is counted once. */
const sizes = new WeakMap<Variables, number>();

function sizeOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function sizeOfAll(variables: Variables): number {
  const known = sizes.get(variables);
  if (known !== undefined) return known;
  const size = Object.values(variables).reduce((total: number, value) => total + sizeOf(value), 0);
  sizes.set(variables, size);
  return size;
}

function tooLarge(cause: string): StateError {
  return new StateError(failure('States.DataLimitExceeded', cause), { location: 'Assign' });
}

/** Gives the variables of a frame new values. @throws StateError States.DataLimitExceeded */
export function assignVariables(turn: Turn, frame: Frame, assigned: JsonObject): void {
  const added = sizeOfAll(assigned);
  const over = added - MAX_PAYLOAD_BYTES;
  const what = `State '${frame.state}' assigned variables that exceed the`;
  if (over > 0) throw tooLarge(`State variable size limit exceeded. ${what} state limit by ${over} bytes.`);
  const next = { ...frame.vars, ...assigned };
  const replaced = Object.keys(assigned).reduce((sum, name) => sum + sizeIn(frame.vars, name), 0);
  sizes.set(next, sizeOfAll(frame.vars) - replaced + added);
  let total = sizeOfAll(next);
  for (const other of turn.execution.frames.values()) if (other !== frame) total += sizeOfAll(other.vars);
  const excess = total - MAX_VARIABLE_BYTES;
  if (excess > 0) {
    const limit = 'Execution total variable size limit exceeded.';
    throw tooLarge(`${limit} ${what} total execution limit by ${excess} bytes.`);
  }
  frame.vars = next;
}

function sizeIn(variables: Variables, name: string): number {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  return value === undefined ? 0 : sizeOf(value);
}
