import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ServiceRequest, ServiceResponse } from '#runtime/index.ts';
import { Bench, CALL_EACH, crashed, folder, lambda } from './harness.ts';

const Put = z.object({ Bucket: z.string(), Key: z.string(), Body: z.string() });
const Child = z.looseObject({ Status: z.string(), Input: z.string(), Output: z.string().optional() });
const Manifest = z.object({
  DestinationBucket: z.string(),
  MapRunArn: z.string(),
  ResultFiles: z.record(z.string(), z.array(z.object({ Key: z.string(), Size: z.int() }))),
});

/** A function that fails for 3 and gives an array for all others; S3 that keeps what is put. */
function world(): { files: Map<string, string>; answer: (request: ServiceRequest) => ServiceResponse } {
  const files = new Map<string, string>();
  const answer = ({ service, body }: ServiceRequest): ServiceResponse => {
    if (service === 's3') {
      const { Key, Body } = Put.parse(body);
      files.set(Key.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'RUN'), Body);
      return { ok: true, body: {} };
    }
    const { Payload } = z.object({ Payload: z.number() }).parse(body);
    if (Payload !== 3) return lambda([Payload, Payload * 10]);
    const broken = { errorType: 'Broken', errorMessage: 'three' };
    return { ok: true, body: broken, text: JSON.stringify(broken), functionError: 'Unhandled' };
  };
  return { files, answer };
}

const S3 = { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'out' } };

const writing = (writer: object, more: object = {}): object => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: CALL_EACH,
      ResultWriter: writer,
      End: true,
      ...more,
    },
  },
});

const children = (text = '[]'): z.infer<typeof Child>[] => z.array(Child).parse(JSON.parse(text));

describe('a ResultWriter', () => {
  it('writes a file for each outcome, whole by default, and a manifest that the result names', async () => {
    const { files, answer } = world();
    const bench = await Bench.open({ answer });
    const ended = await bench.run(writing(S3, { ToleratedFailureCount: 1 }), { items: [1, 3, 2] });
    const key = 'out/RUN/manifest.json';
    const manifest = Manifest.parse(JSON.parse(files.get(key) ?? ''));
    const id = manifest.MapRunArn.split(':').at(-1) ?? '';
    expect(ended).toMatchObject({
      status: 'SUCCEEDED',
      output: {
        MapRunArn: manifest.MapRunArn,
        ResultWriterDetails: { Bucket: 'b', Key: key.replace('RUN', id) },
      },
    });
    expect(Object.keys(manifest.ResultFiles)).toEqual(['FAILED', 'PENDING', 'SUCCEEDED']);
    expect(manifest.ResultFiles['PENDING']).toEqual([]);
    const succeeded = files.get('out/RUN/SUCCEEDED_0.json') ?? '';
    expect(manifest.ResultFiles['SUCCEEDED']).toEqual([
      { Key: `out/${id}/SUCCEEDED_0.json`, Size: Buffer.byteLength(succeeded) },
    ]);
    expect(children(succeeded).map(({ Input, Output }) => [Input, Output])).toEqual([
      ['1', '[1,10]'],
      ['2', '[2,20]'],
    ]);
    expect(children(files.get('out/RUN/FAILED_0.json'))).toMatchObject([
      { Status: 'FAILED', Input: '3', Error: 'Broken' },
    ]);
  });

  it.each([
    ['COMPACT', 'JSON', '[[1,10],[2,20]]'],
    ['FLATTEN', 'JSON', '[1,10,2,20]'],
    ['FLATTEN', 'JSONL', '1\n10\n2\n20'],
  ])(
    'with %s as %s writes the outputs alone, and what failed whole',
    async (Transformation, OutputType, text) => {
      const { files, answer } = world();
      const writer = { ...S3, WriterConfig: { Transformation, OutputType } };
      const bench = await Bench.open({ answer });
      await bench.run(writing(writer, { ToleratedFailureCount: 1 }), { items: [1, 3, 2] });
      expect(files.get('out/RUN/SUCCEEDED_0.json')).toBe(text);
      const failed = files.get('out/RUN/FAILED_0.json') ?? '';
      expect(children(OutputType === 'JSON' ? failed : `[${failed}]`)).toMatchObject([
        { Input: '3', Error: 'Broken' },
      ]);
    },
  );

  it.each([
    [
      'NONE',
      [
        { Status: 'SUCCEEDED', Output: '[1,10]' },
        { Status: 'FAILED', Error: 'Broken' },
      ],
    ],
    ['COMPACT', [[1, 10], { Status: 'FAILED', Error: 'Broken' }]],
    ['FLATTEN', [1, 10, { Status: 'FAILED', Error: 'Broken' }]],
  ])('that names no place gives the result of the state the form of %s', async (Transformation, output) => {
    const { files, answer } = world();
    const bench = await Bench.open({ answer });
    const machine = writing({ WriterConfig: { Transformation } }, { ToleratedFailureCount: 1 });
    expect(await bench.run(machine, { items: [1, 3] })).toMatchObject({ status: 'SUCCEEDED', output });
    expect(files.size).toBe(0);
  });

  it('writes what came of the items, and which were not reached, when the run fails; then it fails', async () => {
    const { files, answer } = world();
    const dataDir = await folder();
    const bench = await Bench.open({ answer, dataDir });
    const ended = await bench.run(writing(S3, { MaxConcurrency: 1 }), { items: [1, 3, 2, 4] });
    expect(ended).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    const { ResultFiles } = Manifest.parse(JSON.parse(files.get('out/RUN/manifest.json') ?? ''));
    expect(Object.values(ResultFiles).map((list) => list.length)).toEqual([1, 1, 1]);
    expect(children(files.get('out/RUN/SUCCEEDED_0.json')).map(({ Input }) => Input)).toEqual(['1']);
    expect(children(files.get('out/RUN/FAILED_0.json')).map(({ Input }) => Input)).toEqual(['3']);
    expect(children(files.get('out/RUN/PENDING_0.json'))).toMatchObject([
      { Input: '2', Status: 'PENDING' },
      { Input: '4', Status: 'PENDING' },
    ]);
    const types = await bench.types(ended.arn);
    expect(types).toContain('MapRunFailed');
    expect(types.at(-1)).toBe('ExecutionFailed');
    await bench.engine.close();
  });

  it('writes them after a crash, and when the run is redriven writes them anew', async () => {
    const { files, answer } = world();
    const dataDir = await folder();
    const hanging = { is: true };
    const bench = await Bench.open({
      dataDir,
      answer: async (request) =>
        hanging.is && request.service === 's3' ? new Promise(() => undefined) : answer(request),
    });
    const arn = await bench.start(await bench.create('m', writing(S3)), { items: [1, 3] }, 'run');
    while (!bench.calls.some(({ service }) => service === 's3'))
      await new Promise((resolve) => setImmediate(resolve));
    expect(await bench.describe(arn)).toMatchObject({ status: 'RUNNING' });

    const fixed = { is: false };
    const after = await Bench.open({
      dataDir: await crashed(dataDir),
      answer: (request) => (fixed.is && request.service === 'lambda' ? lambda('good') : answer(request)),
    });
    await after.engine.idle();
    expect(await after.describe(arn)).toMatchObject({ status: 'FAILED' });
    expect(children(files.get('out/RUN/FAILED_0.json'))).toHaveLength(1);
    fixed.is = true;
    await after.call('RedriveExecution', { executionArn: arn });
    await after.engine.idle();
    expect(await after.describe(arn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(children(files.get('out/RUN/SUCCEEDED_0.json')).map(({ Output }) => Output)).toEqual([
      '[1,10]',
      '"good"',
    ]);
    await after.engine.close();
  });
});
