import { equalJson, type Json, type JsonObject } from '../asl/json.ts';
import { revisionOf, type StateMachine } from '../engine/registry.ts';
import { checkName, resolveMachine } from '../engine/starter.ts';
import type { Worker } from '../engine/worker.ts';
import { type Body, page } from './body.ts';
import type { Operation } from './context.ts';
import { checkDefinition, TYPES } from './definitions.ts';
import { compact, seconds } from './describe.ts';
import { ApiError, invalidArn, notFound } from './errors.ts';
import { publish } from './versions.ts';

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

/** A version can only be described where one is published. */
function versionDescription(body: Body): string | undefined {
  const text = body.optional('versionDescription');
  if (text !== undefined && !body.boolean('publish'))
    throw new ApiError('ValidationException', 'Version description can only be set when publish is true');
  return text;
}

export const createStateMachine: Operation = ({ worker }, body) => {
  const name = body.string('name');
  checkName(name);
  const definition = body.string('definition');
  const type = body.oneOf('type', TYPES) ?? 'STANDARD';
  const roleArn = roleOf(body);
  const described = versionDescription(body);
  checkDefinition(definition, type);
  const revision = revisionOf(definition, type);
  const arn = arnOf(worker, 'stateMachine', name);
  const configuration = configurationOf(body);
  const known = worker.registry.machines.get(arn);
  if (known !== undefined)
    return alreadyThere(worker, known, { body, revision: revision.id, type, configuration });
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
  const tags = body.tags();
  worker.register(
    { put: 'revision', value: revision },
    { put: 'machine', value: machine },
    ...(Object.keys(tags).length > 0 ? [{ put: 'tags', value: { arn, tags } } as const] : []),
  );
  const version = body.boolean('publish') ? publish(worker, machine, described) : undefined;
  return compact({ stateMachineArn: arn, creationDate: seconds(now), stateMachineVersionArn: version?.arn });
};

type Wanted = Pick<StateMachine, 'revision' | 'type' | 'configuration'> & { readonly body: Body };

/**
 * Creating is idempotent: the same machine again is no error, another one under its name is. Role and tags do not count;
 * whether it was published with the same description, as its first version tells, does.
 */
function alreadyThere(worker: Worker, known: StateMachine, wanted: Wanted): Json {
  const exists = (what: string): ApiError =>
    new ApiError('StateMachineAlreadyExists', `State Machine Already Exists: ${what}`);
  const same =
    known.revision === wanted.revision &&
    known.type === wanted.type &&
    equalJson(known.configuration, wanted.configuration);
  if (!same) throw exists(`'${known.arn}'`);
  const first = worker.registry.versions.get(`${known.arn}:1`);
  const before = 'This state machine was already created with a published version';
  const publishes = wanted.body.boolean('publish');
  if (first === undefined && publishes) throw exists(`'${known.arn}'`);
  if (first !== undefined && !publishes) throw exists(`${before}.`);
  if (first !== undefined && first.description !== wanted.body.optional('versionDescription'))
    throw exists(`${before} using a different description.`);
  return compact({
    stateMachineArn: known.arn,
    creationDate: seconds(known.createdAt),
    stateMachineVersionArn: first?.arn,
  });
}

const UPDATABLE = [
  'definition',
  'roleArn',
  'loggingConfiguration',
  'tracingConfiguration',
  'encryptionConfiguration',
];

export const updateStateMachine: Operation = ({ worker }, body) => {
  const arn = body.string('stateMachineArn');
  const { machine, version: qualified, alias } = resolveMachine(worker, arn);
  if (qualified !== undefined || alias !== undefined) throw notFound('StateMachine', arn);
  const described = versionDescription(body);
  if (UPDATABLE.every((field) => body.value[field] === undefined) && !body.boolean('publish')) {
    const needed = 'the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration';
    throw new ApiError('MissingRequiredParameter', `Either ${needed} must be specified`);
  }
  const definition = body.optional('definition');
  if (definition !== undefined) checkDefinition(definition, machine.type);
  const revision = definition === undefined ? undefined : revisionOf(definition, machine.type);
  const wanted = {
    roleArn: body.optional('roleArn') === undefined ? machine.roleArn : roleOf(body),
    revision: revision?.id ?? machine.revision,
    configuration: configurationOf(body, machine.configuration),
  };
  const updated = changed(worker, machine, wanted);
  if (updated !== machine) {
    worker.register(...(revision === undefined ? [] : [{ put: 'revision', value: revision } as const]), {
      put: 'machine',
      value: updated,
    });
  }
  const version = body.boolean('publish') ? publish(worker, updated, described) : undefined;
  return compact({
    updateDate: seconds(updated.updatedAt),
    revisionId: updated.revisionId,
    stateMachineVersionArn: version?.arn,
  });
};

/** An update that changes nothing leaves the revision as it is. */
function changed(
  worker: Worker,
  machine: StateMachine,
  wanted: Pick<StateMachine, 'roleArn' | 'revision' | 'configuration'>,
): StateMachine {
  const same =
    machine.roleArn === wanted.roleArn &&
    machine.revision === wanted.revision &&
    equalJson(machine.configuration, wanted.configuration);
  if (same) return machine;
  return { ...machine, ...wanted, revisionId: worker.chance.uuid(), updatedAt: worker.now };
}

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
