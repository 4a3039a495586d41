import {
  compileDefinition,
  type Diagnostic,
  MAX_DEFINITION_BYTES,
  type MachineType,
} from '../asl/compile.ts';
import { equalJson, type Json, type JsonObject } from '../asl/json.ts';
import { type RegistryChange, revisionOf, type StateMachine, type Version } from '../engine/registry.ts';
import { checkName, resolveMachine } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { type Body, page } from './body.ts';
import type { Context, Operation } from './context.ts';
import { compact, seconds } from './describe.ts';
import { ApiError, invalidArn, notFound } from './errors.ts';

const TYPES: readonly MachineType[] = ['STANDARD', 'EXPRESS'];

/** All errors of a definition in one message, as CreateStateMachine words them. */
export function definitionError(diagnostics: readonly Diagnostic[]): ApiError {
  const errors = diagnostics.filter((d) => d.severity === 'ERROR');
  const texts = errors.map(
    (d) => `${d.code}: ${d.message}${d.location === undefined ? '' : ` at ${d.location}`}`,
  );
  return new ApiError('InvalidDefinition', `Invalid State Machine Definition: '${texts.join(', ')}'`);
}

function checkDefinition(definition: string, type: MachineType): void {
  if (definition.length > MAX_DEFINITION_BYTES) {
    throw new ApiError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'DEFINITION_TOO_LARGE: more than ${MAX_DEFINITION_BYTES} bytes'`,
    );
  }
  const { machine, diagnostics } = compileDefinition(definition, type);
  if (machine === undefined) throw definitionError(diagnostics);
}

function configurationOf(body: Body, before: JsonObject = {}): JsonObject {
  return compact({
    loggingConfiguration: body.object('loggingConfiguration') ?? before['loggingConfiguration'],
    tracingConfiguration: body.object('tracingConfiguration') ?? before['tracingConfiguration'],
    encryptionConfiguration: body.object('encryptionConfiguration') ?? before['encryptionConfiguration'],
  });
}

function roleOf(body: Body): string {
  const arn = body.string('roleArn');
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(arn)) throw invalidArn(arn);
  return arn;
}

function arnOf(worker: Worker, kind: string, name: string): string {
  return `arn:aws:states:${worker.options.region}:${worker.options.accountId}:${kind}:${name}`;
}

export const createStateMachine: Operation = ({ worker }, body) => {
  const name = body.string('name');
  checkName(name);
  const definition = body.string('definition');
  const type = body.oneOf('type', TYPES) ?? 'STANDARD';
  const roleArn = roleOf(body);
  checkDefinition(definition, type);
  const revision = revisionOf(definition, type);
  const arn = arnOf(worker, 'stateMachine', name);
  const configuration = configurationOf(body);
  const known = worker.registry.machines.get(arn);
  if (known !== undefined)
    return alreadyThere(known, { revision: revision.id, roleArn, type, configuration });
  const now = worker.now;
  const machine: StateMachine = {
    arn,
    name,
    type,
    roleArn,
    revision: revision.id,
    revisionId: 'INITIAL',
    createdAt: now,
    updatedAt: now,
    lastVersion: 0,
    configuration,
  };
  const changes: RegistryChange[] = [
    { put: 'revision', value: revision },
    { put: 'machine', value: machine },
  ];
  const tags = body.tags();
  if (Object.keys(tags).length > 0) changes.push({ put: 'tags', value: { arn, tags } });
  worker.register(...changes);
  const version = body.boolean('publish')
    ? publish(worker, machine, body.optional('versionDescription'))
    : undefined;
  return compact({ stateMachineArn: arn, creationDate: seconds(now), stateMachineVersionArn: version?.arn });
};

type Wanted = Pick<StateMachine, 'revision' | 'roleArn' | 'type' | 'configuration'>;

/** Creating is idempotent: the same machine again is no error, another one under its name is. */
function alreadyThere(known: StateMachine, wanted: Wanted): Json {
  const same =
    known.revision === wanted.revision &&
    known.roleArn === wanted.roleArn &&
    known.type === wanted.type &&
    equalJson(known.configuration, wanted.configuration);
  if (!same) throw new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${known.arn}'`);
  return { stateMachineArn: known.arn, creationDate: seconds(known.createdAt) };
}

export const updateStateMachine: Operation = ({ worker }, body) => {
  const { machine } = resolveMachine(worker, body.string('stateMachineArn'));
  const definition = body.optional('definition');
  if (definition !== undefined) checkDefinition(definition, machine.type);
  const roleArn = body.optional('roleArn') === undefined ? machine.roleArn : roleOf(body);
  const revision = definition === undefined ? undefined : revisionOf(definition, machine.type);
  const updated: StateMachine = {
    ...machine,
    roleArn,
    revision: revision?.id ?? machine.revision,
    revisionId: worker.chance.uuid(),
    updatedAt: worker.now,
    configuration: configurationOf(body, machine.configuration),
  };
  worker.register(...(revision === undefined ? [] : [{ put: 'revision', value: revision } as const]), {
    put: 'machine',
    value: updated,
  });
  const version = body.boolean('publish')
    ? publish(worker, updated, body.optional('versionDescription'))
    : undefined;
  return compact({
    updateDate: seconds(worker.now),
    revisionId: updated.revisionId,
    stateMachineVersionArn: version?.arn,
  });
};

/** Publishes the machine as it is; the same state of it is published once only. */
function publish(worker: Worker, machine: StateMachine, description: string | undefined): Version {
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

function describe(context: Context, arn: string): JsonObject {
  const { machine, version } = resolveMachine(context.worker, arn);
  const revision = version?.revision ?? machine.revision;
  const source = context.worker.registry.revisions.get(revision);
  const references = context.worker.registry.machine(revision).variableReferences;
  const defaults = {
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
  };
  return compact({
    ...defaults,
    ...machine.configuration,
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: source?.definition,
    roleArn: version?.roleArn ?? machine.roleArn,
    type: machine.type,
    creationDate: seconds(version?.createdAt ?? machine.createdAt),
    description: version?.description,
    revisionId: machine.revisionId === 'INITIAL' ? undefined : machine.revisionId,
    variableReferences: Object.keys(references).length === 0 ? undefined : references,
  });
}

export const describeStateMachine: Operation = (context, body) =>
  describe(context, body.string('stateMachineArn'));

export const describeStateMachineForExecution: Operation = (context, body) => {
  const arn = body.string('executionArn');
  const machineName = arn.split(':')[6]?.split('/')[0] ?? '';
  const entry = context.worker.executions.find(arn.split(':')[6] ?? '', arn.split(':')[7] ?? '');
  if (entry === undefined) throw notFound('Execution', arn);
  const { identity } = context.worker.execution(entry);
  const source = context.worker.registry.revisions.get(identity.revision);
  const machine = context.worker.registry.machines.get(identity.machineArn);
  return compact({
    stateMachineArn: identity.machineArn,
    name: machineName,
    definition: source?.definition,
    roleArn: identity.roleArn,
    updateDate: seconds(machine?.updatedAt ?? identity.startedAt),
    mapRunArn: identity.item?.mapRunArn,
  });
};

export const deleteStateMachine: Operation = ({ worker }, body) => {
  const arn = body.string('stateMachineArn');
  if (!/^arn:[\w-]+:states:[\w-]+:\d{12}:stateMachine:[^:]+$/.test(arn)) throw invalidArn(arn);
  // deleting what is not there is no error; running executions keep their definition and go on
  if (worker.registry.machines.has(arn)) {
    const ofMachine = <T extends { machineArn: string }>(all: Iterable<T>): T[] =>
      [...all].filter((x) => x.machineArn === arn);
    worker.register(
      ...ofMachine(worker.registry.aliases.values()).map(
        (alias) => ({ remove: 'alias', arn: alias.arn }) as const,
      ),
      ...ofMachine(worker.registry.versions.values()).map(
        (version) => ({ remove: 'version', arn: version.arn }) as const,
      ),
      { remove: 'machine', arn },
    );
  }
  return {};
};

export const listStateMachines: Operation = ({ worker }, body) => {
  const { items, nextToken } = page(worker.registry.machines.values(), body);
  const stateMachines = items.map((m) => ({
    stateMachineArn: m.arn,
    name: m.name,
    type: m.type,
    creationDate: seconds(m.createdAt),
  }));
  return compact({ stateMachines, nextToken });
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

export const validateStateMachineDefinition: Operation = (_context, body) => {
  const type = body.oneOf('type', TYPES) ?? 'STANDARD';
  const severity = body.oneOf('severity', ['ERROR', 'WARNING']) ?? 'ERROR';
  const most = body.integer('maxResults', { min: 0, max: 100, fallback: 0 }) || 100;
  const all = compileDefinition(body.string('definition'), type).diagnostics;
  const wanted = all.filter((d) => severity === 'WARNING' || d.severity === 'ERROR');
  const failed = all.some((d) => d.severity === 'ERROR');
  const diagnostics = wanted
    .slice(0, most)
    .map((d) => compact({ severity: d.severity, code: d.code, message: d.message, location: d.location }));
  return { result: failed ? 'FAIL' : 'OK', diagnostics, truncated: wanted.length > most };
};
