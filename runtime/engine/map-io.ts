import { isArray, isObject, type Json, type JsonObject, parseJson } from '../asl/json.ts';
import type { MapState } from '../asl/machine.ts';
import type { Execution, Group } from '../core/execution.ts';
import type { Entry } from './entry.ts';
import { itemsIn, ReaderError } from './items.ts';
import { executionArn } from './starter.ts';
import type { ServiceResponse } from './transport.ts';
import type { Worker } from './worker.ts';

type Run = { readonly execution: Execution; readonly group: Group; readonly state: MapState };

function runOf(worker: Worker, entry: Entry, groupId: number): Run | undefined {
  const execution = worker.execution(entry);
  const group = execution.groups.get(groupId);
  const owner = execution.frames.get(group?.frame ?? -1);
  if (group === undefined || owner === undefined) return undefined;
  const state = worker.registry
    .machine(execution.identity.revision)
    .scopes.get(owner.scope)
    ?.states.get(owner.state);
  return state?.type === 'Map' ? { execution, group, state } : undefined;
}

function s3(worker: Worker, run: Run, action: string, body: Json): Promise<ServiceResponse> {
  const { roleArn, arn } = run.execution.identity;
  return worker.options.transport.call({ service: 's3', action, body, roleArn, executionArn: arn });
}

function bodyOf(response: ServiceResponse): JsonObject {
  if (!response.ok) throw new ReaderError(response.message);
  return isObject(response.body) ? response.body : {};
}

/** Reads the items of a Distributed Map (guide, "ItemReader"). */
export async function readItems(worker: Worker, entry: Entry, groupId: number): Promise<void> {
  const run = runOf(worker, entry, groupId);
  const { reader } = run?.state ?? {};
  if (run === undefined || reader === undefined) return;
  try {
    const most = run.group.io?.maxItems ?? 0;
    if (most < 0) throw new ReaderError('field MaxItems must be positive');
    const args = run.group.io?.reader ?? null;
    const listed = reader.resource.kind === 'service' && reader.resource.action === 'listObjectsV2';
    const items = listed ? await listObjects(worker, run, args) : await objectItems(worker, run, args);
    worker.turn(entry, { type: 'itemsRead', group: groupId, items: most > 0 ? items.slice(0, most) : items });
  } catch (error) {
    fail(worker, entry, { group: groupId, error: 'States.ItemReaderFailed', reason: error });
  }
}

async function objectItems(worker: Worker, run: Run, args: Json): Promise<readonly Json[]> {
  const { reader } = run.state;
  const read = (of: Json): Promise<Uint8Array> => objectBytes(worker, run, of);
  if (reader?.inputType === 'PARQUET' || reader?.inputType === 'MANIFEST') {
    // what reads these takes as much memory as thousands of waiting executions: it is loaded where one is read
    const { manifestItems, parquetItems } = await import('./objects.ts');
    const bytes = await read(args);
    return reader.inputType === 'PARQUET' ? parquetItems(bytes) : manifestItems(textOf(bytes), read);
  }
  return reader === undefined ? [] : itemsIn(textOf(await read(args)), reader);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

async function objectBytes(worker: Worker, run: Run, args: Json): Promise<Uint8Array> {
  const response = await s3(worker, run, 'getObject', args);
  const { Body } = bodyOf(response);
  if (response.ok && response.bytes !== undefined) return response.bytes;
  return Buffer.from(typeof Body === 'string' ? Body : JSON.stringify(Body ?? null));
}

async function listObjects(worker: Worker, run: Run, args: Json): Promise<Json[]> {
  const found: Json[] = [];
  let token: Json | undefined;
  do {
    const request = isObject(args) && token !== undefined ? { ...args, ContinuationToken: token } : args;
    const page = bodyOf(await s3(worker, run, 'listObjectsV2', request));
    if (isArray(page['Contents'])) found.push(...page['Contents']);
    token = page['NextContinuationToken'];
  } while (token !== undefined);
  return found;
}

function fail(worker: Worker, entry: Entry, what: { group: number; error: string; reason: unknown }): void {
  const cause = what.reason instanceof Error ? what.reason.message : String(what.reason);
  worker.turn(entry, {
    type: 'runFailed',
    group: what.group,
    failure: { error: what.error, cause, catchable: true },
  });
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

/** Writes the results of a Distributed Map (guide, "ResultWriter"): a file per outcome and a manifest. */
export async function writeResults(worker: Worker, entry: Entry, groupId: number): Promise<void> {
  const run = runOf(worker, entry, groupId);
  const { writer } = run?.state ?? {};
  const mapRunArn = run?.group.mapRunArn;
  if (run === undefined || writer === undefined || mapRunArn === undefined) return;
  try {
    const result = await exported(worker, run, mapRunArn);
    worker.turn(entry, { type: 'resultsWritten', group: groupId, result });
  } catch (error) {
    fail(worker, entry, { group: groupId, error: 'States.ResultWriterFailed', reason: error });
  }
}

async function exported(worker: Worker, run: Run, mapRunArn: string): Promise<Json> {
  const args = isObject(run.group.io?.writer) ? run.group.io.writer : {};
  const { Bucket = '', Prefix } = args;
  const children = worker.executions.run(mapRunArn).map((child) => described(worker, child));
  const { transformation, outputType } = run.state.writer ?? { transformation: 'NONE', outputType: 'JSON' };
  const id = mapRunArn.split(':').at(-1) ?? '';
  const folder = `${typeof Prefix === 'string' && Prefix !== '' ? `${Prefix}/` : ''}${id}`;
  const files: { [outcome: string]: Json } = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  for (const outcome of ['SUCCEEDED', 'FAILED']) {
    const lines = children.filter((child) => (child['Status'] === 'SUCCEEDED') === (outcome === 'SUCCEEDED'));
    if (lines.length === 0) continue;
    const values = transformation === 'NONE' ? lines : flattened(lines, transformation === 'FLATTEN');
    const body =
      outputType === 'JSONL' ? values.map((line) => JSON.stringify(line)).join('\n') : JSON.stringify(values);
    const key = `${folder}/${outcome}_0.${outputType.toLowerCase()}`;
    bodyOf(await s3(worker, run, 'putObject', { Bucket, Key: key, Body: body }));
    files[outcome] = [{ Key: key, Size: Buffer.byteLength(body) }];
  }
  const manifest = { DestinationBucket: Bucket, MapRunArn: mapRunArn, ResultFiles: files };
  bodyOf(
    await s3(worker, run, 'putObject', {
      Bucket,
      Key: `${folder}/manifest.json`,
      Body: JSON.stringify(manifest),
    }),
  );
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket, Key: `${folder}/manifest.json` } };
}

/** WriterConfig.Transformation: only the outputs; FLATTEN also takes arrays among them apart. */
function flattened(children: readonly JsonObject[], flat: boolean): Json[] {
  const outputs = children.map((child) =>
    typeof child['Output'] === 'string' ? parseJson(child['Output']) : null,
  );
  return flat ? outputs.flatMap((output) => (isArray(output) ? output : [output])) : outputs;
}
