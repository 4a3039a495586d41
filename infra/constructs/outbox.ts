import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Place } from '../names.ts';
import { DeadLetters } from './dead-letters.ts';
import type { ProductFunction } from './product-function.ts';
import type { ProductTable } from './tables.ts';

/** Tries of a batch after the first: with the waiting between them about half an hour, as long as a service is down. */
const RETRIES = 30;
/** Well below the 24 hours that a stream keeps its records. */
const MAX_AGE_SECONDS = 6 * 3600;

/** An item that was touched and is still to be carried out. */
const SENT_AGAIN = {
  eventName: ['MODIFY'],
  dynamodb: { NewImage: { doneAt: { S: [{ exists: false }] } } },
};

/** The stream of the outbox drives `drain-outbox`. Effects bear idempotency keys, so a repeated batch changes nothing. */
export class OutboxStream extends Construct {
  readonly deadLetters: DeadLetters;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly place: Place; readonly outbox: ProductTable; readonly drain: ProductFunction },
  ) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'DeadLetters', {
      place: props.place,
      name: 'outbox-failed',
      article: 'outboxFailed',
      people: 'Mails were not sent, or a case was not woken after a decision.',
    });
    const { queue } = this.deadLetters;
    const { lambda, role } = props.drain;
    const streamArn = props.outbox.table.tableStreamArn;
    if (streamArn === undefined) throw new Error('the outbox table has no stream to drain');
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [streamArn],
      }),
    );
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }));
    const mapping = new CfnEventSourceMapping(this, 'Mapping', {
      eventSourceArn: streamArn,
      functionName: lambda.functionArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 25,
      parallelizationFactor: 10,
      bisectBatchOnFunctionError: true,
      functionResponseTypes: ['ReportBatchItemFailures'],
      maximumRetryAttempts: RETRIES,
      maximumRecordAgeInSeconds: MAX_AGE_SECONDS,
      destinationConfig: { onFailure: { destination: queue.queueArn } },
      // That an effect was marked as done, or removed by TTL, is no work; that the operator sent it again is.
      filterCriteria: {
        filters: [{ eventName: ['INSERT'] }, SENT_AGAIN].map((filter) => ({
          pattern: JSON.stringify(filter),
        })),
      },
    });
    mapping.node.addDependency(role);
  }
}
