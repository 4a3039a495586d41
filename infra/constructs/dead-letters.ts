import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { nameOf, type Place } from '../names.ts';

/** Fourteen days, the longest that SQS keeps a message: time to mend the cause and to send it on again. */
const RETENTION = Duration.days(14);

/** Where what could not be delivered waits for a person. Each has an alarm and an article in the runbook. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { readonly place: Place; readonly name: string }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: nameOf(props.place, props.name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
  }
}
