import { isArray, isObject, type Json } from '../asl/json.ts';

/** Part of a service's response model: what a mocked result has to look like. */
export type Schema =
  | {
      readonly type: 'string';
      readonly values?: readonly string[];
      readonly minLength?: number;
      readonly maxLength?: number;
    }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'array'; readonly items: Schema }
  | { readonly type: 'map'; readonly values: Schema }
  | {
      readonly type: 'object';
      readonly members: { readonly [name: string]: Schema };
      readonly required?: readonly string[];
    };

const TEXT: Schema = { type: 'string' };
const NUMBER: Schema = { type: 'number' };
const FLAG: Schema = { type: 'boolean' };
/** Blobs are base64 text. */
const blob = (minLength: number): Schema => ({ type: 'string', minLength });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (members: { [name: string]: Schema }, required: readonly string[] = []): Schema => ({
  type: 'object',
  members,
  required,
});
const oneOf = (...values: string[]): Schema => ({ type: 'string', values });

const CAPACITY = object({
  CapacityUnits: NUMBER,
  ReadCapacityUnits: NUMBER,
  WriteCapacityUnits: NUMBER,
  TableName: TEXT,
});
const ITEM: Schema = {
  type: 'map',
  values: { type: 'object', members: { S: TEXT, N: TEXT, BOOL: FLAG, NULL: FLAG } },
};
const WRITTEN = object({ Attributes: ITEM, ConsumedCapacity: CAPACITY });
const STORAGE = oneOf(
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER',
  'DEEP_ARCHIVE',
  'OUTPOSTS',
  'GLACIER_IR',
  'SNOW',
  'EXPRESS_ONEZONE',
  'FSX_OPENZFS',
);
const FUNCTION = object({
  FunctionName: TEXT,
  FunctionArn: TEXT,
  Runtime: TEXT,
  Role: TEXT,
  Handler: TEXT,
  CodeSize: NUMBER,
  MemorySize: { type: 'number', min: 128, max: 10_240 },
  Timeout: { type: 'number', min: 1 },
  State: oneOf('Pending', 'Active', 'Inactive', 'Failed'),
  PackageType: oneOf('Zip', 'Image'),
});
const EXECUTION = {
  ExecutionArn: TEXT,
  StateMachineArn: TEXT,
  Name: TEXT,
  Status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
  StartDate: TEXT,
  StopDate: TEXT,
  Error: TEXT,
  Cause: TEXT,
};

/** Responses of the actions that are checked, by `service:action`; what is not here is not checked. */
export const RESPONSES: Readonly<Record<string, Schema>> = {
  'dynamodb:deleteItem': WRITTEN,
  'dynamodb:getItem': object({ Item: ITEM, ConsumedCapacity: CAPACITY }),
  'dynamodb:putItem': WRITTEN,
  'dynamodb:query': object({
    Items: list(ITEM),
    Count: NUMBER,
    ScannedCount: NUMBER,
    LastEvaluatedKey: ITEM,
    ConsumedCapacity: CAPACITY,
  }),
  'dynamodb:updateItem': WRITTEN,
  'events:putEvents': object({
    FailedEntryCount: NUMBER,
    Entries: list(object({ EventId: TEXT, ErrorCode: TEXT, ErrorMessage: TEXT })),
  }),
  'kms:decrypt': object({ KeyId: TEXT, Plaintext: blob(1), EncryptionAlgorithm: TEXT }),
  'kms:encrypt': object({ CiphertextBlob: blob(1), KeyId: TEXT, EncryptionAlgorithm: TEXT }),
  'lambda:getFunction': object({ Configuration: FUNCTION, Tags: { type: 'map', values: TEXT } }),
  'lambda:invoke': object({
    StatusCode: NUMBER,
    ExecutedVersion: TEXT,
    FunctionError: TEXT,
    LogResult: TEXT,
  }),
  's3:getObject': object({
    ContentLength: NUMBER,
    ContentType: TEXT,
    ETag: TEXT,
    VersionId: TEXT,
    StorageClass: STORAGE,
  }),
  's3:putObject': object({ ETag: TEXT, VersionId: TEXT, Expiration: TEXT }),
  'sfn:describeExecution': object(EXECUTION, ['ExecutionArn', 'StateMachineArn', 'Status', 'StartDate']),
  'sfn:startExecution': object({ ExecutionArn: TEXT, StartDate: TEXT }, ['ExecutionArn', 'StartDate']),
  'sns:publish': object({ MessageId: TEXT, SequenceNumber: TEXT }),
  'sqs:sendMessage': object({
    MessageId: TEXT,
    MD5OfMessageBody: TEXT,
    MD5OfMessageAttributes: TEXT,
    SequenceNumber: TEXT,
  }),
  'states:startExecution': object({ ExecutionArn: TEXT, StartDate: TEXT }, ['ExecutionArn', 'StartDate']),
};

const ARTICLES = {
  array: 'an array',
  object: 'an object',
  map: 'an object',
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
};

function hasType(value: Json, schema: Schema): boolean {
  if (schema.type === 'array') return isArray(value);
  if (schema.type === 'object' || schema.type === 'map') return isObject(value);
  return typeof value === schema.type;
}

/** Why a mocked result does not fit, or `undefined`. `strict` also asks for required members. */
export function schemaError(
  value: Json,
  schema: Schema,
  how: { strict: boolean; field: string },
): string | undefined {
  const { field, strict } = how;
  if (!hasType(value, schema)) return `Field '${field}' must be ${ARTICLES[schema.type]}`;
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? stringError(value, schema, field) : undefined;
    case 'number':
      if (schema.max !== undefined && Number(value) > schema.max)
        return `Field '${field}' exceeds the maximum value`;
      return schema.min !== undefined && Number(value) < schema.min
        ? `Field '${field}' is less than the minimum value`
        : undefined;
    case 'array':
      return first(isArray(value) ? value : [], (item) => schemaError(item, schema.items, how));
    case 'map':
      return first(Object.entries(isObject(value) ? value : {}), ([name, item]) =>
        schemaError(item, schema.values, { strict, field: name }),
      );
    case 'object':
      return objectError(value, schema, strict);
    case 'boolean':
      return undefined;
  }
}

function stringError(
  value: string,
  schema: Extract<Schema, { type: 'string' }>,
  field: string,
): string | undefined {
  if (schema.values !== undefined && !schema.values.includes(value))
    return `Field '${field}' is not an expected value`;
  if (schema.minLength !== undefined && value.length < schema.minLength)
    return `Field '${field}' is smaller than the minimum length`;
  return schema.maxLength !== undefined && value.length > schema.maxLength
    ? `Field '${field}' exceeds the maximum length`
    : undefined;
}

function objectError(
  value: Json,
  schema: Extract<Schema, { type: 'object' }>,
  strict: boolean,
): string | undefined {
  if (!isObject(value)) return undefined;
  const missing = strict ? schema.required?.find((name) => !Object.hasOwn(value, name)) : undefined;
  if (missing !== undefined) return `Required field '${missing}' is missing`;
  return first(Object.entries(value), ([name, item]) => {
    const member = schema.members[name];
    return member === undefined || item === null
      ? undefined
      : schemaError(item, member, { strict, field: name });
  });
}

function first<T>(items: readonly T[], check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const error = check(item);
    if (error !== undefined) return error;
  }
  return undefined;
}
