/**
 * The JSON protocol of Amazon SQS in front of a desk of queues.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Queue, QueueDesk } from '#local/events/queue-desk.ts';
import type { MessageAttributes, StoredMessage } from '#local/events/queue-store.ts';
import { messageAttributesSchema } from '#local/events/queue-store.ts';
import type { JsonOperation } from '#local/http/aws-answers.ts';
import {
  answering,
  jsonAnswer,
  jsonFault,
  jsonOperation,
  targetedOperation,
} from '#local/http/aws-answers.ts';
import type { LocalService } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

const CODE = 'InvalidParameterValueException';
const byUrl = z.object({ QueueUrl: z.string() });
const sendEntry = z.object({
  MessageBody: z.string().min(1).max(262_144),
  DelaySeconds: z.number().int().min(0).max(900).optional(),
  MessageAttributes: messageAttributesSchema.default({}),
});
const sendSchema = byUrl.extend(sendEntry.shape);
const sendBatchSchema = byUrl.extend({
  Entries: z
    .array(sendEntry.extend({ Id: z.string() }))
    .min(1)
    .max(10),
});
const receiveSchema = byUrl.extend({
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: z.number().int().min(0).max(43_200).optional(),
  WaitTimeSeconds: z.number().int().min(0).max(20).default(0),
});
const deleteSchema = byUrl.extend({ ReceiptHandle: z.string() });
const visibilitySchema = deleteSchema.extend({ VisibilityTimeout: z.number().int().min(0).max(43_200) });
const nameSchema = z.object({ QueueName: z.string() });
const listSchema = z.object({ QueueNamePrefix: z.string().default('') });

const md5 = (bytes: string | Buffer): string => createHash('md5').update(bytes).digest('hex');

/** The digest that SDKs check: names sorted; each name, type and value with its length in front. */
function attributesDigest(attributes: MessageAttributes): Readonly<Record<string, string>> {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return {};
  const sized = (bytes: Buffer): Buffer[] => {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(bytes.length);
    return [size, bytes];
  };
  const chunks = names.flatMap((name) => {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    const value =
      BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64');
    const kind = Buffer.from([BinaryValue === undefined ? 1 : 2]);
    return [...sized(Buffer.from(name)), ...sized(Buffer.from(DataType)), kind, ...sized(value)];
  });
  return { MD5OfMessageAttributes: md5(Buffer.concat(chunks)) };
}

function sent(message: StoredMessage): Readonly<Record<string, string>> {
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    ...attributesDigest(message.attributes),
  };
}

function received(message: StoredMessage): unknown {
  return {
    MessageId: message.id,
    ReceiptHandle: `${message.id}.${message.receipt}`,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: {
      SentTimestamp: String(message.sentAt),
      ApproximateReceiveCount: String(message.receives),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
      ...(message.deadFrom === undefined ? {} : { DeadLetterQueueSourceArn: message.deadFrom }),
    },
    ...(Object.keys(message.attributes).length === 0 ? {} : { MessageAttributes: message.attributes }),
    ...attributesDigest(message.attributes),
  };
}

function attributesOf(desk: QueueDesk, queue: Queue): Readonly<Record<string, string>> {
  const kept = desk.kept(queue);
  const hidden = kept.filter(({ visibleAt }) => visibleAt > desk.now());
  const inFlight = hidden.filter(({ receives }) => receives > 0);
  const { RedrivePolicy, ...seconds } = queue.settings;
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(kept.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(inFlight.length),
    ApproximateNumberOfMessagesDelayed: String(hidden.length - inFlight.length),
    VisibilityTimeout: String(seconds.VisibilityTimeout),
    MessageRetentionPeriod: String(seconds.MessageRetentionPeriod),
    DelaySeconds: String(seconds.DelaySeconds),
    ...(RedrivePolicy === undefined ? {} : { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
  };
}

const outgoing = (entry: z.infer<typeof sendEntry>) => ({
  body: entry.MessageBody,
  attributes: entry.MessageAttributes,
  delaySeconds: entry.DelaySeconds,
});

function sendOperations(desk: QueueDesk): Readonly<Record<string, JsonOperation>> {
  const intent = (input: z.infer<typeof byUrl>) => [
    { action: 'sqs:SendMessage', resources: [desk.find(input.QueueUrl).arn] },
  ];
  return {
    SendMessage: jsonOperation(sendSchema, CODE, {
      intent,
      run: async (input) => sent(await desk.send(desk.find(input.QueueUrl), outgoing(input))),
    }),
    SendMessageBatch: jsonOperation(sendBatchSchema, CODE, {
      intent,
      run: async (input) => {
        const queue = desk.find(input.QueueUrl);
        const sending = input.Entries.map(async (entry) => ({
          Id: entry.Id,
          ...sent(await desk.send(queue, outgoing(entry))),
        }));
        return { Successful: await Promise.all(sending), Failed: [] };
      },
    }),
  };
}

function receiveOperations(desk: QueueDesk): Readonly<Record<string, JsonOperation>> {
  const intent = (action: string) => (input: z.infer<typeof byUrl>) => [
    { action: `sqs:${action}`, resources: [desk.find(input.QueueUrl).arn] },
  ];
  return {
    ReceiveMessage: jsonOperation(receiveSchema, CODE, {
      intent: intent('ReceiveMessage'),
      run: async (input) => {
        const taken = await desk.take(desk.find(input.QueueUrl), {
          max: input.MaxNumberOfMessages,
          hiddenSeconds: input.VisibilityTimeout,
          waitSeconds: input.WaitTimeSeconds,
        });
        return taken.length === 0 ? {} : { Messages: taken.map(received) };
      },
    }),
    DeleteMessage: jsonOperation(deleteSchema, CODE, {
      intent: intent('DeleteMessage'),
      run: async (input) => {
        const queue = desk.find(input.QueueUrl);
        const held = desk.held(queue, input.ReceiptHandle);
        if (held !== undefined) await desk.remove(queue, held);
      },
    }),
    ChangeMessageVisibility: jsonOperation(visibilitySchema, CODE, {
      intent: intent('ChangeMessageVisibility'),
      run: async (input) => {
        const queue = desk.find(input.QueueUrl);
        const held = desk.held(queue, input.ReceiptHandle);
        if (held === undefined) throw new AwsFault('MessageNotInflight', 'The message is not in flight.');
        await desk.hide(queue, held, input.VisibilityTimeout);
      },
    }),
  };
}

function queueOperations(desk: QueueDesk): Readonly<Record<string, JsonOperation>> {
  return {
    GetQueueAttributes: jsonOperation(byUrl, CODE, {
      intent: (input) => [{ action: 'sqs:GetQueueAttributes', resources: [desk.find(input.QueueUrl).arn] }],
      run: (input) => ({ Attributes: attributesOf(desk, desk.find(input.QueueUrl)) }),
    }),
    GetQueueUrl: jsonOperation(nameSchema, CODE, {
      intent: (input) => [{ action: 'sqs:GetQueueUrl', resources: [desk.find(input.QueueName).arn] }],
      run: (input) => ({ QueueUrl: desk.find(input.QueueName).url }),
    }),
    ListQueues: jsonOperation(listSchema, CODE, {
      intent: () => [{ action: 'sqs:ListQueues', resources: ['*'] }],
      run: (input) => ({
        QueueUrls: desk.queues
          .filter(({ name }) => name.startsWith(input.QueueNamePrefix))
          .map(({ url }) => url),
      }),
    }),
    PurgeQueue: jsonOperation(byUrl, CODE, {
      intent: (input) => [{ action: 'sqs:PurgeQueue', resources: [desk.find(input.QueueUrl).arn] }],
      run: async (input) => desk.purge(desk.find(input.QueueUrl)),
    }),
  };
}

export function sqsService(desk: QueueDesk): LocalService {
  const operations = { ...sendOperations(desk), ...receiveOperations(desk), ...queueOperations(desk) };
  return {
    service: 'sqs',
    intent: (request) => targetedOperation(operations, request).intent(request.body),
    handle: async (request) =>
      answering(async () => {
        const result = await targetedOperation(operations, request).run(request.body);
        return jsonAnswer(result ?? {}, 200, 'application/x-amz-json-1.0');
      }, jsonFault),
  };
}
