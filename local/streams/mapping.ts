/** An event source mapping from a table's stream to a function. AWS: "Using AWS Lambda with Amazon DynamoDB". */
import { matchesPattern } from '#local/events/pattern.ts';
import { type Json, type JsonObject, messageOf, parseJsonObject, textAt } from '#local/json.ts';
import { numberAt, objectAt, objectsAt } from '#local/lambda/functions.ts';
import type { Resource } from '#local/template/stack.ts';

export type StreamMapping = {
  readonly id: string;
  readonly functionName: string;
  readonly streamArn: string;
  readonly batchSize: number;
  /** How many batches run at once; records of one partition key always stay in order. */
  readonly parallel: number;
  readonly startAt: 'TRIM_HORIZON' | 'LATEST';
  /** Infinity when the template says -1 or nothing. */
  readonly maximumRetries: number;
  readonly maximumAgeMs: number;
  readonly bisect: boolean;
  readonly reportsItemFailures: boolean;
  readonly onFailure: string | undefined;
  readonly wanted: (record: JsonObject) => boolean;
};

/** A stream keeps a record for 24 hours; what is not delivered by then is lost on AWS too. */
const retentionMs = 24 * 3600 * 1000;

function unlessMinusOne(value: number | undefined): number {
  return value === undefined || value < 0 ? Number.POSITIVE_INFINITY : value;
}

function filterOf(properties: JsonObject): (record: JsonObject) => boolean {
  const filters = objectsAt(objectAt(properties, 'FilterCriteria') ?? {}, 'Filters');
  const patterns = filters.map((filter) =>
    parseJsonObject(textAt(filter, 'Pattern') ?? '', 'a filter pattern'),
  );
  if (patterns.length === 0) return () => true;
  return (record) => patterns.some((pattern) => matchesPattern(pattern, record));
}

function includes(list: Json | undefined, word: string): boolean {
  return JSON.stringify(list ?? []).includes(word);
}

/** True for a mapping whose source is a table's stream; queues are mapped elsewhere. */
export function isStreamMapping(resource: Resource): boolean {
  return (textAt(resource.properties, 'EventSourceArn') ?? '').startsWith('arn:aws:dynamodb:');
}

/** Throws an Error naming the mapping when its filter is not an event pattern. */
export function readMapping(resource: Resource): StreamMapping {
  const { properties } = resource;
  try {
    const destination = objectAt(objectAt(properties, 'DestinationConfig'), 'OnFailure') ?? {};
    const age = unlessMinusOne(numberAt(properties, 'MaximumRecordAgeInSeconds')) * 1000;
    return {
      id: resource.logicalId,
      functionName: textAt(properties, 'FunctionName') ?? '',
      streamArn: textAt(properties, 'EventSourceArn') ?? '',
      batchSize: numberAt(properties, 'BatchSize') ?? 100,
      parallel: numberAt(properties, 'ParallelizationFactor') ?? 1,
      startAt: textAt(properties, 'StartingPosition') === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
      maximumRetries: unlessMinusOne(numberAt(properties, 'MaximumRetryAttempts')),
      maximumAgeMs: Math.min(age, retentionMs),
      bisect: properties['BisectBatchOnFunctionError'] === true,
      reportsItemFailures: includes(properties['FunctionResponseTypes'], 'ReportBatchItemFailures'),
      onFailure: textAt(destination, 'Destination'),
      wanted: filterOf(properties),
    };
  } catch (error) {
    throw new Error(`${resource.logicalId} (${resource.type}): ${messageOf(error)}`, { cause: error });
  }
}
