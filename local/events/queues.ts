/**
 * The standard SQS queues of the template: visibility and retention by the host's clock, dead-letter queues, all on disk.
 * Not here: FIFO queues (the start stops with their name), queue policies, server-side encryption.
 */
import { join } from 'node:path';
import * as z from 'zod';
import type { Queue } from '#local/events/queue-desk.ts';
import { QueueDesk } from '#local/events/queue-desk.ts';
import type { MessageAttributes } from '#local/events/queue-store.ts';
import { QueueStore } from '#local/events/queue-store.ts';
import { sqsService } from '#local/events/sqs.ts';
import type { AwsPlace } from '#local/http/aws-answers.ts';
import { problem } from '#local/http/problem.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import { looseBoolean, looseNumber, resourcesOfType, UnsupportedResource } from '#local/http/resources.ts';
import type { HostClock, LocalService } from '#local/service.ts';

export type QueuesOptions = {
  readonly resources: readonly ResolvedResource[];
  /** Folder of the host's data; the queues keep `events/queues.log` in it. */
  readonly directory: string;
  readonly clock: HostClock;
  readonly place: AwsPlace;
};

/** A queue as `/_local/queues` shows it. Times are ISO 8601. */
export type QueueView = {
  readonly name: string;
  readonly arn: string;
  /** Names of the queues whose given-up messages land here. */
  readonly deadLetterQueueOf: readonly string[];
  readonly messages: readonly {
    readonly id: string;
    readonly body: string;
    readonly attributes: MessageAttributes;
    readonly sentAt: string;
    readonly receives: number;
    readonly visible: boolean;
  }[];
};

export type Queues = {
  readonly service: LocalService;
  /** Sends as AWS itself would; resolves once the message is on the disk. Throws an AwsFault for an unknown queue. */
  send(queueArn: string, body: string, attributes?: Readonly<Record<string, string>>): Promise<void>;
  views(): readonly QueueView[];
  /** Answers `GET /_local/queues` with `{"queues": QueueView[]}`. */
  web(request: Request): Response;
  close(): Promise<void>;
};

const queueSchema = z.object({
  FifoQueue: looseBoolean.default(false),
  VisibilityTimeout: looseNumber.default(30),
  MessageRetentionPeriod: looseNumber.default(345_600),
  DelaySeconds: looseNumber.default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: looseNumber }).optional(),
});

function queuesOf({ resources, place }: QueuesOptions): readonly Queue[] {
  return resourcesOfType(resources, 'AWS::SQS::Queue', queueSchema).map(({ logicalId, ref, properties }) => {
    if (properties.FifoQueue) throw new UnsupportedResource(logicalId, 'the local host has no FIFO queues');
    const name = ref.split('/').at(-1) ?? ref;
    return {
      name,
      url: ref,
      arn: `arn:aws:sqs:${place.region}:${place.accountId}:${name}`,
      settings: properties,
    };
  });
}

function viewOf(desk: QueueDesk, queue: Queue): QueueView {
  return {
    name: queue.name,
    arn: queue.arn,
    deadLetterQueueOf: desk.queues
      .filter(({ settings }) => settings.RedrivePolicy?.deadLetterTargetArn === queue.arn)
      .map(({ name }) => name),
    messages: desk.kept(queue).map((message) => ({
      id: message.id,
      body: message.body,
      attributes: message.attributes,
      sentAt: new Date(message.sentAt).toISOString(),
      receives: message.receives,
      visible: message.visibleAt <= desk.now(),
    })),
  };
}

/** Opens the queues (`AWS::SQS::Queue`) of the template. Throws `UnsupportedResource` for a FIFO queue. */
export async function openQueues(options: QueuesOptions): Promise<Queues> {
  const store = await QueueStore.open(join(options.directory, 'events', 'queues.log'));
  const desk = new QueueDesk(queuesOf(options), store, options.clock);
  const views = (): readonly QueueView[] => desk.queues.map((queue) => viewOf(desk, queue));
  return {
    service: sqsService(desk),
    send: async (queueArn, body, attributes = {}) => {
      const typed: Record<string, { DataType: string; StringValue: string }> = {};
      for (const [name, value] of Object.entries(attributes)) {
        typed[name] = { DataType: 'String', StringValue: value };
      }
      await desk.send(desk.find(queueArn), { body, attributes: typed });
    },
    views,
    web: (request) =>
      request.method === 'GET'
        ? Response.json({ queues: views() })
        : problem(405, 'method-not-allowed', 'GET is the only method here'),
    close: async () => desk.close(),
  };
}
