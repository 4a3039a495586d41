import { isArray, isObject, type Json } from '../asl/json.ts';
import type { ItemReader } from '../asl/machine.ts';
import type { Entry } from './entry.ts';
import { itemsIn, ReaderError } from './items.ts';
import { bodyOf, failRun, type Run, runOf, s3 } from './map-run.ts';
import type { Worker } from './worker.ts';

/** Reads the items of a Distributed Map (guide, "ItemReader"). */
export async function readItems(worker: Worker, entry: Entry, groupId: number): Promise<void> {
  const run = runOf(worker, entry, groupId);
  const { reader } = run?.state ?? {};
  if (run === undefined || reader === undefined) return;
  try {
    const most = run.group.io?.maxItems ?? 0;
    if (most < 0) throw new ReaderError('field MaxItems must be positive');
    const bound = most > 0 ? most : Number.POSITIVE_INFINITY;
    const items: Json[] = [];
    for await (const some of itemsFrom(worker, run, reader)) {
      for (const item of some) if (items.length < bound) items.push(item);
      // nothing more is read than is wanted
      if (items.length === bound) break;
    }
    worker.turn(entry, { type: 'itemsRead', group: groupId, items });
  } catch (error) {
    failRun(worker, entry, { group: groupId, error: 'States.ItemReaderFailed', reason: error });
  }
}

/** Items, file by file, or page by page of a list. */
async function* itemsFrom(worker: Worker, run: Run, reader: ItemReader): AsyncGenerator<readonly Json[]> {
  const args = run.group.io?.reader ?? null;
  const read = (of: Json): Promise<Uint8Array> => objectBytes(worker, run, of);
  if (reader.resource.kind === 'service' && reader.resource.action === 'listObjectsV2') {
    const bucket = isObject(args) ? (args['Bucket'] ?? null) : null;
    for await (const objects of listed(worker, run, args)) {
      if (!reader.flatten) yield objects;
      else for (const object of objects) yield* fileOf(object, bucket, { read, reader });
    }
  } else if (reader.manifest === 'ATHENA_DATA') {
    // what reads these takes as much memory as thousands of waiting executions: it is loaded where one is read
    const { athenaObjects, unpacked } = await import('./objects.ts');
    for (const object of athenaObjects(textOf(await read(args))))
      yield fileItems(unpacked(await read(object)), reader);
  } else if (reader.manifest === 'S3_INVENTORY') {
    const { manifestItems } = await import('./objects.ts');
    yield manifestItems(textOf(await read(args)), read);
  } else yield fileItems(await read(args), reader);
}

/** LOAD_AND_FLATTEN: the items in an object of a list. What stands for a folder is no file. */
async function* fileOf(
  object: Json,
  Bucket: Json,
  { read, reader }: { readonly read: (of: Json) => Promise<Uint8Array>; readonly reader: ItemReader },
): AsyncGenerator<readonly Json[]> {
  const Key = isObject(object) ? object['Key'] : undefined;
  if (typeof Key === 'string' && !Key.endsWith('/')) yield fileItems(await read({ Bucket, Key }), reader);
}

async function fileItems(bytes: Uint8Array, reader: ItemReader): Promise<readonly Json[]> {
  if (reader.inputType !== 'PARQUET') return itemsIn(textOf(bytes), reader);
  const { parquetItems } = await import('./objects.ts');
  return parquetItems(bytes);
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

async function* listed(worker: Worker, run: Run, args: Json): AsyncGenerator<readonly Json[]> {
  let token: Json | undefined;
  do {
    const request = isObject(args) && token !== undefined ? { ...args, ContinuationToken: token } : args;
    const page = bodyOf(await s3(worker, run, 'listObjectsV2', request));
    if (isArray(page['Contents'])) yield page['Contents'];
    token = page['NextContinuationToken'];
  } while (token !== undefined);
}
