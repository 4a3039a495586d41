import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { nameOf, type Place } from '../names.ts';
import type { Article } from '../runbook.ts';

/** Fourteen days, the longest that SQS keeps a message: time to mend the cause and to send it on again. */
const RETENTION = Duration.days(14);

export type DeadLettersProps = {
  readonly place: Place;
  readonly name: string;
  readonly article: Article;
  /** What it means for people when something lies here. */
  readonly people: string;
};

/** Where what could not be delivered waits for a person. Each has an alarm and an article in the runbook. */
export class DeadLetters extends Construct {
  readonly queue: Queue;
  /** For the table of alarms. */
  readonly watched: { readonly article: Article; readonly people: string; readonly queue: Queue };

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: nameOf(props.place, props.name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
    this.watched = { article: props.article, people: props.people, queue: this.queue };
  }
}
