import { isObject, type Json, type JsonObject, tryParseJson } from '../asl/json.ts';
import type { Resource } from '../asl/resource.ts';
import type { ServiceRequest } from './transport.ts';

/** The call that a task makes. */
export function requestOf(
  resource: Resource,
  args: Json,
  caller: { roleArn: string; executionArn: string },
): ServiceRequest {
  if (resource.kind === 'lambda') {
    return {
      service: 'lambda',
      action: 'invoke',
      ...caller,
      body: { FunctionName: resource.arn, Payload: args },
    };
  }
  if (resource.kind === 'activity') throw new TypeError('activity tasks are not called');
  return { service: resource.service, action: resource.action, ...caller, body: bodyOf(resource, args) };
}

/** Members that are JSON text on the wire, by service: a state may give them as values (guide, per integration). */
const TEXT_MEMBERS: Readonly<Record<string, string>> = { sns: 'Message', sqs: 'MessageBody' };

/** Parameters as the service takes them. A member that is null counts as not given. */
function bodyOf(resource: Extract<Resource, { kind: 'service' }>, args: Json): Json {
  if (!isObject(args)) return args;
  const given: JsonObject = Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
  const { service, sdk } = resource;
  if (service === 's3' && given['Body'] !== undefined)
    return { ...given, Body: JSON.stringify(given['Body']) };
  if (sdk) return given;
  if (service === 'lambda') return withParsedPayload(args);
  const member = TEXT_MEMBERS[service];
  const value = member === undefined ? undefined : given[member];
  if (member !== undefined && value !== undefined) return { ...given, [member]: textOf(value) };
  if (service === 'events' && Array.isArray(given['Entries'])) {
    return { ...given, Entries: given['Entries'].map((entry: Json) => withTextDetail(entry)) };
  }
  // DynamoDB itself says what is wrong with a null
  return service === 'dynamodb' ? args : given;
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A payload that is text is the JSON text of the payload (`lambda:invoke` takes bytes). */
function withParsedPayload(args: JsonObject): Json {
  const payload = args['Payload'];
  if (typeof payload !== 'string') return args;
  const parsed = tryParseJson(payload);
  return parsed === undefined ? args : { ...args, Payload: parsed };
}

function withTextDetail(entry: Json): Json {
  if (!isObject(entry) || entry['Detail'] === undefined) return entry;
  return { ...entry, Detail: textOf(entry['Detail']) };
}
