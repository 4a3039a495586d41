import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLetters, type Letters } from '#adapters/letters.ts';
import { openQueues, type Queues } from '#local/events/queues.ts';

const PLACE = { region: 'ap-southeast-1', accountId: '111122223333' };
const URL_OF = 'https://sqs.ap-southeast-1.amazonaws.com/111122223333/dead';
const ARN = 'arn:aws:sqs:ap-southeast-1:111122223333:dead';

let queues: Queues;
let server: Server;
let letters: Letters;

/** A real client in front of real queues. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const body = await buffer(request);
      const path = request.url ?? '/';
      const given = { method: 'POST', path, query: new URLSearchParams(), headers, body };
      const { status, headers: said, body: text } = await queues.service.handle(given);
      response.writeHead(status, said).end(text);
    };
    answer().catch(() => response.writeHead(500).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  letters = createLetters(
    new SQSClient({
      endpoint: `http://127.0.0.1:${port}`,
      region: PLACE.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      useQueueUrlAsEndpoint: false,
    }),
  );
});
afterAll(() => server.close());

beforeEach(async () => {
  const dead = { logicalId: 'Dead', type: 'AWS::SQS::Queue', ref: URL_OF, properties: {} };
  queues = await openQueues({
    resources: [dead],
    directory: await mkdtemp(join(tmpdir(), 'letters-')),
    clock: { now: () => Date.parse('2024-10-08T01:00:00Z') },
    place: PLACE,
  });
  for (let nth = 1; nth <= 12; nth += 1) await queues.send(ARN, `{"nth":${nth}}`);
  return async () => queues.close();
});

test('a look leaves every letter for the next one who looks', async () => {
  for (const _again of [1, 2]) {
    const { count, letters: seen } = await letters.peekLetters(URL_OF);
    expect(count).toBe(12);
    expect(seen).toHaveLength(10);
    expect(seen[0]).toMatchObject({ body: '{"nth":1}', sentAt: '2024-10-08T01:00:00.000Z' });
  }
});

test('one letter is taken out when its work is done, wherever it lies; the others stay visible', async () => {
  const last = queues.views()[0]?.messages.at(-1);
  const done: string[] = [];
  const work = (letter: { body: string }) => {
    done.push(letter.body);
    return Promise.resolve();
  };
  expect(await letters.takeLetter(URL_OF, last?.id ?? '', work)).toBe(true);
  expect(await letters.takeLetter(URL_OF, last?.id ?? '', work)).toBe(false);
  expect(done).toEqual(['{"nth":12}']);
  const left = queues.views()[0]?.messages ?? [];
  expect(left).toHaveLength(11);
  expect(left.every(({ visible }) => visible)).toBe(true);
});

test('a letter whose work fails lies there again at once', async () => {
  const [first] = queues.views()[0]?.messages ?? [];
  const failing = () => Promise.reject(new Error('SES is paused'));
  await expect(letters.takeLetter(URL_OF, first?.id ?? '', failing)).rejects.toThrow('SES is paused');
  const left = queues.views()[0]?.messages ?? [];
  expect(left.filter(({ visible }) => visible)).toHaveLength(12);
});

test('every server of SQS is asked: without waiting it looks at some of them, and a letter may lie on another', async () => {
  const sqs = mockClient(SQSClient);
  const letter = { MessageId: 'm-1', Body: '{}', ReceiptHandle: 'r-1', Attributes: { SentTimestamp: '0' } };
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '1' } });
  sqs
    .on(ReceiveMessageCommand)
    .callsFake(({ WaitTimeSeconds = 0 }) => (WaitTimeSeconds > 0 ? { Messages: [letter] } : {}));
  const asked = createLetters(new SQSClient({ region: PLACE.region }));
  expect((await asked.peekLetters(URL_OF)).letters).toHaveLength(1);
  expect(await asked.takeLetter(URL_OF, 'm-1', () => Promise.resolve())).toBe(true);
  expect(sqs.commandCalls(DeleteMessageCommand)).toHaveLength(1);
  sqs.restore();
});
