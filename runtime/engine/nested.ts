import { describeRedrive } from '../api/describe.ts';
import { ApiError } from '../api/errors.ts';
import { isObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { Resource } from '../asl/resource.ts';
import type { Failure } from '../core/errors.ts';
import type { Execution, Task } from '../core/execution.ts';
import type { Entry } from './entry.ts';
import { serviceFailure } from './integrations.ts';
import { startExecution } from './starter.ts';
import type { Worker } from './worker.ts';

type Service = Extract<Resource, { kind: 'service' }>;

/** What `states:startExecution` is asked to start. Input that is no string is sent as its JSON text. */
export function startOf(task: Task): { arn: string; name: string | undefined; input: Json } {
  const args = isObject(task.arguments) ? task.arguments : {};
  const arn = args['StateMachineArn'];
  const name = args['Name'];
  return {
    arn: typeof arn === 'string' ? arn : '',
    name: typeof name === 'string' ? name : task.child,
    // a null input counts as none
    input: inputOf(args['Input']),
  };
}

function inputOf(value: Json | undefined): Json {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'string') return value;
  try {
    return parseJson(value);
  } catch {
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${value}'`);
  }
}

/** Starts (or finds again) the execution that a task nests. @throws ApiError */
export async function startNested(worker: Worker, caller: Execution, task: Task): Promise<Entry> {
  const start = startOf(task);
  const roleArn = roleOf(caller, task);
  await worker.options.authorize?.({ roleArn, action: 'states:StartExecution', resource: start.arn });
  return startExecution(worker, start);
}

/** The role that makes a task's call: that of its Credentials, else that of the machine. */
export function roleOf(caller: Execution, task: Task): string {
  const role = isObject(task.credentials) ? task.credentials['RoleArn'] : undefined;
  return typeof role === 'string' ? role : caller.identity.roleArn;
}

/** An error of the start as the task sees it. */
export function startFailure(resource: Service, error: unknown): Failure {
  if (error instanceof ApiError)
    return serviceFailure(resource, { ok: false, error: error.code, message: error.message });
  const denied = error instanceof Error ? error.message : String(error);
  return serviceFailure(resource, { ok: false, error: 'AccessDeniedException', message: denied });
}

/** Answer of StartExecution, as the integration gives it: names in upper camel case and the SDK's metadata. */
export function startedOutput(worker: Worker, entry: Entry, arn: string): JsonObject {
  const requestId = worker.chance.uuid();
  const headers = {
    connection: 'keep-alive',
    'Content-Length': '178',
    'Content-Type': 'application/x-amz-json-1.0',
    Date: new Date(worker.now).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return {
    ExecutionArn: arn,
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StartDate: new Date(entry.startedAt).toISOString(),
  };
}

/** What `.sync` and `.sync:2` give when the nested execution has closed: DescribeExecution in upper camel case. */
export function closedOutput(
  execution: Execution,
  pattern: Service['pattern'],
): { output: Json } | { failure: Failure } {
  const described = describeRedrive(execution, execution.stoppedAt ?? execution.identity.startedAt);
  const parsed = pattern === 'sync:2';
  const { failure: reason, output } = execution;
  const base = {
    ...(reason?.cause === undefined ? {} : { Cause: reason.cause }),
    ...(reason?.error === undefined ? {} : { Error: reason.error }),
    ExecutionArn: execution.identity.arn,
    Input: parsed ? execution.identity.input : JSON.stringify(execution.identity.input),
    InputDetails: { Included: true },
    Name: execution.identity.name,
    ...(output === undefined
      ? {}
      : { Output: parsed ? output : JSON.stringify(output), OutputDetails: { Included: true } }),
    RedriveCount: execution.redrives,
    RedriveStatus: described.redriveStatus,
    ...(described.redriveStatusReason === undefined
      ? {}
      : { RedriveStatusReason: described.redriveStatusReason }),
    StartDate: execution.identity.startedAt,
    StateMachineArn: execution.identity.machineArn,
    Status: execution.status,
    StopDate: execution.stoppedAt ?? execution.identity.startedAt,
  };
  if (execution.status === 'SUCCEEDED') return { output: base };
  // the redrive members of a failed execution are left out of the cause
  const { RedriveCount: _count, RedriveStatus: _status, ...cause } = base;
  return { failure: { error: 'States.TaskFailed', cause: JSON.stringify(cause), catchable: true } };
}
