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

/** Parameters as the service takes them: what has to be text there is made text (guide, per integration). */
function bodyOf(resource: Extract<Resource, { kind: 'service' }>, args: Json): Json {
  if (!isObject(args)) return args;
  const text = (field: string): Json => {
    const value = args[field];
    return value === undefined || typeof value === 'string'
      ? args
      : { ...args, [field]: JSON.stringify(value) };
  };
  if (resource.sdk) return args;
  if (resource.service === 'lambda') return withParsedPayload(args);
  if (resource.service === 'sqs') return text('MessageBody');
  if (resource.service === 'sns') return text('Message');
  if (resource.service === 'events' && Array.isArray(args['Entries'])) {
    return { ...args, Entries: args['Entries'].map((entry: Json) => withTextDetail(entry)) };
  }
  return args;
}

/** A payload that is text is the JSON text of the payload (`lambda:invoke` takes bytes). */
function withParsedPayload(args: JsonObject): Json {
  const payload = args['Payload'];
  if (typeof payload !== 'string') return args;
  const parsed = tryParseJson(payload);
  return parsed === undefined ? args : { ...args, Payload: parsed };
}

function withTextDetail(entry: Json): Json {
  if (!isObject(entry) || typeof entry['Detail'] === 'string' || entry['Detail'] === undefined) return entry;
  return { ...entry, Detail: JSON.stringify(entry['Detail']) };
}
