import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { EventBus } from '#local/events/bus.ts';
import { openEventBus } from '#local/events/bus.ts';
import type { Queues } from '#local/events/queues.ts';
import { openQueues } from '#local/events/queues.ts';
import type { ResolvedResource } from '#local/http/resources.ts';

const place = { region: 'ap-southeast-1', accountId: '111122223333' };
const arn = (service: string, rest: string): string =>
  `arn:aws:${service}:ap-southeast-1:111122223333:${rest}`;
const LAMBDA = arn('lambda', 'function:mail-events');
const MACHINE = arn('states', 'stateMachine:sweep-portfolio');
const DEAD = arn('sqs', 'dead');
const rule = (logicalId: string, properties: object): ResolvedResource => ({
  logicalId,
  type: 'AWS::Events::Rule',
  ref: logicalId.toLowerCase(),
  properties,
});

const deadLetters = {
  logicalId: 'Dead',
  type: 'AWS::SQS::Queue',
  ref: 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/dead',
  properties: {},
};
const onBounce = rule('OnBounce', {
  EventPattern: { source: ['aws.ses'], 'detail-type': ['Email Bounced'] },
  Targets: [
    {
      Arn: LAMBDA,
      Id: 'T0',
      RetryPolicy: { MaximumRetryAttempts: 1 },
      DeadLetterConfig: { Arn: DEAD },
      InputTransformer: {
        InputPathsMap: { id: '$.detail.mail.messageId' },
        InputTemplate: '{"messageId":<id>}',
      },
    },
  ],
});
const morning = {
  logicalId: 'Morning',
  type: 'AWS::Scheduler::Schedule',
  ref: 'morning',
  properties: {
    ScheduleExpression: 'cron(0 8 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: MACHINE, RoleArn: 'x', Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
  },
};

let now = 0;
let directory = '';
let queues: Queues;
let bus: EventBus;
let resources: ResolvedResource[] = [];
let invoked: { arn: string; payload: unknown }[] = [];
let started: { arn: string; input: string; name: string }[] = [];
let reports: string[] = [];
let functionError: string | undefined;
let crash: Error | undefined;

async function open(): Promise<void> {
  const clock = { now: () => now };
  queues = await openQueues({ resources, directory, clock, place });
  bus = await openEventBus({
    resources,
    directory,
    clock,
    place,
    queues,
    invoke: async (functionArn, payload) => {
      if (crash !== undefined) throw crash;
      invoked.push({ arn: functionArn, payload });
      return Promise.resolve(
        functionError === undefined ? { payload: null } : { payload: null, error: functionError },
      );
    },
    startExecution: async (stateMachineArn, { name, input }) => {
      started.push({ arn: stateMachineArn, name, input });
      return Promise.resolve();
    },
    report: (line) => reports.push(line),
  });
}

async function close(): Promise<void> {
  await bus.close();
  await queues.close();
}

/** Moves the clock as the host does: to each next thing, in order, until `to`. */
async function moveTo(to: number): Promise<void> {
  for (let at = bus.work.nextAt(); at !== undefined && at <= to; at = bus.work.nextAt()) {
    now = Math.max(now, at);
    await bus.work.fire();
    await bus.work.idle();
  }
  now = to;
}

beforeEach(async () => {
  now = Date.parse('2024-10-08T00:00:00Z');
  directory = await mkdtemp(join(tmpdir(), 'bus-'));
  resources = [deadLetters, onBounce, morning];
  [invoked, started, reports] = [[], [], []];
  functionError = undefined;
  crash = undefined;
  await open();
  return close;
});

const bounce = { source: 'aws.ses', detailType: 'Email Bounced', detail: { mail: { messageId: 'm1' } } };

async function putEvents(entries: readonly object[]): Promise<unknown> {
  const answer = await bus.service.handle({
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
    body: Buffer.from(JSON.stringify({ Entries: entries })),
  });
  return JSON.parse(answer.body.toString());
}

test('an event that matches reaches the target with the transformed input', async () => {
  await bus.publish(bounce);
  await bus.publish({ ...bounce, detailType: 'Email Sent' });
  await bus.work.idle();
  expect(invoked).toEqual([{ arn: LAMBDA, payload: { messageId: 'm1' } }]);
  expect(bus.work.nextAt()).toBe(Date.parse('2024-10-08T01:00:00Z'));
});

test('a function error is tried again after a minute, then the dead-letter queue gets the event', async () => {
  functionError = 'TypeError: no';
  await bus.publish(bounce);
  await bus.work.idle();
  expect(bus.work.nextAt()).toBe(now + 60_000);
  await moveTo(now + 60_000);
  expect(invoked).toHaveLength(2);
  const dead = queues.views().find(({ name }) => name === 'dead');
  expect(dead?.messages).toMatchObject([
    {
      body: '{"messageId":"m1"}',
      attributes: {
        RULE_ARN: { StringValue: arn('events', 'rule/onbounce') },
        TARGET_ARN: { StringValue: LAMBDA },
        ERROR_MESSAGE: { StringValue: 'TypeError: no' },
        EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
        RETRY_ATTEMPTS: { StringValue: '1' },
      },
    },
  ]);
  expect(reports).toHaveLength(1);
});

test('a target that cannot be reached is tried with back-off until it can', async () => {
  crash = new Error('worker gone');
  resources = [rule('Any', { EventPattern: { source: ['x'] }, Targets: [{ Arn: LAMBDA, Id: 'T' }] })];
  await close();
  await open();
  await bus.publish({ source: 'x', detailType: 'y', detail: {} });
  await bus.work.idle();
  await moveTo(now + 7000);
  crash = undefined;
  await moveTo(now + 8000);
  expect(invoked).toHaveLength(1);
});

test('what was not delivered before the end of the process is delivered after the restart', async () => {
  crash = new Error('killed');
  await bus.publish(bounce);
  await bus.work.idle();
  await close();
  crash = undefined;
  await open();
  await moveTo(now + 2000);
  expect(invoked).toEqual([{ arn: LAMBDA, payload: { messageId: 'm1' } }]);
  await close();
  await open();
  await moveTo(now + 2000);
  expect(invoked).toHaveLength(1);
});

test('a schedule fires by the moved clock, in order, with the planned times', async () => {
  await moveTo(Date.parse('2024-10-10T12:00:00Z'));
  expect(started.map(({ input }) => input)).toEqual([
    '{"at":"2024-10-08T01:00:00Z"}',
    '{"at":"2024-10-09T01:00:00Z"}',
    '{"at":"2024-10-10T01:00:00Z"}',
  ]);
  expect(new Set(started.map(({ name }) => name)).size).toBe(3);
});

test('a clock that jumps fires every occurrence that it passed', async () => {
  now = Date.parse('2024-10-10T12:00:00Z');
  await bus.work.fire();
  await bus.work.idle();
  expect(started).toHaveLength(3);
});

test('occurrences missed while the host was down are not made up for', async () => {
  await close();
  now = Date.parse('2024-10-12T12:00:00Z');
  await open();
  await bus.work.fire();
  expect(started).toEqual([]);
  expect(bus.work.nextAt()).toBe(Date.parse('2024-10-13T01:00:00Z'));
});

test('a rate counts from when the rule was first seen, across restarts', async () => {
  resources = [rule('Often', { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: MACHINE, Id: 'T' }] })];
  await close();
  await open();
  now += 20 * 60_000;
  await close();
  await open();
  await moveTo(now + 60 * 60_000);
  expect(started).toHaveLength(1);
  expect(JSON.parse(started[0]?.input ?? '{}')).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    time: '2024-10-08T01:00:00Z',
    resources: [arn('events', 'rule/often')],
  });
});

test('PutEvents publishes and answers for each entry', async () => {
  resources = [
    rule('Mine', { EventPattern: { source: ['khoi-thong'] }, Targets: [{ Arn: LAMBDA, Id: 'T' }] }),
  ];
  await close();
  await open();
  const answer = await putEvents([
    { Source: 'khoi-thong', DetailType: 'CaseCleared', Detail: '{"caseId":"HS-1"}' },
    { Source: 'khoi-thong', DetailType: 'CaseCleared', Detail: '[]' },
    { Source: 'aws.ses', DetailType: 'x', Detail: '{}' },
    { Source: 'khoi-thong', DetailType: 'x', Detail: '{}', EventBusName: 'none' },
    { DetailType: 'x', Detail: '{}' },
  ]);
  expect(answer).toMatchObject({
    FailedEntryCount: 4,
    Entries: [
      {},
      { ErrorCode: 'MalformedDetail' },
      { ErrorCode: 'NotAuthorizedForSourceException' },
      { ErrorCode: 'ResourceNotFoundException' },
      { ErrorCode: 'InvalidArgument' },
    ],
  });
  await bus.work.idle();
  expect(invoked).toMatchObject([
    {
      payload: {
        version: '0',
        source: 'khoi-thong',
        'detail-type': 'CaseCleared',
        account: '111122223333',
        region: 'ap-southeast-1',
        time: '2024-10-08T00:00:00Z',
        resources: [],
        detail: { caseId: 'HS-1' },
      },
    },
  ]);
});

test('an intent names the bus and the sources', () => {
  const body = Buffer.from(JSON.stringify({ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}' }] }));
  const headers = { 'x-amz-target': 'AWSEvents.PutEvents' };
  expect(
    bus.service.intent({ method: 'POST', path: '/', query: new URLSearchParams(), headers, body }),
  ).toEqual([
    {
      action: 'events:PutEvents',
      resources: [arn('events', 'event-bus/default')],
      context: { 'events:source': ['s'], 'events:detail-type': ['d'] },
    },
  ]);
});

test.each([
  [
    'a target that cannot be reached',
    { EventPattern: { source: ['a'] }, Targets: [{ Arn: 'arn:aws:sns:r:a:t', Id: 'T' }] },
  ],
  ['a pattern that is none', { EventPattern: { source: 'a' }, Targets: [] }],
  ['an unknown schedule', { ScheduleExpression: 'sometimes', Targets: [] }],
])('%s stops the start', async (_, properties) => {
  await close();
  const before = resources;
  resources = [rule('Bad', properties)];
  await expect(open()).rejects.toThrow();
  await queues.close();
  resources = before;
  await open();
});
