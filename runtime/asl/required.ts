import { isExpression } from '../query/jsonata.ts';
import type { QueryLanguage } from '../query/template.ts';
import { isObject } from './json.ts';
import type { Node } from './node.ts';
import type { Resource } from './resource.ts';

/**
 * Members that an optimized integration can't do without: those that AWS is known to ask for when a definition is
 * created. Of other integrations it is not known; what they miss is told by the service when the task runs.
 */
export const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:getItem': ['TableName', 'Key'],
  'dynamodb:putItem': ['TableName', 'Item'],
  'ecs:runTask': ['TaskDefinition'],
  'events:putEvents': ['Entries'],
  'glue:startJobRun': ['JobName'],
  'lambda:invoke': ['FunctionName'],
  'sns:publish': ['Message'],
  'sqs:sendMessage': ['QueueUrl', 'MessageBody'],
  'states:startExecution': ['StateMachineArn'],
};

/** A Task that calls a service tells what it calls it with. */
export function checkArguments(node: Node, resource: Resource, language: QueryLanguage): void {
  if (resource.kind !== 'service') return;
  const field = language === 'JSONata' ? 'Arguments' : 'Parameters';
  const value = node.get(field);
  if (value === undefined) {
    node.fail(`${field} field is required for resource ARN: ${resource.arn}`, 'Resource');
    return;
  }
  if (language === 'JSONata' && isExpression(value)) return;
  const given = isObject(value) ? node.at(value, field) : undefined;
  const required = resource.sdk ? [] : (REQUIRED[`${resource.service}:${resource.action}`] ?? []);
  for (const name of required) {
    const there = given?.has(name) === true || (language === 'JSONPath' && given?.has(`${name}.$`) === true);
    if (given !== undefined && !there) given.fail(`The field '${name}' is required but was missing`);
  }
}
