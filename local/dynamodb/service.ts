/** The DynamoDB stand-in: a proxy to the store that knows what each request is about and who wants to hear of writes. */
import { operationOf } from '#local/http/aws-answers.ts';
import { type JsonObject, parseJsonObject } from '#local/json.ts';
import {
  type AwsAnswer,
  AwsFault,
  type AwsRequest,
  type IntendedAction,
  type LocalService,
} from '#local/service.ts';
import { dynamoIntent, type TableCatalogue, tablesWritten } from './actions.ts';
import type { StoreClient } from './client.ts';
import type { Table } from './tables.ts';

const TARGET = 'DynamoDB_20120810';

export type DynamoOptions = {
  readonly store: StoreClient;
  readonly tables: readonly Table[];
  readonly region: string;
  readonly accountId: string;
  /** The region that the store writes into ARNs. */
  readonly storeRegion: string;
  /** Told after every successful write, before the writer gets its answer. */
  readonly written: (tableName: string) => void;
};

/** Operations whose answers hold ARNs: only they are rewritten, items pass as they are. */
const describing = new Set([
  'CreateTable',
  'DescribeTable',
  'UpdateTable',
  'DeleteTable',
  'DescribeContinuousBackups',
]);

export class DynamoService implements LocalService {
  readonly service = 'dynamodb';
  readonly #options: DynamoOptions;
  readonly #catalogue: TableCatalogue;
  /** intent() has parsed the body already; handle() of the same request need not do it again. */
  readonly #parsed = new WeakMap<AwsRequest, JsonObject>();

  constructor(options: DynamoOptions) {
    this.#options = options;
    this.#catalogue = {
      byName: new Map(options.tables.map((table) => [table.name, table])),
      arnOf: (name) => `arn:aws:dynamodb:${options.region}:${options.accountId}:table/${name}`,
    };
  }

  intent(request: AwsRequest): readonly IntendedAction[] {
    return dynamoIntent(operationOf(request, TARGET), this.#body(request), this.#catalogue);
  }

  async handle(request: AwsRequest): Promise<AwsAnswer> {
    const operation = operationOf(request, TARGET);
    const body = this.#body(request);
    // Only a body that names tables by ARN has to be written anew: the store knows them by name.
    const text = request.body.includes('arn:aws:dynamodb')
      ? this.#byName(request.body.toString())
      : request.body;
    const answer = await this.#options.store.send(`DynamoDB_20120810.${operation}`, text);
    if (answer.status === 200)
      for (const table of tablesWritten(operation, body)) this.#options.written(table);
    return describing.has(operation) ? this.#withOurArns(answer) : answer;
  }

  #body(request: AwsRequest): JsonObject {
    const known = this.#parsed.get(request);
    if (known !== undefined) return known;
    try {
      const body = parseJsonObject(request.body.toString(), 'the request');
      this.#parsed.set(request, body);
      return body;
    } catch (error) {
      throw new AwsFault('SerializationException', error instanceof Error ? error.message : 'not JSON');
    }
  }

  #byName(body: string): string {
    return body
      .replaceAll(/("TableName"\s*:\s*)"arn:aws:dynamodb:[^"/]*:table\/([\w.-]+)"/g, '$1"$2"')
      .replaceAll(/"arn:aws:dynamodb:[^"/]*:table\/([\w.-]+)"(\s*:)/g, '"$1"$2');
  }

  #withOurArns(answer: AwsAnswer): AwsAnswer {
    const { region, accountId, storeRegion } = this.#options;
    const body = answer.body
      .toString()
      .replaceAll(
        new RegExp(`arn:aws:dynamodb:${storeRegion}:\\d+:`, 'g'),
        `arn:aws:dynamodb:${region}:${accountId}:`,
      );
    // The store's checksum was of its own bytes.
    return { status: answer.status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
  }
}
