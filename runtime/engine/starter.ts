import { createHash } from 'node:crypto';
import { ApiError, invalidArn, notFound } from '../api/errors.ts';
import { equalJson, exceeds, type Json, tryParseJson } from '../asl/json.ts';
import type { Identity } from '../core/execution.ts';
import type { Entry } from './entry.ts';
import type { Alias, StateMachine, Version } from './registry.ts';
import type { Worker } from './worker.ts';

/** What a state machine ARN stands for: the machine itself, one of its versions, or an alias. */
export type Target = { machine: StateMachine; version?: Version; alias?: Alias };

const MACHINE_ARN = /^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:([^:]+)(?::([^:]+))?$/;
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

export function checkName(name: string): void {
  if (!NAME.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
}

/** @throws ApiError InvalidArn, StateMachineDoesNotExist */
export function resolveMachine(
  worker: Worker,
  arn: string,
  random: () => number = () => worker.chance.random(),
): Target {
  const parts = MACHINE_ARN.exec(arn);
  if (!parts) throw invalidArn(arn);
  const base = parts[2] === undefined ? arn : arn.slice(0, arn.lastIndexOf(':'));
  const machine = worker.registry.machines.get(base);
  if (machine === undefined) throw notFound('StateMachine', arn);
  if (parts[2] === undefined) return { machine };
  const version = worker.registry.versions.get(arn);
  if (version !== undefined) return { machine, version };
  const alias = worker.registry.aliases.get(arn);
  if (alias === undefined) throw notFound('StateMachine', arn);
  return { machine, alias, ...routed(worker, alias, random()) };
}

/** An alias with two routes sends each start to one of its versions, by weight. */
function routed(worker: Worker, alias: Alias, chance: number): { version?: Version } {
  let left = chance * 100;
  for (const route of alias.routes) {
    left -= route.weight;
    const version = worker.registry.versions.get(route.versionArn);
    if (left < 0 && version !== undefined) return { version };
  }
  const [first] = alias.routes;
  const version = first === undefined ? undefined : worker.registry.versions.get(first.versionArn);
  return version === undefined ? {} : { version };
}

/** The input as the API gives it: JSON text of at most 256 KiB, `{}` by default. @throws ApiError */
export function parseInput(text: string | undefined): Json {
  const input = tryParseJson(text ?? '{}');
  if (input === undefined)
    throw new ApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${text}'`);
  if (exceeds(input)) {
    throw new ApiError(
      'InvalidExecutionInput',
      'Invalid State Machine Execution Input: the input exceeds 262144 bytes',
    );
  }
  return input;
}

export type Start = {
  readonly arn: string;
  readonly name: string | undefined;
  readonly input: Json;
  readonly express?: 'sync' | 'async';
};

/**
 * Starts an execution, or finds the one that the same call has started before: starting is idempotent by name and
 * input while the execution runs.
 * @throws ApiError
 */
export function startExecution(worker: Worker, start: Start): Entry {
  const { machine, version, alias } = resolveMachine(worker, start.arn);
  const name = start.name ?? worker.chance.uuid();
  const express = machine.type === 'EXPRESS';
  if (start.name !== undefined) checkName(name);
  // a name that was made just now is nobody else's
  const isNew = express || start.name === undefined;
  const known = isNew ? undefined : worker.executions.find(machine.name, name);
  const account = machine.arn.split(':').slice(0, 5).join(':');
  const arn = express
    ? `${account}:express:${machine.name}:${name}:${worker.chance.uuid()}`
    : `${account}:execution:${machine.name}:${name}`;
  if (known !== undefined) {
    const running = known.status === 'RUNNING';
    if (running && equalJson(worker.execution(known).identity.input, start.input)) return known;
    throw new ApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  }
  const revision = version?.revision ?? machine.revision;
  const identity: Identity = {
    arn,
    name,
    machineArn: machine.arn,
    machineName: machine.name,
    revision,
    roleArn: version?.roleArn ?? machine.roleArn,
    ...(version === undefined ? {} : { versionArn: version.arn }),
    ...(alias === undefined ? {} : { aliasArn: alias.arn }),
    ...(express ? { express: true } : {}),
    scope: '',
    startedAt: worker.now,
    input: start.input,
  };
  return worker.begin(
    identity,
    worker.registry.machine(revision).timeoutSeconds ?? (express ? EXPRESS_SECONDS : undefined),
  );
}

/** Longest life of an EXPRESS execution. */
const EXPRESS_SECONDS = 300;

/** The entry of an execution ARN. @throws ApiError InvalidArn, ExecutionDoesNotExist */
export function findExecution(worker: Worker, arn: string): Entry {
  const parts = /^arn:[\w-]+:states:[\w-]+:\d{12}:execution:([^:]+):([^:]+)$/.exec(arn);
  if (!parts) throw invalidArn(arn);
  const entry = worker.executions.find(parts[1] ?? '', parts[2] ?? '');
  if (entry === undefined) throw notFound('Execution', arn);
  return entry;
}

/** ARN of the execution behind an entry. */
export function executionArn(entry: Entry): string {
  return `${entry.machineArn.split(':').slice(0, 5).join(':')}:execution:${entry.family}:${entry.name}`;
}

/** Name of a child of a Distributed Map: made from the run and the index, so that starting it again finds it. */
export function itemName(mapRunArn: string, index: number): string {
  const hash = createHash('sha256').update(`${mapRunArn}/${index}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-');
}
