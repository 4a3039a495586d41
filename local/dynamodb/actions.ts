/** What a DynamoDB request needs, in IAM's words. AWS: "Actions, resources, and condition keys for Amazon DynamoDB". */
import { isJsonArray, isJsonObject, type Json, type JsonObject, textAt } from '#local/json.ts';
import { AwsFault, type IntendedAction } from '#local/service.ts';
import type { Table } from './tables.ts';

/** The tables by name, and the ARN that a name without a table would have. */
export type TableCatalogue = {
  readonly byName: ReadonlyMap<string, Table>;
  arnOf(name: string): string;
};

const transactActions: Readonly<Record<string, string>> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

/** Operations on one table or index, with the place where the key of the item stands. */
const single: Readonly<Record<string, 'Key' | 'Item' | 'expression' | 'none'>> = {
  GetItem: 'Key',
  PutItem: 'Item',
  UpdateItem: 'Key',
  DeleteItem: 'Key',
  Query: 'expression',
  Scan: 'none',
  DescribeTable: 'none',
  DescribeTimeToLive: 'none',
  DescribeContinuousBackups: 'none',
  ListTagsOfResource: 'none',
  CreateTable: 'none',
  UpdateTable: 'none',
  DeleteTable: 'none',
  UpdateTimeToLive: 'none',
};

/** The operations that write items, so that the table's stream may have something new. */
export const writes: ReadonlySet<string> = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
]);

/** A table may be named by its ARN as well; the store only knows names. */
export function tableName(given: Json | undefined): string {
  if (typeof given !== 'string' || given === '')
    throw new AwsFault('ValidationException', 'TableName is missing');
  return given.startsWith('arn:') ? (given.split('/')[1] ?? given) : given;
}

/** The key value as IAM compares it: the text of the attribute value. */
function keyText(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return undefined;
  return textAt(value, 'S') ?? textAt(value, 'N') ?? textAt(value, 'B');
}

/** The partition key's value in a key condition like `#pk = :pk AND …`. */
function keyInExpression(body: JsonObject, attribute: string): string | undefined {
  const names = isJsonObject(body['ExpressionAttributeNames']) ? body['ExpressionAttributeNames'] : {};
  const values = isJsonObject(body['ExpressionAttributeValues']) ? body['ExpressionAttributeValues'] : {};
  const expression = textAt(body, 'KeyConditionExpression') ?? '';
  for (const [, name, value] of expression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if (name === undefined || value === undefined) continue;
    if ((names[name] ?? name) === attribute) return keyText(values[value]);
  }
  return undefined;
}

function leading(keys: readonly (string | undefined)[]): NonNullable<IntendedAction['context']> {
  const known = keys.filter((key) => key !== undefined);
  return known.length === 0 ? {} : { 'dynamodb:LeadingKeys': [...new Set(known)] };
}

function oneTable(operation: string, body: JsonObject, catalogue: TableCatalogue): IntendedAction {
  const name = tableName(body['TableName'] ?? body['ResourceArn']);
  const table = catalogue.byName.get(name);
  const index = textAt(body, 'IndexName');
  const where = single[operation] ?? 'none';
  const attribute =
    (index === undefined ? undefined : table?.indexPartitionKeys.get(index)) ?? table?.partitionKey ?? '';
  const holder = where === 'Key' || where === 'Item' ? body[where] : undefined;
  const key =
    where === 'expression'
      ? keyInExpression(body, attribute)
      : keyText(isJsonObject(holder) ? holder[attribute] : undefined);
  const arn = catalogue.arnOf(name);
  return {
    action: `dynamodb:${operation}`,
    resources: [index === undefined ? arn : `${arn}/index/${index}`],
    context: leading([key]),
  };
}

/** BatchGetItem and BatchWriteItem: one action for each table, with the keys of all its items. */
function batch(operation: string, body: JsonObject, catalogue: TableCatalogue): IntendedAction[] {
  const requests = isJsonObject(body['RequestItems']) ? body['RequestItems'] : {};
  return Object.entries(requests).map(([given, wanted]) => {
    const name = tableName(given);
    const attribute = catalogue.byName.get(name)?.partitionKey ?? '';
    const keys = isJsonObject(wanted) && isJsonArray(wanted['Keys']) ? wanted['Keys'] : [];
    const items = (isJsonArray(wanted) ? wanted : []).map((one) => {
      const put = isJsonObject(one) ? one['PutRequest'] : undefined;
      const removal = isJsonObject(one) ? one['DeleteRequest'] : undefined;
      if (isJsonObject(put)) return put['Item'];
      return isJsonObject(removal) ? removal['Key'] : undefined;
    });
    const values = [...keys, ...items].map((item) =>
      keyText(isJsonObject(item) ? item[attribute] : undefined),
    );
    return { action: `dynamodb:${operation}`, resources: [catalogue.arnOf(name)], context: leading(values) };
  });
}

/** A transaction needs the right of each of its items, not one of its own. */
function transaction(body: JsonObject, catalogue: TableCatalogue): IntendedAction[] {
  const items = isJsonArray(body['TransactItems']) ? body['TransactItems'] : [];
  return items.flatMap((item) =>
    Object.entries(isJsonObject(item) ? item : {}).map(([kind, request]) => {
      const action = transactActions[kind];
      if (action === undefined || !isJsonObject(request)) {
        throw new AwsFault(
          'ValidationException',
          `TransactItems can only contain ${Object.keys(transactActions).join(', ')}`,
        );
      }
      const name = tableName(request['TableName']);
      const attribute = catalogue.byName.get(name)?.partitionKey ?? '';
      const holder = request[kind === 'Put' ? 'Item' : 'Key'];
      const key = keyText(isJsonObject(holder) ? holder[attribute] : undefined);
      return { action, resources: [catalogue.arnOf(name)], context: leading([key]) };
    }),
  );
}

/** Throws an AwsFault for an operation that the host does not offer. */
export function dynamoIntent(
  operation: string,
  body: JsonObject,
  catalogue: TableCatalogue,
): readonly IntendedAction[] {
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return transaction(body, catalogue);
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return batch(operation, body, catalogue);
    case 'ListTables':
    case 'DescribeLimits':
    case 'DescribeEndpoints':
      return [{ action: `dynamodb:${operation}`, resources: ['*'] }];
    default:
      if (single[operation] === undefined) {
        throw new AwsFault('UnknownOperationException', `the host does not offer dynamodb:${operation}`);
      }
      return [oneTable(operation, body, catalogue)];
  }
}

/** The tables that a successful request has written to. */
export function tablesWritten(operation: string, body: JsonObject): ReadonlySet<string> {
  if (!writes.has(operation)) return new Set();
  if (operation === 'BatchWriteItem') {
    return new Set(
      Object.keys(isJsonObject(body['RequestItems']) ? body['RequestItems'] : {}).map(tableName),
    );
  }
  if (operation !== 'TransactWriteItems') return new Set([tableName(body['TableName'])]);
  const items = isJsonArray(body['TransactItems']) ? body['TransactItems'] : [];
  return new Set(
    items.flatMap((item) =>
      Object.entries(isJsonObject(item) ? item : {})
        .filter(([kind]) => kind !== 'ConditionCheck')
        .map(([, request]) => tableName(isJsonObject(request) ? request['TableName'] : undefined)),
    ),
  );
}
