/** Makes the engine hold the machines, versions and aliases that the template declares. */
import { readFileSync } from 'node:fs';
import { isJsonObject, type JsonObject, textAt, toJson } from '#local/json.ts';
import { objectAt, objectsAt } from '#local/lambda/functions.ts';
import type { Resource, Template } from '#local/template/stack.ts';
import type { HandleOperation } from './service.ts';

/** The definition's text with its substitutions done. Throws an Error naming the machine without a definition. */
export function definitionOf(machine: Resource, template: Template): string {
  const { properties } = machine;
  const written =
    textAt(properties, 'DefinitionString') ?? fromAsset(properties, template) ?? fromObject(properties);
  if (written === undefined) throw new Error(`${machine.logicalId} (${machine.type}) has no definition`);
  const substitutions = objectAt(properties, 'DefinitionSubstitutions') ?? {};
  return written.replaceAll(/\$\{(\w[\w-]*)\}/g, (whole, name: string) => {
    const value = substitutions[name];
    if (value === undefined) return whole;
    // Substituted within JSON text: a quote or backslash must stay one.
    return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  });
}

function fromAsset(properties: JsonObject, template: Template): string | undefined {
  const key = textAt(objectAt(properties, 'DefinitionS3Location') ?? {}, 'Key');
  return key === undefined ? undefined : readFileSync(template.asset(key), 'utf8');
}

function fromObject(properties: JsonObject): string | undefined {
  const definition = objectAt(properties, 'Definition');
  return definition === undefined ? undefined : JSON.stringify(definition);
}

async function call(handle: HandleOperation, operation: string, body: JsonObject): Promise<JsonObject> {
  const answer = toJson(await handle(operation, body));
  return isJsonObject(answer) ? answer : {};
}

/** What is there, undefined when the engine does not know it. */
async function find(
  handle: HandleOperation,
  operation: string,
  body: JsonObject,
): Promise<JsonObject | undefined> {
  try {
    return await call(handle, operation, body);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'StateMachineDoesNotExist' || code === 'ResourceNotFound') return undefined;
    throw error;
  }
}

async function ensureMachine(machine: Resource, template: Template, handle: HandleOperation): Promise<void> {
  const definition = definitionOf(machine, template);
  const roleArn = textAt(machine.properties, 'RoleArn') ?? '';
  const present = await find(handle, 'DescribeStateMachine', { stateMachineArn: machine.arn });
  if (present === undefined) {
    const type = textAt(machine.properties, 'StateMachineType') ?? 'STANDARD';
    await call(handle, 'CreateStateMachine', { name: machine.name, definition, roleArn, type });
  } else if (present['definition'] !== definition || present['roleArn'] !== roleArn) {
    // Running executions keep the definition with which they began.
    await call(handle, 'UpdateStateMachine', { stateMachineArn: machine.arn, definition, roleArn });
  }
}

/** ARN of the version that stands for the machine's present definition; a new one only when the definition is new. */
async function ensureVersion(machineArn: string, handle: HandleOperation): Promise<string> {
  // Publishing a revision that is already published gives the version that there is.
  const published = await call(handle, 'PublishStateMachineVersion', { stateMachineArn: machineArn });
  return textAt(published, 'stateMachineVersionArn') ?? '';
}

function routesOf(alias: Resource, versions: ReadonlyMap<string, string>): readonly JsonObject[] {
  const preference = objectAt(alias.properties, 'DeploymentPreference');
  const declared = objectsAt(alias.properties, 'RoutingConfiguration');
  const routes =
    declared.length > 0 ? declared : preference === undefined ? [] : [{ ...preference, Weight: 100 }];
  return routes.map((route) => {
    const version = textAt(route, 'StateMachineVersionArn') ?? '';
    return { stateMachineVersionArn: versions.get(version) ?? version, weight: route['Weight'] ?? 100 };
  });
}

async function ensureAlias(
  alias: Resource,
  routes: readonly JsonObject[],
  handle: HandleOperation,
): Promise<void> {
  const present = await find(handle, 'DescribeStateMachineAlias', { stateMachineAliasArn: alias.arn });
  if (present === undefined) {
    await call(handle, 'CreateStateMachineAlias', { name: alias.name, routingConfiguration: routes });
  } else if (JSON.stringify(present['routingConfiguration']) !== JSON.stringify(routes)) {
    await call(handle, 'UpdateStateMachineAlias', {
      stateMachineAliasArn: alias.arn,
      routingConfiguration: routes,
    });
  }
}

/** Creates what is missing and updates what has changed. Throws what the engine says of a definition, with its machine. */
export async function ensureMachines(template: Template, handle: HandleOperation): Promise<void> {
  for (const activity of template.ofType('AWS::StepFunctions::Activity')) {
    await call(handle, 'CreateActivity', { name: activity.name });
  }
  for (const machine of template.ofType('AWS::StepFunctions::StateMachine')) {
    await ensureMachine(machine, template, handle).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`${machine.logicalId} (${machine.type}): ${said}`, { cause: error });
    });
  }
  const versions = new Map<string, string>();
  for (const version of template.ofType('AWS::StepFunctions::StateMachineVersion')) {
    versions.set(
      version.ref,
      await ensureVersion(textAt(version.properties, 'StateMachineArn') ?? '', handle),
    );
  }
  for (const alias of template.ofType('AWS::StepFunctions::StateMachineAlias')) {
    await ensureAlias(alias, routesOf(alias, versions), handle);
  }
}
