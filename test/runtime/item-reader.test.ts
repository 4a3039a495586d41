import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ServiceRequest, ServiceResponse } from '#runtime/index.ts';
import { Bench, crashed, folder } from './harness.ts';

const Asked = z.looseObject({ Bucket: z.string(), Key: z.string() });

const DISTRIBUTED = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
const WAITING = {
  ProcessorConfig: DISTRIBUTED,
  StartAt: 'W',
  States: { W: { Type: 'Wait', Seconds: 10, End: true } },
};

const reading = (config: object, more: object = {}): object => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: config,
        Parameters: { Bucket: 'b', Key: 'file' },
      },
      ItemProcessor: {
        ProcessorConfig: DISTRIBUTED,
        StartAt: 'P',
        States: { P: { Type: 'Pass', End: true } },
      },
      End: true,
      ...more,
    },
  },
});

async function read(config: object, files: Record<string, string | Uint8Array>) {
  const answer = (request: ServiceRequest): ServiceResponse => {
    const { Bucket, Key } = Asked.parse(request.body);
    const file = files[`${Bucket}/${Key}`];
    if (file === undefined) return { ok: false, error: 'NoSuchKey', message: `no ${Bucket}/${Key}` };
    return { ok: true, body: { Body: String(file) }, bytes: Buffer.from(file) };
  };
  return (await Bench.open({ answer })).run(reading(config));
}

describe('an ItemReader', () => {
  it('reads the rows of a Parquet file', async () => {
    const file = parquetWriteBuffer({
      columnData: [
        { name: 'id', data: [1n, 2n], type: 'INT64' },
        { name: 'name', data: ['ä', null], type: 'STRING' },
        { name: 'share', data: [0.5, 2], type: 'DOUBLE' },
      ],
    });
    const ended = await read({ InputType: 'PARQUET' }, { 'b/file': new Uint8Array(file) });
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: [
        { id: 1, name: 'ä', share: 0.5 },
        { id: 2, name: null, share: 2 },
      ],
    });
  });

  it('reads the rows of all files of an inventory', async () => {
    const manifest = {
      sourceBucket: 'source',
      destinationBucket: 'arn:aws:s3:::kept',
      fileFormat: 'CSV',
      fileSchema: 'Bucket, Key, Size',
      files: [{ key: 'one.csv.gz' }, { key: 'two.csv' }],
    };
    const ended = await read(
      { InputType: 'MANIFEST' },
      {
        'b/file': JSON.stringify(manifest),
        'kept/one.csv.gz': gzipSync('"source","a.txt","1"\n"source","b ""c"".txt","2"\n'),
        'kept/two.csv': '"source","d.txt","3"\n',
      },
    );
    expect(ended.output).toEqual([
      { Bucket: 'source', Key: 'a.txt', Size: '1' },
      { Bucket: 'source', Key: 'b "c".txt', Size: '2' },
      { Bucket: 'source', Key: 'd.txt', Size: '3' },
    ]);
  });

  it.each([
    [
      'FIRST_ROW',
      { CSVHeaderLocation: 'FIRST_ROW' },
      'x|y\n1|2\n3\n',
      [
        { x: '1', y: '2' },
        { x: '3', y: '' },
      ],
    ],
    ['GIVEN', { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['x'] }, '1|2\n3\n', [{ x: '1' }, { x: '3' }]],
  ])(
    'reads CSV with headers %s, fills what is missing and drops what has no header',
    async (_, more, text, items) => {
      const ended = await read({ InputType: 'CSV', CSVDelimiter: 'PIPE', ...more }, { 'b/file': text });
      expect(ended.output).toEqual(items);
    },
  );

  it('reads JSON lines, an array inside JSON, and no more than MaxItems', async () => {
    const lines = await read(
      { InputType: 'JSONL', MaxItems: 2 },
      { 'b/file': '{"a":1}\n{"a":2}\n{"a":3}\n' },
    );
    expect(lines.output).toEqual([{ a: 1 }, { a: 2 }]);
    const inside = await read(
      { InputType: 'JSON', ItemsPointer: '/some~1where/list' },
      { 'b/file': '{"some/where":{"list":[1,2]}}' },
    );
    expect(inside.output).toEqual([1, 2]);
  });

  it.each(['ATHENA_DATA of JSON lines', 'ATHENA_DATA of CSV', 'ATHENA_DATA of Parquet'])(
    'reads %s',
    async (form) => {
      const manifest = '"s3://kept/query/one"\ns3://kept/query/two\n';
      const parquet = (data: bigint[]): Uint8Array =>
        new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'n', data, type: 'INT64' }] }));
      const [config, one, two, items] = form.endsWith('CSV')
        ? [
            { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['n'] },
            gzipSync('1\n2\n'),
            '3\n',
            [{ n: '1' }, { n: '2' }, { n: '3' }],
          ]
        : form.endsWith('Parquet')
          ? [{ InputType: 'PARQUET' }, parquet([1n, 2n]), parquet([3n]), [{ n: 1 }, { n: 2 }, { n: 3 }]]
          : [
              { InputType: 'JSONL' },
              gzipSync('{"n":1}\n{"n":2}\n'),
              '{"n":3}',
              [{ n: 1 }, { n: 2 }, { n: 3 }],
            ];
      const files = { 'b/file': manifest, 'kept/query/one': one, 'kept/query/two': two };
      const ended = await read({ ManifestType: 'ATHENA_DATA', ...config }, files);
      expect(ended).toMatchObject({ status: 'SUCCEEDED', output: items });
    },
  );

  it('reads an inventory that is named by ManifestType', async () => {
    const inventory = {
      destinationBucket: 'arn:aws:s3:::kept',
      fileFormat: 'CSV',
      fileSchema: 'Key',
      files: [{ key: 'k' }],
    };
    const ended = await read(
      { ManifestType: 'S3_INVENTORY' },
      { 'b/file': JSON.stringify(inventory), 'kept/k': 'a.txt\n' },
    );
    expect(ended.output).toEqual([{ Key: 'a.txt' }]);
  });

  it('reads what is in the objects of a list with LOAD_AND_FLATTEN, and no more of them than it wants', async () => {
    const asked: string[] = [];
    const files: Record<string, string> = {
      'in/': '',
      'in/a': '{"n":1}\n{"n":2}',
      'in/b': '{"n":3}',
      'in/c': '{"n":4}',
    };
    const answer = ({ action, body }: ServiceRequest): ServiceResponse => {
      const { ContinuationToken: token, Key = '' } = z
        .looseObject({ ContinuationToken: z.string().optional(), Key: z.string().optional() })
        .parse(body);
      if (action === 'getObject') {
        asked.push(Key);
        return { ok: true, body: { Body: files[Key] ?? '' } };
      }
      const page = token === undefined ? ['in/', 'in/a'] : ['in/b', 'in/c'];
      const more = token === undefined ? { NextContinuationToken: 't' } : {};
      return { ok: true, body: { Contents: page.map((key) => ({ Key: key })), ...more } };
    };
    const run = async (config: object): Promise<unknown> => {
      asked.length = 0;
      const reader = {
        ItemReader: {
          Resource: 'arn:aws:states:::s3:listObjectsV2',
          ReaderConfig: config,
          Parameters: { Bucket: 'b', Prefix: 'in/' },
        },
      };
      return (await (await Bench.open({ answer })).run(reading({}, reader))).output;
    };
    const flat = { InputType: 'JSONL', Transformation: 'LOAD_AND_FLATTEN' };
    expect(await run(flat)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
    expect(asked).toEqual(['in/a', 'in/b', 'in/c']);
    expect(await run({ ...flat, MaxItems: 3 })).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(asked).toEqual(['in/a', 'in/b']);
    expect(await run({ Transformation: 'NONE', InputType: 'JSONL' })).toHaveLength(4);
    expect(asked).toEqual([]);
  });

  it.each([
    [
      'what is no manifest of Athena',
      { ManifestType: 'ATHENA_DATA', InputType: 'JSONL' },
      { 'b/file': 'x,y' },
    ],
    ['what is not there', { InputType: 'JSON' }, {}],
    ['what is no Parquet', { InputType: 'PARQUET' }, { 'b/file': 'x' }],
    ['what is no manifest', { InputType: 'MANIFEST' }, { 'b/file': '[]' }],
    [
      'an inventory that is not CSV',
      { InputType: 'MANIFEST' },
      { 'b/file': '{"destinationBucket":"b","fileFormat":"ORC","fileSchema":"","files":[]}' },
    ],
  ])('fails with States.ItemReaderFailed on %s', async (_, config, files) => {
    expect(await read(config, files)).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
  });
});

describe('items that were read', () => {
  it('are there again after a crash', async () => {
    const dataDir = await folder();
    const answer = (): ServiceResponse => ({ ok: true, body: { Body: '[1,2,3]' } });
    const definition = reading({ InputType: 'JSON' }, { MaxConcurrency: 1, ItemProcessor: WAITING });
    const before = await Bench.open({ dataDir, answer });
    const arn = await before.start(await before.create('m', definition));
    await before.engine.idle();
    const after = await Bench.open({ dataDir: await crashed(dataDir), answer, now: before.now });
    await after.settle();
    expect(await after.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: [1, 2, 3] });
    await before.engine.close();
    await after.engine.close();
  });
});
