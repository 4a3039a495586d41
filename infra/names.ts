import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentName, Settings } from './environments.ts';

/** What every construct needs to know about where it is being built. */
export type Place = { readonly environment: EnvironmentName; readonly settings: Settings };

/** Versions of functions and machines that serve the product stand behind this alias. */
export const LIVE = 'live';

/**
 * Functions and machines have speaking names, so operators find them and ARNs can be written down without a reference:
 * a machine calls functions that answer it, which would else be a circle in the template.
 */
export function nameOf(place: Place, name: string): string {
  return `khoi-thong-${place.environment}-${name}`;
}

/** ARN of a state machine by its name in `workflows/`. */
export function machineArn(scope: Construct, place: Place, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: nameOf(place, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** ARN under which a machine is started: running executions keep the version they began with. */
export function liveMachineArn(scope: Construct, place: Place, name: string): string {
  return `${machineArn(scope, place, name)}:${LIVE}`;
}

/** ARN of a queue by its name. */
export function queueArn(scope: Construct, place: Place, name: string): string {
  return Stack.of(scope).formatArn({ service: 'sqs', resource: nameOf(place, name) });
}

/** Where SQS is asked about a queue. */
export function queueUrl(scope: Construct, place: Place, name: string): string {
  const { account, region, urlSuffix } = Stack.of(scope);
  return `https://sqs.${region}.${urlSuffix}/${account}/${nameOf(place, name)}`;
}

/** ARN pattern of the executions of a machine; `suffix` narrows it. */
export function executionArn(scope: Construct, place: Place, machine: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: nameOf(place, machine),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** `find-blocked-projects` → `FindBlockedProjects`, for construct ids. */
export function pascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
