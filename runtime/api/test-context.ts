import { isObject, type Json } from '../asl/json.ts';
import type { State } from '../asl/machine.ts';
import { ApiError } from './errors.ts';

type Kind = 'any' | 'number' | 'string';

/** Members of a context object that TestState takes. */
const CONTEXT: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
    RoleArn: 'string',
    StartTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

function refuse(reason: string): never {
  throw new ApiError('ValidationException', `Invalid Context object provided: ${reason}`);
}

/** @throws ApiError for a context object that no execution could have. */
export function checkContext(context: Json, state: State): void {
  if (!isObject(context)) refuse('it must be a JSON object');
  for (const [section, members] of Object.entries(context)) {
    if (section === 'Map') refuse("'Map' field is not supported when mocking a Context object");
    const known = CONTEXT[section];
    if (known === undefined) refuse(`Field '${section}' is not allowed`);
    if (!isObject(members)) refuse(`${section} must be an object`);
    for (const [name, value] of Object.entries(members)) {
      const kind = Object.hasOwn(known, name) ? known[name] : undefined;
      if (kind === undefined) refuse(`Field '${name}' is not allowed`);
      if (kind !== 'any' && typeof value !== kind) refuse(`${section}.${name} must be a ${kind}`);
    }
  }
  const pattern =
    state.type === 'Task' && state.resource.kind === 'service' ? state.resource.pattern : 'response';
  if (Object.hasOwn(context, 'Task') && pattern === 'response') {
    const needed = "a Task state with a '.sync' or '.waitForTaskToken' service integration pattern";
    refuse(`Context object contains 'Task' when state is not ${needed}`);
  }
}
