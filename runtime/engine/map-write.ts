import { isArray, isObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { ResultWriter } from '../asl/machine.ts';
import type { Entry } from './entry.ts';
import { bodyOf, failRun, type Run, runOf, s3 } from './map-run.ts';
import { executionArn } from './starter.ts';
import type { Worker } from './worker.ts';

/**
 * Gives the results of a Distributed Map their form (guide, "ResultWriter"): a file for each outcome and a manifest in S3,
 * or, where no place is named, the result of the state.
 */
export async function writeResults(worker: Worker, entry: Entry, groupId: number): Promise<void> {
  const run = runOf(worker, entry, groupId);
  const { writer } = run?.state ?? {};
  const mapRunArn = run?.group.mapRunArn;
  if (run === undefined || writer === undefined || mapRunArn === undefined) return;
  try {
    // children that were stopped with the run: nobody may read of it before it is on disk
    await worker.settled();
    const result =
      writer.resource === undefined
        ? worker.executions.run(mapRunArn).flatMap((child) => formed(described(worker, child), writer))
        : await exported(worker, run, { mapRunArn, writer });
    worker.turn(entry, { type: 'resultsWritten', group: groupId, result });
  } catch (error) {
    failRun(worker, entry, { group: groupId, error: 'States.ResultWriterFailed', reason: error });
  }
}

/** One line of a result file. */
function described(worker: Worker, child: Entry): JsonObject {
  const { identity, output, failure, redrives } = worker.execution(child);
  return {
    ...(failure?.cause === undefined ? {} : { Cause: failure.cause }),
    ...(failure?.error === undefined ? {} : { Error: failure.error }),
    ExecutionArn: executionArn(child),
    Input: JSON.stringify(identity.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(output === undefined ? {} : { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
    RedriveCount: redrives,
    StartDate: new Date(child.startedAt).toISOString(),
    StateMachineArn: `${child.machineArn}/${child.family.split('/')[1] ?? ''}`,
    Status: child.status,
    StopDate: new Date(child.stoppedAt ?? child.startedAt).toISOString(),
  };
}

/** Items that no child was started for, because the run failed before. */
function unstarted({ group, execution }: Run): JsonObject[] {
  return group.items.slice(group.next).map((input) => ({
    Input: JSON.stringify(input),
    InputDetails: { Included: true },
    StateMachineArn: execution.identity.machineArn,
    Status: 'PENDING',
  }));
}

type Export = { readonly mapRunArn: string; readonly writer: ResultWriter };

async function exported(worker: Worker, run: Run, { mapRunArn, writer }: Export): Promise<Json> {
  const args = isObject(run.group.io?.writer) ? run.group.io.writer : {};
  const { Bucket = '', Prefix } = args;
  const children = worker.executions.run(mapRunArn).map((child) => described(worker, child));
  const of = (...statuses: string[]): JsonObject[] =>
    children.filter(({ Status }) => typeof Status === 'string' && statuses.includes(Status));
  const id = mapRunArn.split(':').at(-1) ?? '';
  const folder = `${typeof Prefix === 'string' && Prefix !== '' ? `${Prefix}/` : ''}${id}`;
  const put = async (name: string, body: string): Promise<JsonObject> => {
    const Key = `${folder}/${name}`;
    bodyOf(await s3(worker, run, 'putObject', { Bucket, Key, Body: body }));
    return { Key, Size: Buffer.byteLength(body) };
  };
  const outcomes = {
    FAILED: of('FAILED', 'TIMED_OUT', 'ABORTED'),
    PENDING: unstarted(run),
    SUCCEEDED: of('SUCCEEDED'),
  };
  const files: { [outcome: string]: Json } = {};
  for (const [outcome, lines] of Object.entries(outcomes)) {
    const values = lines.flatMap((line) => formed(line, writer));
    const body =
      writer.outputType === 'JSONL'
        ? values.map((value) => JSON.stringify(value)).join('\n')
        : JSON.stringify(values);
    // as AWS names them, whatever the type
    files[outcome] = lines.length === 0 ? [] : [await put(`${outcome}_0.json`, body)];
  }
  const manifest = { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles: files };
  const { Key = '' } = await put('manifest.json', JSON.stringify(manifest));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket, Key } };
}

/**
 * WriterConfig.Transformation of a child: only its output; FLATTEN also takes an array apart. What did not succeed is told
 * whole.
 */
function formed(child: JsonObject, { transformation }: ResultWriter): readonly Json[] {
  if (transformation === 'NONE' || child['Status'] !== 'SUCCEEDED') return [child];
  const output = typeof child['Output'] === 'string' ? parseJson(child['Output']) : null;
  return transformation === 'FLATTEN' && isArray(output) ? output : [output];
}
