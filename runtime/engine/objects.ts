import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import * as z from 'zod';
import { isObject, type Json, tryParseJson } from '../asl/json.ts';
import { itemsIn, ReaderError } from './items.ts';

const COMPRESSORS = {
  GZIP: (bytes: Uint8Array) => gunzipSync(bytes),
  BROTLI: (bytes: Uint8Array) => brotliDecompressSync(bytes),
  ZSTD: (bytes: Uint8Array) => zstdDecompressSync(bytes),
};

/** The rows of a Parquet file, each an object of its columns. @throws ReaderError */
export async function parquetItems(bytes: Uint8Array): Promise<Json[]> {
  // a copy of its own: a small Buffer may share its memory with others
  const file = new Uint8Array(bytes).buffer;
  try {
    const rows = await parquetReadObjects({ file, compressors: COMPRESSORS });
    return rows.map(plain);
  } catch {
    throw new ReaderError('The content of the file is not valid Parquet.');
  }
}

/** What a column holds, as JSON can say it. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  return null;
}

/** An object as it was before it was packed, as Athena packs what it unloads. */
export function unpacked(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** The objects that the manifest of an UNLOAD query of Athena names: a line each, `s3://bucket/key`. @throws ReaderError */
export function athenaObjects(manifest: string): { Bucket: string; Key: string }[] {
  const lines = itemsIn(manifest, { ...PLAIN_CSV, csvHeaders: ['uri'] });
  return lines.map((line) => {
    const uri = isObject(line) ? line['uri'] : undefined;
    const parts = /^s3:\/\/([^/]+)\/(.+)$/i.exec(typeof uri === 'string' ? uri.trim() : '');
    if (parts === null) throw new ReaderError('The content of the file is not a valid manifest.');
    const [, Bucket = '', Key = ''] = parts;
    return { Bucket, Key };
  });
}

const PLAIN_CSV = { inputType: 'CSV', csvDelimiter: ',', itemsPointer: undefined } as const;

const Inventory = z.looseObject({
  destinationBucket: z.string(),
  fileFormat: z.string(),
  fileSchema: z.string(),
  files: z.array(z.looseObject({ key: z.string() })),
});

/** Items of an S3 inventory: the rows of all files that its manifest names, with the columns that it names. */
export async function manifestItems(
  manifest: string,
  read: (object: Json) => Promise<Uint8Array>,
): Promise<Json[]> {
  const { data } = Inventory.safeParse(tryParseJson(manifest));
  if (data === undefined) throw new ReaderError('The content of the file is not a valid manifest.');
  if (data.fileFormat !== 'CSV') throw new ReaderError('Only inventories in the CSV format are supported.');
  const csvHeaders = data.fileSchema.split(',').map((name) => name.trim());
  const Bucket = data.destinationBucket.replace(/^arn:[\w-]+:s3:::/, '');
  const items: Json[] = [];
  for (const { key } of data.files) {
    const bytes = await read({ Bucket, Key: key });
    items.push(...itemsIn(Buffer.from(unpacked(bytes)).toString('utf8'), { ...PLAIN_CSV, csvHeaders }));
  }
  return items;
}
