import { isArray, isObject, type Json, type JsonObject, tryParseJson } from '../asl/json.ts';
import { findExecution, resolveMachine } from '../engine/starter.ts';
import type { Context, Operation } from './context.ts';
import { compact, machineOf, seconds } from './describe.ts';

const DEFAULTS = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

function describe(context: Context, arn: string): JsonObject {
  const { machine, version } = resolveMachine(context.worker, arn);
  const revision = version?.revision ?? machine.revision;
  const source = context.worker.registry.revisions.get(revision);
  const references = context.worker.registry.machine(revision).variableReferences;
  return compact({
    ...DEFAULTS,
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

/** What an execution runs: the definition as it was when it started, for a child that of its items. */
export const describeStateMachineForExecution: Operation = ({ worker }, body) => {
  const entry = findExecution(worker, body.string('executionArn'));
  const { identity } = worker.execution(entry);
  const { registry } = worker;
  const machine = registry.machines.get(identity.machineArn);
  const version = identity.versionArn === undefined ? undefined : registry.versions.get(identity.versionArn);
  const current = machine !== undefined && machine.updatedAt <= identity.startedAt ? machine : undefined;
  const updatedAt = version?.createdAt ?? current?.updatedAt ?? machine?.createdAt ?? identity.startedAt;
  const revisionId = version?.revisionId ?? current?.revisionId ?? 'INITIAL';
  const references = registry.machine(identity.revision).variableReferences;
  const label = identity.item === undefined ? undefined : entry.family.split('/')[1];
  return compact({
    ...DEFAULTS,
    ...machine?.configuration,
    stateMachineArn: machineOf(identity),
    name: label === undefined ? identity.machineName : `${identity.machineName}/${label}`,
    definition: definitionOf(registry.revisions.get(identity.revision)?.definition, identity.scope),
    roleArn: identity.roleArn,
    updateDate: seconds(updatedAt),
    mapRunArn: identity.item?.mapRunArn,
    label,
    revisionId: revisionId === 'INITIAL' ? undefined : revisionId,
    variableReferences: Object.keys(references).length === 0 ? undefined : references,
  });
};

/** The definition of a scope within a machine's: the item processor that a child of a Distributed Map runs. */
function definitionOf(definition: string | undefined, scope: string): string | undefined {
  if (definition === undefined || scope === '') return definition;
  const found = processorOf(tryParseJson(definition), scope.slice(0, scope.lastIndexOf('/')));
  if (found === undefined) return definition;
  const { ProcessorConfig: _mode, ...processor } = found;
  return JSON.stringify(processor);
}

/** The item processor of the Map state of that name, however deep it is; names are unique within a machine. */
function processorOf(node: Json | undefined, map: string): JsonObject | undefined {
  if (isArray(node)) return first(node, (item) => processorOf(item, map));
  if (!isObject(node)) return undefined;
  const state = isObject(node['States']) ? node['States'][map] : undefined;
  const processor = isObject(state) ? (state['ItemProcessor'] ?? state['Iterator']) : undefined;
  return isObject(processor) ? processor : first(Object.values(node), (item) => processorOf(item, map));
}

function first(items: readonly Json[], find: (item: Json) => JsonObject | undefined): JsonObject | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
