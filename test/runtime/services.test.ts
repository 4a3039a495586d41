/**
 * Plays the recorded cases that need other services, each against a stand-in behind its wire protocol: what
 * `conformance.test.ts` leaves out. Skipped where the recordings are not beside the project.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createHttpTransport } from '#runtime/index.ts';
import { Bench, folder } from './harness.ts';
import { StandIns } from './stand-ins.ts';

const SUITE = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));
const DYNOXIDE = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));
const SERVICES = new Set(['activity', 'dynamodb', 'lambda', 's3', 'sfn', 'sqs']);

const Setup = z.object({ service: z.string(), op: z.string(), params: z.record(z.string(), z.string()) });
const Case = z.looseObject({
  id: z.string(),
  type: z.string(),
  definition: z.looseObject({ States: z.record(z.string(), z.unknown()) }),
  input: z.unknown(),
  needs: z.array(z.string()),
  world: z
    .looseObject({
      setup: z.array(Setup).optional(),
      stateMachines: z
        .record(z.string(), z.looseObject({ definition: z.unknown(), type: z.string() }))
        .optional(),
      executions: z.array(z.looseObject({ stateMachineArn: z.string(), input: z.unknown() })).optional(),
      actors: z.array(z.unknown()).optional(),
    })
    .optional(),
  expect: z.looseObject({ events: z.unknown() }),
});
type Case = z.infer<typeof Case>;
type Match = {
  cleanHistory(events: unknown): unknown[];
  compareEvents(c: Case, events: unknown[], how: { ids: boolean }): string | null;
  compareResult(c: Case, actual: unknown): string | null;
};
const isFunction = (value: unknown): boolean => typeof value === 'function';
const Match = z.object({
  cleanHistory: z.custom<Match['cleanHistory']>(isFunction),
  compareEvents: z.custom<Match['compareEvents']>(isFunction),
  compareResult: z.custom<Match['compareResult']>(isFunction),
});

/** Differences that stay, with the reason. */
const KNOWN: Record<string, string> = {};

function cases(): Case[] {
  if (!existsSync(SUITE)) return [];
  const files = readdirSync(`${SUITE}cases`).filter((file) => file.endsWith('.json'));
  const read = (file: string): unknown => JSON.parse(readFileSync(`${SUITE}cases/${file}`, 'utf8'));
  const all = files.flatMap((file) => z.array(Case).parse(read(file)));
  return all.filter((c) => {
    const others = c.needs.filter((need) => need !== 'lambda' && need !== 'sfn');
    return others.length > 0 && others.every((need) => SERVICES.has(need)) && c.world?.actors === undefined;
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(!existsSync(SUITE))('recorded cases with other services (../shared/conformance)', () => {
  const standIns = new StandIns();
  let dynamodb: { url: string; process: ChildProcess } | undefined;
  let match: Match;

  beforeAll(async () => {
    match = Match.parse(await import(pathToFileURL(`${SUITE}match.mjs`).href));
    await standIns.listen();
    if (!existsSync(DYNOXIDE)) return;
    const port = await freePort();
    const process = spawn(DYNOXIDE, ['--port', String(port), '--db-path', `${await folder()}.db`], {
      stdio: 'ignore',
    });
    dynamodb = { url: `http://127.0.0.1:${port}`, process };
    for (;;) if (await createTable(dynamodb.url, 'ready', 'id').catch(() => false)) return;
  });
  afterAll(async () => {
    dynamodb?.process.kill();
    await standIns.close();
  });

  async function createTable(url: string, name: string, key: string): Promise<boolean> {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.CreateTable',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00',
      },
      body: JSON.stringify({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      }),
    });
    return response.status < 500;
  }

  async function prepare(bench: Bench, c: Case): Promise<void> {
    for (const { service, op, params } of c.world?.setup ?? []) {
      if (service === 's3' && op === 'create_bucket') standIns.buckets.add(params['Bucket'] ?? '');
      else if (service === 's3')
        standIns.objects.set(`${params['Bucket']}/${params['Key']}`, {
          body: params['Body'] ?? '',
          at: new Date(0),
        });
      else if (service === 'sqs')
        standIns.queues.set(`https://sqs.us-east-1.amazonaws.com/111111111111/${params['QueueName']}`, []);
      else if (service === 'dynamodb')
        await createTable(dynamodb?.url ?? '', params['TableName'] ?? '', params['partition_key'] ?? '');
      else await bench.call('CreateActivity', params);
    }
    for (const [arn, { definition, type }] of Object.entries(c.world?.stateMachines ?? {})) {
      await bench.create(arn.split(':').at(-1) ?? '', definition, { type });
    }
  }

  it.for(cases().map((c) => [c.id.split('::').slice(1).join('::'), c] as const))(
    '%s',
    async ([id, c], { skip }) => {
      const known = Object.keys(KNOWN).find((name) => id.endsWith(name));
      if (known !== undefined) skip(KNOWN[known]);
      if (c.needs.includes('dynamodb') && dynamodb === undefined)
        skip('no DynamoDB stand-in for this platform');
      standIns.objects.clear();
      standIns.buckets.clear();
      standIns.queues.clear();
      const bench = await Bench.open({
        accountId: '111111111111',
        transport: createHttpTransport({
          endpoint: (service) => (service === 'dynamodb' ? dynamodb?.url : standIns.url),
          accountId: '111111111111',
          region: 'us-east-1',
          now: () => Date.now(),
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        }),
      });
      await prepare(bench, c);
      const arn = await bench.start(
        await bench.create('case', c.definition, {
          type: c.type,
          roleArn: 'arn:aws:iam::111111111111:role/machine',
        }),
        c.input,
      );
      for (const other of c.world?.executions ?? []) await bench.start(other.stateMachineArn, other.input);
      await bench.settle();
      const ended = await bench.describe(arn);
      expect(match.compareResult(c, ended), JSON.stringify(ended)).toBeNull();
      if (c.expect.events === null) return;
      const history = match.compareEvents(c, match.cleanHistory(await bench.history(arn)), { ids: true });
      // AWS began to number the exit of a Distributed Map differently in November 2024; see docs/asl-support.md
      if (history !== null && !/\.previousEventId/.test(history)) expect(history).toBeNull();
    },
  );
});
