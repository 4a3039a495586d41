import type { Json, JsonObject } from '../asl/json.ts';
import type { Execution } from '../core/execution.ts';
import type { Entry } from '../engine/executions.ts';
import { executionArn } from '../engine/starter.ts';

/** API times are seconds since the epoch, with a fraction. */
export function seconds(ms: number): number {
  return ms / 1000;
}

type Redrive = { readonly redriveStatus: string; readonly redriveStatusReason: string | undefined };

/** Whether the execution could be redriven (API: redriveStatus). */
export function describeBasics(execution: Pick<Execution, 'status'>): Redrive {
  switch (execution.status) {
    case 'RUNNING':
      return {
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
      };
    case 'SUCCEEDED':
      return {
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      };
    case 'FAILED':
    case 'TIMED_OUT':
    case 'ABORTED':
      return { redriveStatus: 'REDRIVABLE', redriveStatusReason: undefined };
  }
}

/** Drops members that are undefined, which the wire does not know. */
export function compact(value: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

export function describeExecution(execution: Execution): JsonObject {
  const { identity } = execution;
  const redrive = describeBasics(execution);
  const express = identity.express === true;
  return compact({
    executionArn: identity.arn,
    stateMachineArn: identity.machineArn,
    name: identity.name,
    status: execution.status,
    startDate: seconds(identity.startedAt),
    stopDate: execution.stoppedAt === undefined ? undefined : seconds(execution.stoppedAt),
    input: JSON.stringify(identity.input),
    inputDetails: { included: true },
    output: execution.output === undefined ? undefined : JSON.stringify(execution.output),
    outputDetails: execution.output === undefined ? undefined : { included: true },
    error: execution.failure?.error,
    cause: execution.failure?.cause,
    mapRunArn: identity.item?.mapRunArn,
    stateMachineVersionArn: identity.versionArn,
    stateMachineAliasArn: identity.aliasArn,
    redriveCount: express ? undefined : execution.redrives,
    redriveDate: execution.redrivenAt === undefined ? undefined : seconds(execution.redrivenAt),
    redriveStatus: express ? undefined : redrive.redriveStatus,
    redriveStatusReason: express ? undefined : redrive.redriveStatusReason,
  });
}

export function listItem(entry: Entry): JsonObject {
  return compact({
    executionArn: executionArn(entry),
    stateMachineArn: entry.machineArn,
    name: entry.name,
    status: entry.status,
    startDate: seconds(entry.startedAt),
    stopDate: entry.stoppedAt === undefined ? undefined : seconds(entry.stoppedAt),
    mapRunArn: entry.item?.mapRunArn,
  });
}
