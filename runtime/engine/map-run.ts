import { isObject, type Json, type JsonObject } from '../asl/json.ts';
import type { MapState } from '../asl/machine.ts';
import type { Execution, Group } from '../core/execution.ts';
import type { Entry } from './entry.ts';
import { ReaderError } from './items.ts';
import type { ServiceResponse } from './transport.ts';
import type { Worker } from './worker.ts';

/** A Distributed Map under way: its execution, its group and its state. */
export type Run = { readonly execution: Execution; readonly group: Group; readonly state: MapState };

export function runOf(worker: Worker, entry: Entry, groupId: number): Run | undefined {
  const execution = worker.execution(entry);
  const group = execution.groups.get(groupId);
  const owner = execution.frames.get(group?.frame ?? -1);
  if (group === undefined || owner === undefined) return undefined;
  const state = worker.registry
    .machine(execution.identity.revision)
    .scopes.get(owner.scope)
    ?.states.get(owner.state);
  return state?.type === 'Map' ? { execution, group, state } : undefined;
}

export function s3(worker: Worker, run: Run, action: string, body: Json): Promise<ServiceResponse> {
  const { roleArn, arn } = run.execution.identity;
  return worker.options.transport.call({ service: 's3', action, body, roleArn, executionArn: arn });
}

/** What S3 answered. @throws ReaderError what it refused */
export function bodyOf(response: ServiceResponse): JsonObject {
  if (!response.ok) throw new ReaderError(response.message);
  return isObject(response.body) ? response.body : {};
}

/** Tells the execution that its run cannot go on. */
export function failRun(
  worker: Worker,
  entry: Entry,
  what: { group: number; error: string; reason: unknown },
): void {
  const cause = what.reason instanceof Error ? what.reason.message : String(what.reason);
  worker.turn(entry, {
    type: 'runFailed',
    group: what.group,
    failure: { error: what.error, cause, catchable: true },
  });
}
