import type { StateMachine, Version } from '../engine/registry.ts';
import { resolveMachine } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { page } from './body.ts';
import type { Operation } from './context.ts';
import { compact, seconds } from './describe.ts';
import { ApiError, invalidArn } from './errors.ts';

/** Publishes the machine as it is; the same state of it is published once only. */
export function publish(worker: Worker, machine: StateMachine, description: string | undefined): Version {
  const newest = worker.registry.versions.get(`${machine.arn}:${machine.lastVersion}`);
  if (newest !== undefined && newest.revisionId === machine.revisionId) return newest;
  const number = machine.lastVersion + 1;
  const version: Version = {
    arn: `${machine.arn}:${number}`,
    machineArn: machine.arn,
    number,
    revision: machine.revision,
    revisionId: machine.revisionId,
    roleArn: machine.roleArn,
    createdAt: worker.now,
    description,
  };
  worker.register(
    { put: 'version', value: version },
    { put: 'machine', value: { ...machine, lastVersion: number } },
  );
  return version;
}

export const publishStateMachineVersion: Operation = ({ worker }, body) => {
  const { machine } = resolveMachine(worker, body.string('stateMachineArn'));
  const wanted = body.optional('revisionId');
  if (wanted !== undefined && wanted !== machine.revisionId) {
    throw new ApiError(
      'ConflictException',
      `The revision '${wanted}' is not the current revision of the state machine`,
    );
  }
  const version = publish(worker, machine, body.optional('description'));
  return { stateMachineVersionArn: version.arn, creationDate: seconds(version.createdAt) };
};

export const listStateMachineVersions: Operation = ({ worker }, body) => {
  const { machine } = resolveMachine(worker, body.string('stateMachineArn'));
  const versions = [...worker.registry.versions.values()].filter((v) => v.machineArn === machine.arn);
  versions.sort((a, b) => b.number - a.number);
  const { items, nextToken } = page(versions, body);
  const list = items.map((v) => ({ stateMachineVersionArn: v.arn, creationDate: seconds(v.createdAt) }));
  return compact({ stateMachineVersions: list, nextToken });
};

export const deleteStateMachineVersion: Operation = ({ worker }, body) => {
  const arn = body.string('stateMachineVersionArn');
  if (!/:stateMachine:[^:]+:\d+$/.test(arn)) throw invalidArn(arn);
  const used = [...worker.registry.aliases.values()].find((alias) =>
    alias.routes.some((r) => r.versionArn === arn),
  );
  if (used !== undefined) {
    throw new ApiError(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${used.name}]`,
    );
  }
  worker.register({ remove: 'version', arn });
  return {};
};
