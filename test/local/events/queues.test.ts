import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import * as z from 'zod';
import type { Queues } from '#local/events/queues.ts';
import { openQueues } from '#local/events/queues.ts';

const url = (name: string): string => `https://sqs.ap-southeast-1.amazonaws.com/111122223333/${name}`;
const arn = (name: string): string => `arn:aws:sqs:ap-southeast-1:111122223333:${name}`;
const resources = [
  {
    logicalId: 'Work',
    type: 'AWS::SQS::Queue',
    ref: url('work'),
    properties: {
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: arn('dead'), maxReceiveCount: '2' },
    },
  },
  {
    logicalId: 'Dead',
    type: 'AWS::SQS::Queue',
    ref: url('dead'),
    properties: { MessageRetentionPeriod: 1_209_600 },
  },
];

let now = 0;
let directory = '';
let queues: Queues;

const open = async (): Promise<Queues> =>
  openQueues({
    resources,
    directory,
    clock: { now: () => now },
    place: { region: 'ap-southeast-1', accountId: '111122223333' },
  });

beforeEach(async () => {
  now = Date.parse('2024-10-08T01:00:00Z');
  directory = await mkdtemp(join(tmpdir(), 'queues-'));
  queues = await open();
  return async () => queues.close();
});

const bodySchema = z.looseObject({
  __type: z.string().optional(),
  Messages: z
    .array(z.looseObject({ Body: z.string(), ReceiptHandle: z.string(), MessageId: z.string() }))
    .default([]),
  Attributes: z.record(z.string(), z.string()).default({}),
});

function requestOf(operation: string, input: object) {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `AmazonSQS.${operation}` },
    body: Buffer.from(JSON.stringify(input)),
  };
}

async function call(operation: string, input: object) {
  const answer = await queues.service.handle(requestOf(operation, input));
  return { status: answer.status, ...bodySchema.parse(JSON.parse(answer.body.toString())) };
}

const receive = async (name = 'work', more: object = {}) =>
  (await call('ReceiveMessage', { QueueUrl: url(name), ...more })).Messages;

test('a message is sent, received once, hidden, and deleted', async () => {
  const sent = await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'vướng mắc' });
  expect(sent).toMatchObject({ status: 200, MD5OfMessageBody: '62eb2691c9725dc429747ecfc6422953' });
  const [message] = await receive();
  expect(message?.Body).toBe('vướng mắc');
  expect(await receive()).toEqual([]);
  await call('DeleteMessage', { QueueUrl: url('work'), ReceiptHandle: message?.ReceiptHandle });
  now += 3_600_000;
  expect(await receive()).toEqual([]);
});

test('visibility follows the host clock, and an older receipt no longer deletes', async () => {
  await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'a' });
  const [first] = await receive();
  now += 59_999;
  expect(await receive()).toEqual([]);
  now += 1;
  expect(await receive()).toHaveLength(1);
  await call('DeleteMessage', { QueueUrl: url('work'), ReceiptHandle: first?.ReceiptHandle });
  expect(queues.views()[0]?.messages).toHaveLength(1);
});

test('after the last receive the message moves to the dead-letter queue and says where it came from', async () => {
  await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'stubborn' });
  for (let n = 0; n < 3; n += 1) {
    await receive();
    now += 60_000;
  }
  const [dead] = await receive('dead');
  expect(dead).toMatchObject({ Body: 'stubborn', Attributes: { DeadLetterQueueSourceArn: arn('work') } });
  expect(
    queues.views().map(({ name, deadLetterQueueOf, messages }) => [name, deadLetterQueueOf, messages.length]),
  ).toEqual([
    ['work', [], 0],
    ['dead', ['work'], 1],
  ]);
});

test('messages survive a restart; deleted ones stay deleted', async () => {
  await queues.send(arn('dead'), 'keep', { RULE_ARN: 'arn:rule' });
  await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'gone' });
  const [gone] = await receive();
  await call('DeleteMessage', { QueueUrl: url('work'), ReceiptHandle: gone?.ReceiptHandle });
  await queues.close();
  queues = await open();
  expect(queues.views().map(({ messages }) => messages.map(({ body }) => body))).toEqual([[], ['keep']]);
  const [kept] = await receive('dead');
  expect(kept).toMatchObject({
    MessageAttributes: { RULE_ARN: { DataType: 'String', StringValue: 'arn:rule' } },
  });
});

test('retention takes old messages away', async () => {
  await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'old' });
  now += 345_600_000;
  expect(await receive()).toEqual([]);
});

test('a long poll is woken by a message', async () => {
  const waiting = receive('work', { WaitTimeSeconds: 20 });
  await call('SendMessage', { QueueUrl: url('work'), MessageBody: 'wake' });
  expect(await waiting).toHaveLength(1);
});

test('a batch, a delay, changed visibility, attributes, names and purge', async () => {
  const batch = await call('SendMessageBatch', {
    QueueUrl: url('work'),
    Entries: [
      { Id: 'a', MessageBody: '1' },
      { Id: 'b', MessageBody: '2', DelaySeconds: 10 },
    ],
  });
  expect(batch).toMatchObject({ Successful: [{ Id: 'a' }, { Id: 'b' }], Failed: [] });
  const [first] = await receive('work', { MaxNumberOfMessages: 10 });
  expect((await call('GetQueueAttributes', { QueueUrl: url('work') })).Attributes).toMatchObject({
    QueueArn: arn('work'),
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
  });
  const change = { QueueUrl: url('work'), ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 };
  await call('ChangeMessageVisibility', change);
  expect(await receive()).toHaveLength(1);
  expect(await call('GetQueueUrl', { QueueName: 'dead' })).toMatchObject({ QueueUrl: url('dead') });
  expect(await call('ListQueues', {})).toMatchObject({ QueueUrls: [url('work'), url('dead')] });
  await call('PurgeQueue', { QueueUrl: url('work') });
  expect(queues.views()[0]?.messages).toEqual([]);
});

test.each([
  ['SendMessage', { QueueUrl: url('none'), MessageBody: 'x' }, 'QueueDoesNotExist'],
  ['SendMessage', { QueueUrl: url('work') }, 'InvalidParameterValueException'],
  ['ReceiveMessage', { QueueUrl: url('work'), MaxNumberOfMessages: 11 }, 'InvalidParameterValueException'],
  ['DeleteMessage', { QueueUrl: url('work'), ReceiptHandle: 'x' }, 'ReceiptHandleIsInvalid'],
  ['CreateQueue', { QueueName: 'x' }, 'UnknownOperationException'],
])('%s of %j is answered with %s', async (operation, input, code) => {
  expect(await call(operation, input)).toMatchObject({ status: 400, __type: code });
});

test('an intent names the action and the queue', () => {
  expect(
    queues.service.intent(requestOf('DeleteMessage', { QueueUrl: url('work'), ReceiptHandle: 'x' })),
  ).toEqual([{ action: 'sqs:DeleteMessage', resources: [arn('work')] }]);
});

test('a FIFO queue stops the start by its name', async () => {
  const fifo = {
    logicalId: 'Ordered',
    type: 'AWS::SQS::Queue',
    ref: url('x.fifo'),
    properties: { FifoQueue: true },
  };
  const place = { region: 'r', accountId: 'a' };
  await expect(openQueues({ resources: [fifo], directory, clock: { now: () => 0 }, place })).rejects.toThrow(
    /Ordered/,
  );
});

test('/_local/queues shows what lies in the queues', async () => {
  await queues.send(arn('dead'), '{}');
  const answer: unknown = await queues.web(new Request('http://127.0.0.1/_local/queues')).json();
  expect(answer).toMatchObject({
    queues: [{ name: 'work' }, { name: 'dead', messages: [{ body: '{}', receives: 0 }] }],
  });
  expect(queues.web(new Request('http://127.0.0.1/_local/queues', { method: 'POST' })).status).toBe(405);
});
