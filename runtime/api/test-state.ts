import { compileMachine } from '../asl/compile.ts';
import { isArray, isObject, type Json, type JsonObject, tryParseJson } from '../asl/json.ts';
import type { Machine, State } from '../asl/machine.ts';
import type { Resource } from '../asl/resource.ts';
import type { Task } from '../core/execution.ts';
import { type Inspected, StateInspection, type WorkResult } from '../core/inspect.ts';
import { outcomeOf } from '../engine/integrations.ts';
import { requestOf } from '../engine/requests.ts';
import type { Worker } from '../engine/worker.ts';
import type { Body } from './body.ts';
import type { Operation } from './context.ts';
import { definitionError } from './definitions.ts';
import { compact } from './describe.ts';
import { ApiError } from './errors.ts';
import { RESPONSES, schemaError } from './mock-schemas.ts';
import { checkContext } from './test-context.ts';

const MOCKABLE = new Set<State['type']>(['Task', 'Map', 'Parallel']);
/** Name of a state that is given without a machine around it. */
const LONE_STATE = 'StateName';

function invalid(message: string): ApiError {
  return new ApiError('ValidationException', message);
}

type Mock = {
  readonly result: string | undefined;
  readonly error: JsonObject | undefined;
  readonly mode: string;
};

function mockOf(body: Body): Mock | undefined {
  const mock = body.object('mock');
  if (mock === undefined) return undefined;
  const result = mock['result'];
  const error = mock['errorOutput'];
  if (result !== undefined && error !== undefined) {
    throw invalid('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  const mode = typeof mock['fieldValidationMode'] === 'string' ? mock['fieldValidationMode'] : 'STRICT';
  return {
    result: typeof result === 'string' ? result : undefined,
    error: isObject(error) ? error : undefined,
    mode,
  };
}

/** A member that the API takes as JSON text. */
function jsonMember(body: Body, field: string): Json | undefined {
  const value = body.value[field];
  if (typeof value !== 'string') return value;
  const parsed = tryParseJson(value);
  if (parsed === undefined) throw invalid(`Invalid ${field} provided: it is not valid JSON`);
  return parsed;
}

type Subject = { readonly machine: Machine; readonly scope: string; readonly state: State };

/** The state to test: the definition is a state, or a machine of which `stateName` names one. */
function subjectOf(definition: string, stateName: string | undefined): Subject {
  const parsed = tryParseJson(definition);
  if (!isObject(parsed))
    throw new ApiError('InvalidDefinition', "Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION'");
  const whole = isObject(parsed['States']);
  const wrapped = whole ? parsed : { StartAt: LONE_STATE, States: { [LONE_STATE]: parsed } };
  const { machine, diagnostics } = compileMachine(wrapped, 'STANDARD', { loose: !whole });
  if (machine === undefined) throw definitionError(diagnostics);
  for (const scope of machine.scopes.values()) {
    const state = scope.states.get(whole ? (stateName ?? machine.root.startAt) : LONE_STATE);
    if (state !== undefined && (whole || scope.id === '')) return { machine, scope: scope.id, state };
  }
  throw invalid('State not found in definition');
}

/** What a mock says the work of the state gave. */
function mocked(mock: Mock, state: State): WorkResult {
  if (mock.error !== undefined) {
    const { error, cause } = mock.error;
    return {
      failure: {
        ...(typeof error === 'string' ? { error } : {}),
        ...(typeof cause === 'string' ? { cause } : {}),
        catchable: true,
      },
    };
  }
  const output = tryParseJson(mock.result ?? '');
  if (output === undefined) throw invalid('Mocked result must be valid JSON');
  checkShape(output, state);
  if (state.type === 'Task' && state.resource.kind === 'service' && mock.mode !== 'NONE') {
    const schema = RESPONSES[`${state.resource.service}:${state.resource.action}`];
    const error =
      schema === undefined
        ? undefined
        : schemaError(output, schema, { strict: mock.mode === 'STRICT', field: 'result' });
    if (error !== undefined) throw invalid(`Mock result schema validation error: ${error}`);
  }
  return { output };
}

function checkShape(output: Json, state: State): void {
  if (state.type === 'Parallel') {
    if (!isArray(output)) throw invalid('Mocked result must be an array.');
    if (output.length !== state.branches.length) {
      throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
    }
  } else if (state.type === 'Map') {
    if (state.writer !== undefined) {
      if (!isObject(output)) throw invalid('Mocked result must be a JSON object.');
    } else if (!isArray(output)) throw invalid('Mocked result must be an array.');
  }
}

function check(state: State, mock: Mock | undefined, roleArn: string | undefined): void {
  if (mock !== undefined) {
    if (!MOCKABLE.has(state.type))
      throw invalid(`State type '${state.type}' is not supported when a mock is specified`);
    return;
  }
  if (state.type === 'Map' || state.type === 'Parallel') {
    const supported = 'Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]';
    throw new ApiError(
      'InvalidDefinition',
      `TestState API does not support Map or Parallel states. ${supported}`,
    );
  }
  if (state.type === 'Task' && roleArn === undefined)
    throw invalid('RoleArn must be specified when testing a Task state');
}

async function call(worker: Worker, resource: Resource, task: Task, roleArn: string): Promise<WorkResult> {
  if (resource.kind === 'activity') throw invalid('Activity tasks need a mock');
  const request = requestOf(resource, task.arguments, { roleArn, executionArn: '' });
  const outcome = outcomeOf(resource, await worker.options.transport.call(request));
  return outcome.kind === 'failed' ? { failure: outcome.failure } : { output: outcome.output };
}

function numberOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** Tests one state, with its real work or a mock of it (API reference, TestState). */
export const testState: Operation = async ({ worker }, body) => {
  const mock = mockOf(body);
  const roleArn = body.optional('roleArn');
  const { machine, scope, state } = subjectOf(body.string('definition'), body.optional('stateName'));
  check(state, mock, roleArn);
  const context = jsonMember(body, 'context');
  if (context !== undefined) checkContext(context, state);
  const configuration = body.object('stateConfiguration') ?? {};
  const input = jsonMember(body, 'input') ?? {};
  const variables = jsonMember(body, 'variables');
  const account = `arn:aws:states:${worker.options.region}:${worker.options.accountId}`;
  const [machineName, name] = [worker.chance.uuid(), worker.chance.uuid()];
  const given = mock === undefined ? undefined : mocked(mock, state);
  const inspection = new StateInspection(
    {
      machine,
      scope,
      state: state.name,
      input,
      variables: isObject(variables) ? variables : {},
      context: isObject(context) ? context : undefined,
      arn: `${account}:express:${machineName}:${name}`,
      machineArn: `${account}:stateMachine:${machineName}`,
      roleArn: roleArn ?? `arn:aws:iam::${worker.options.accountId}:role/TestState`,
      retryCount: numberOf(configuration['retrierRetryCount']),
      failedItems: numberOf(configuration['mapIterationFailureCount']),
    },
    { now: worker.now, chance: worker.chance, region: worker.options.region },
  );
  const task = inspection.start();
  if (!inspection.failed) {
    if (given !== undefined) inspection.done(given);
    else if (task !== undefined && state.type === 'Task')
      inspection.done(await call(worker, state.resource, task, roleArn ?? ''));
  }
  return render(inspection.outcome(), {
    input,
    level: body.oneOf('inspectionLevel', ['INFO', 'DEBUG', 'TRACE']) ?? 'INFO',
  });
};

/** Steps that are numbers and objects of their own; all others are told as JSON text. */
const PLAIN = new Set(['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage']);

function render(inspected: Inspected, how: { input: Json; level: string }): Json {
  const { failure, output } = inspected;
  const steps = Object.entries(inspected.steps).map(
    ([step, value]) => [step, PLAIN.has(step) ? value : JSON.stringify(value)] as const,
  );
  const data = compact({
    input: JSON.stringify(how.input),
    ...Object.fromEntries(steps),
    errorDetails: inspected.errorDetails,
  });
  return compact({
    status: inspected.status,
    output: output === undefined ? undefined : JSON.stringify(output),
    error: failure?.error,
    cause: failure?.cause,
    nextState: inspected.nextState,
    inspectionData: how.level === 'INFO' ? undefined : data,
  });
}
