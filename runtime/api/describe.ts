import type { Json, JsonObject } from '../asl/json.ts';
import type { Execution } from '../core/execution.ts';
import { MAX_HISTORY_EVENTS } from '../core/turn.ts';
import type { Entry } from '../engine/entry.ts';
import { executionArn } from '../engine/starter.ts';

/** API times are seconds since the epoch, with a fraction. */
export function seconds(ms: number): number {
  return ms / 1000;
}

type Redrive = { readonly redriveStatus: string; readonly redriveStatusReason: string | undefined };

const DAY_MS = 86_400_000;
/** An execution can be redriven for so long after it closed, and for so long after it started. */
const REDRIVE_MS = 14 * DAY_MS;
const LIFE_MS = 365 * DAY_MS;

/** Why the execution cannot be redriven, in AWS's words; `undefined` where it can. */
function obstacle(execution: Execution, now: number): string | undefined {
  const { status, lastEvent, identity, stoppedAt = now } = execution;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  // room for ExecutionRedriven and one event more
  if (lastEvent >= MAX_HISTORY_EVENTS - 1) return 'Execution has exceeded the maximum history event limit';
  if (now - identity.startedAt > LIFE_MS) return 'Execution has exceeded the max execution time';
  return now - stoppedAt > REDRIVE_MS ? 'Execution redrivable period exceeded' : undefined;
}

/** Whether the execution could be redriven (API: redriveStatus). */
export function describeRedrive(execution: Execution, now: number): Redrive {
  const reason = obstacle(execution, now);
  if (reason !== undefined) return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: reason };
  const child = execution.identity.item !== undefined;
  return { redriveStatus: child ? 'REDRIVABLE_BY_MAP_RUN' : 'REDRIVABLE', redriveStatusReason: undefined };
}

/** Drops members that are undefined, which the wire does not know. */
export function compact(value: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

export function describeExecution(execution: Execution, now: number): JsonObject {
  const { identity } = execution;
  const redrive = describeRedrive(execution, now);
  const express = identity.express === true;
  return compact({
    executionArn: identity.arn,
    stateMachineArn: machineOf(identity),
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

/** ARN of what an execution runs; a child of a Distributed Map runs `machine/label`. */
export function machineOf(identity: Execution['identity']): string {
  const label = identity.item === undefined ? undefined : identity.arn.split(':')[6]?.split('/')[1];
  return label === undefined ? identity.machineArn : `${identity.machineArn}/${label}`;
}

/** An execution in a list. `items`: how many items a child of a Distributed Map works on. */
export function listItem(entry: Entry, execution: Execution, items?: number): JsonObject {
  const { identity, redrives, redrivenAt } = execution;
  return compact({
    executionArn: executionArn(entry),
    stateMachineArn: machineOf(identity),
    name: entry.name,
    status: entry.status,
    startDate: seconds(entry.startedAt),
    stopDate: entry.stoppedAt === undefined ? undefined : seconds(entry.stoppedAt),
    mapRunArn: entry.item?.mapRunArn,
    itemCount: items,
    stateMachineVersionArn: identity.versionArn,
    stateMachineAliasArn: identity.aliasArn,
    redriveCount: redrives,
    redriveDate: redrivenAt === undefined ? undefined : seconds(redrivenAt),
  });
}
