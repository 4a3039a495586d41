/**
 * Amazon S3 for the buckets of the template: Put, Get, Head, Delete and List, path-style and virtual-host style, on disk.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 *
 * Presigned URLs are requests like others: the host's front checks the signature in the query. Not here: versions,
 * multipart uploads, lifecycle rules, bucket policies (the front enforces IAM), encryption.
 */
import { join } from 'node:path';
import * as z from 'zod';
import { answering, escapeXml, xmlFault } from '#local/http/aws-answers.ts';
import type { ResolvedResource } from '#local/http/resources.ts';
import { resourcesOfType } from '#local/http/resources.ts';
import { decoded } from '#local/http/routes.ts';
import type { SiteFiles } from '#local/http/site-files.ts';
import { contentTypeOf } from '#local/http/site-files.ts';
import { readUpload } from '#local/objects/body.ts';
import type { StoredObject } from '#local/objects/store.ts';
import { ObjectStore } from '#local/objects/store.ts';
import type { AwsAnswer, AwsRequest, HostClock, IntendedAction, LocalService } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

export type ObjectsOptions = {
  readonly resources: readonly ResolvedResource[];
  /** Folder of the host's data; the objects lie in `objects/` in it. */
  readonly directory: string;
  readonly clock: HostClock;
};

export type Objects = {
  /** `s3`. Unsigned OPTIONS requests (CORS preflights) may be handed to `handle` too. */
  readonly service: LocalService;
  /** The files of a bucket, for a distribution; undefined when the template has no such bucket. */
  files(bucket: string): SiteFiles | undefined;
  /** Puts a file without a request, as a deployment would. */
  put(bucket: string, key: string, body: Buffer): Promise<void>;
  close(): Promise<void>;
};

const list = z.array(z.string()).default([]);
const corsRule = z.object({
  AllowedOrigins: list,
  AllowedMethods: list,
  AllowedHeaders: list,
  ExposedHeaders: list,
  MaxAge: z.coerce.number().optional(),
});
const bucketSchema = z.object({
  CorsConfiguration: z.object({ CorsRules: z.array(corsRule).default([]) }).optional(),
});
type CorsRule = z.infer<typeof corsRule>;
type Place = { readonly bucket: string; readonly key: string };
type Buckets = ReadonlyMap<string, readonly CorsRule[]>;

const KEPT =
  /^(content-type|content-language|content-disposition|content-encoding|cache-control|expires|x-amz-meta-.+)$/;
const MOST_KEYS = 1000;

const wild = (pattern: string, text: string): boolean => {
  const [before = '', after] = pattern.split('*');
  return after === undefined ? pattern === text : text.startsWith(before) && text.endsWith(after);
};

/** `/bucket/key` or `bucket.host/key`. Throws NoSuchBucket. */
function placeOf(request: AwsRequest, buckets: Buckets): Place {
  const host = request.headers['host'] ?? '';
  const virtual = [...buckets.keys()].find((bucket) => host.startsWith(`${bucket}.`));
  const [first = '', ...rest] = request.path.replace(/^\//, '').split('/');
  const bucket = virtual ?? decoded(first);
  if (!buckets.has(bucket)) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404);
  return { bucket, key: (virtual === undefined ? rest : [first, ...rest]).map(decoded).join('/') };
}

function intentOf(request: AwsRequest, { bucket, key }: Place): readonly IntendedAction[] {
  const arn = `arn:aws:s3:::${bucket}`;
  if (request.method === 'OPTIONS') return [];
  if (key === '') {
    const prefix = request.query.get('prefix') ?? '';
    return [{ action: 's3:ListBucket', resources: [arn], context: { 's3:prefix': prefix } }];
  }
  const actions: Readonly<Record<string, string>> = { PUT: 's3:PutObject', DELETE: 's3:DeleteObject' };
  return [{ action: actions[request.method] ?? 's3:GetObject', resources: [`${arn}/${key}`] }];
}

function corsHeaders(request: AwsRequest, rules: readonly CorsRule[]): Readonly<Record<string, string>> {
  const origin = request.headers['origin'];
  if (origin === undefined) return {};
  const method = request.headers['access-control-request-method'] ?? request.method;
  const asked = (request.headers['access-control-request-headers'] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .filter(Boolean);
  const rule = rules.find(
    (candidate) =>
      candidate.AllowedOrigins.some((allowed) => wild(allowed, origin)) &&
      candidate.AllowedMethods.includes(method) &&
      asked.every((name) => candidate.AllowedHeaders.some((allowed) => wild(allowed.toLowerCase(), name))),
  );
  if (rule === undefined) return {};
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked.length === 0 ? {} : { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.ExposedHeaders.length === 0
      ? {}
      : { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') }),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function objectHeaders(object: StoredObject): Record<string, string> {
  const { 'content-type': type = 'binary/octet-stream', ...headers } = object.headers;
  const lastModified = new Date(object.at).toUTCString();
  return {
    ...headers,
    'content-type': type,
    etag: object.etag,
    'last-modified': lastModified,
    'accept-ranges': 'bytes',
  };
}

/** `bytes=0-9`, `bytes=5-`, `bytes=-3`. Throws InvalidRange; undefined when no range was asked for. */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new AwsFault('InvalidRange', 'The requested range is not satisfiable', 416);
  return { first, last };
}

class LocalObjects {
  readonly #store: ObjectStore;
  readonly #clock: HostClock;

  constructor(store: ObjectStore, clock: HostClock) {
    this.#store = store;
    this.#clock = clock;
  }

  async answer(request: AwsRequest, place: Place): Promise<AwsAnswer> {
    const { method } = request;
    if (method === 'OPTIONS') return { status: 200, body: '' };
    if (place.key === '' && method === 'GET') return this.#list(request, place.bucket);
    if (place.key === '' && method === 'HEAD') return { status: 200, body: '' };
    if (place.key === '') throw new AwsFault('MethodNotAllowed', 'The local S3 does not change buckets', 405);
    if (method === 'GET' || method === 'HEAD') return this.#get(request, place);
    if (method === 'PUT') return this.#put(request, place);
    if (method !== 'DELETE')
      throw new AwsFault('MethodNotAllowed', `The local S3 does not know ${method}`, 405);
    await this.#store.delete(place.bucket, place.key);
    return { status: 204, body: '' };
  }

  async #get(request: AwsRequest, { bucket, key }: Place): Promise<AwsAnswer> {
    const object = this.#store.get(bucket, key);
    if (object === undefined) throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404);
    const headers = objectHeaders(object);
    for (const [name, value] of request.query) {
      if (name.startsWith('response-')) headers[name.slice('response-'.length)] = value;
    }
    if (request.headers['if-none-match'] === object.etag) return { status: 304, headers, body: '' };
    const range = rangeOf(request.headers['range'], object.size);
    const length = range === undefined ? object.size : range.last - range.first + 1;
    headers['content-length'] = String(length);
    if (range !== undefined) {
      headers['content-range'] = `bytes ${range.first}-${range.last}/${object.size}`;
      // The checksum is that of the whole object; S3 leaves it out of a part.
      for (const name of Object.keys(headers)) if (name.startsWith('x-amz-checksum-')) delete headers[name];
    }
    const status = range === undefined ? 200 : 206;
    if (request.method === 'HEAD') return { status, headers, body: '' };
    const body = await this.#store.body(object);
    return { status, headers, body: range === undefined ? body : body.subarray(range.first, range.last + 1) };
  }

  async #put(request: AwsRequest, { bucket, key }: Place): Promise<AwsAnswer> {
    if (request.headers['x-amz-copy-source'] !== undefined) {
      throw new AwsFault('NotImplemented', 'The local S3 does not copy objects', 501);
    }
    if (request.headers['if-none-match'] === '*' && this.#store.get(bucket, key) !== undefined) {
      throw new AwsFault(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        412,
      );
    }
    const { body, checksums } = readUpload(request);
    const kept = Object.entries(request.headers).filter(([name]) => KEPT.test(name));
    const headers = { ...Object.fromEntries(kept), ...checksums };
    // `aws-chunked` is a matter of the way, not of the object.
    const encoding = headers['content-encoding']?.replace(/,?\s*aws-chunked\s*,?/, '');
    delete headers['content-encoding'];
    const stored = await this.#store.put(
      {
        bucket,
        key,
        at: this.#clock.now(),
        headers: encoding ? { ...headers, 'content-encoding': encoding } : headers,
      },
      body,
    );
    return {
      status: 200,
      headers: { etag: stored.etag, 'x-amz-server-side-encryption': 'AES256', ...checksums },
      body: '',
    };
  }

  #list(request: AwsRequest, bucket: string): AwsAnswer {
    const { query } = request;
    const prefix = query.get('prefix') ?? '';
    const delimiter = query.get('delimiter') ?? '';
    const most = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
    const token = query.get('continuation-token');
    const after =
      token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
    const folders = new Set<string>();
    const found: string[] = [];
    let last = '';
    let truncated = false;
    for (const object of this.#store.list(bucket, prefix)) {
      const cut = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      const name = cut === -1 ? object.key : object.key.slice(0, cut + delimiter.length);
      if (Buffer.compare(Buffer.from(name), Buffer.from(after)) <= 0 || folders.has(name)) continue;
      if (folders.size + found.length === most) {
        truncated = true;
        break;
      }
      last = name;
      if (cut !== -1) folders.add(name);
      else found.push(contentsXml(object));
    }
    const next = truncated
      ? `<NextContinuationToken>${Buffer.from(last).toString('base64url')}</NextContinuationToken>`
      : '';
    const common = [...folders].map(
      (name) => `<CommonPrefixes><Prefix>${escapeXml(name)}</Prefix></CommonPrefixes>`,
    );
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix><MaxKeys>${most}</MaxKeys><KeyCount>${folders.size + found.length}</KeyCount><IsTruncated>${truncated}</IsTruncated>${next}${found.join('')}${common.join('')}</ListBucketResult>`;
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  }
}

function contentsXml({ key, at, etag, size }: StoredObject): string {
  return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${new Date(at).toISOString()}</LastModified><ETag>${escapeXml(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}

/** Opens the buckets (`AWS::S3::Bucket`) of the template. */
export async function openObjects(options: ObjectsOptions): Promise<Objects> {
  const buckets: Buckets = new Map(
    resourcesOfType(options.resources, 'AWS::S3::Bucket', bucketSchema).map(
      ({ ref, properties }) => [ref, properties.CorsConfiguration?.CorsRules ?? []] as const,
    ),
  );
  const store = await ObjectStore.open(join(options.directory, 'objects'));
  const objects = new LocalObjects(store, options.clock);
  return {
    service: {
      service: 's3',
      intent: (request) => intentOf(request, placeOf(request, buckets)),
      handle: async (request) =>
        answering(
          async () => {
            const place = placeOf(request, buckets);
            const cors = corsHeaders(request, buckets.get(place.bucket) ?? []);
            if (request.method === 'OPTIONS' && cors['access-control-allow-origin'] === undefined) {
              throw new AwsFault('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);
            }
            const answer = await answering(
              async () => objects.answer(request, place),
              (fault) => xmlFault(fault, request.path),
            );
            return { ...answer, headers: { ...answer.headers, ...cors } };
          },
          (fault) => xmlFault(fault, request.path),
        ),
    },
    files: (bucket) =>
      buckets.has(bucket)
        ? async (key) => {
            const object = store.get(bucket, key);
            if (object === undefined) return undefined;
            const { 'content-type': contentType = contentTypeOf(key), 'cache-control': cacheControl } =
              object.headers;
            return { body: await store.body(object), contentType, etag: object.etag, cacheControl };
          }
        : undefined,
    put: async (bucket, key, body) => {
      const headers = { 'content-type': contentTypeOf(key) };
      await store.put({ bucket, key, at: options.clock.now(), headers }, body);
    },
    close: async () => store.close(),
  };
}
