import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Dispatcher } from '#local/endpoint/dispatcher.ts';
import { parsePolicy } from '#local/iam/policy.ts';
import { type Objects, openObjects } from '#local/objects/objects.ts';
import { createTransport } from '#local/states/transport.ts';
import { type Engine, openEngine } from '#runtime/index.ts';

const roleArn = 'arn:aws:iam::000000000000:role/machine';
const clock = { now: () => Date.parse('2024-10-08T01:00:00Z') };
let directory = '';
let objects: Objects;
let engine: Engine;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'transport-'));
  const resources = [{ logicalId: 'Files', type: 'AWS::S3::Bucket', ref: 'files', properties: {} }];
  objects = await openObjects({ resources, directory, clock });
  const dispatcher = new Dispatcher(() => undefined);
  dispatcher.register(objects.service);
  const policy = { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
  const principal = { roleArn, statements: parsePolicy(policy, 'policy') };
  const transport = createTransport(dispatcher, () => principal);
  engine = await openEngine({ clock, accountId: '000000000000', region: 'us-east-1', transport });
});
afterEach(async () => {
  await engine.close();
  await objects.close();
  await rm(directory, { recursive: true, force: true });
});

const Created = z.object({ stateMachineArn: z.string() });
const Started = z.object({ executionArn: z.string() });
const Ended = z.looseObject({ status: z.string(), output: z.string().optional() });

/** What a Map gives that reads its items so and hands each of them on. */
async function read(itemReader: object): Promise<unknown> {
  const definition = JSON.stringify({
    StartAt: 'M',
    States: {
      M: {
        Type: 'Map',
        ItemReader: itemReader,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'P',
          States: { P: { Type: 'Pass', End: true } },
        },
        End: true,
      },
    },
  });
  const made = await engine.handle('CreateStateMachine', { name: 'm', definition, roleArn });
  const { stateMachineArn } = Created.parse(made);
  const { executionArn } = Started.parse(await engine.handle('StartExecution', { stateMachineArn }));
  await engine.idle();
  const ended = Ended.parse(await engine.handle('DescribeExecution', { executionArn }));
  expect(ended).toMatchObject({ status: 'SUCCEEDED' });
  return JSON.parse(ended.output ?? 'null');
}

describe('objects that a state machine of the host reads', () => {
  it('come as they are stored, so that Parquet is read', async () => {
    const names = ['Nguyễn', 'Trần'];
    const columnData = [
      { name: 'id', data: [1n, 200n], type: 'INT64' as const },
      { name: 'name', data: names, type: 'STRING' as const },
    ];
    await objects.put('files', 'rows.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
    const items = await read({
      Resource: 'arn:aws:states:::s3:getObject',
      ReaderConfig: { InputType: 'PARQUET' },
      Parameters: { Bucket: 'files', Key: 'rows.parquet' },
    });
    expect(items).toEqual([
      { id: 1, name: 'Nguyễn' },
      { id: 200, name: 'Trần' },
    ]);
  });

  it('are listed by the names that they have, with what S3 tells of them', async () => {
    await objects.put('files', 'in/a & <b>.json', Buffer.from('[1]'));
    await objects.put('files', 'in/phường.json', Buffer.from('["ế"]'));
    await objects.put('files', 'out/c.json', Buffer.from('[2]'));
    const items = await read({
      Resource: 'arn:aws:states:::s3:listObjectsV2',
      Parameters: { Bucket: 'files', Prefix: 'in/' },
    });
    const told = { LastModified: '2024-10-08T01:00:00.000Z', StorageClass: 'STANDARD' };
    expect(items).toMatchObject([
      { Key: 'in/a & <b>.json', Size: 3, ...told },
      { Key: 'in/phường.json', Size: 7, ...told },
    ]);
  });
});
