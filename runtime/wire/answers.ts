import { isObject, type Json, type JsonObject, tryParseJson } from '../asl/json.ts';
import type { ServiceResponse } from '../engine/transport.ts';
import type { HttpAnswer, Service } from './protocols.ts';

/** An HTTP answer as the engine takes it. */
export function decodeAnswer(service: Service, action: string, answer: HttpAnswer): ServiceResponse {
  const { status, headers } = answer;
  if (status >= 400) return refusal(answer);
  if (service.protocol === 'rest' && service.signing === 's3') {
    const read = action === 'getObject' ? { bytes: answer.bytes } : {};
    return { ok: true, body: s3Body(action, answer), headers, statusCode: status, ...read };
  }
  const body = service.protocol === 'query' ? xmlResult(answer.text) : (tryParseJson(answer.text) ?? {});
  return { ok: true, body, headers, statusCode: status };
}

function refusal(answer: HttpAnswer): ServiceResponse {
  const { headers, status, text } = answer;
  const json = tryParseJson(text);
  const members = isObject(json) ? json : {};
  const member = (...names: string[]): string | undefined => {
    const found = names.map((name) => members[name]).find((value) => typeof value === 'string');
    return typeof found === 'string' ? found : undefined;
  };
  const code =
    member('__type', 'code', 'Code') ??
    headers['x-amzn-errortype'] ??
    tag(text, 'Code') ??
    'ServiceException';
  return {
    ok: false,
    error: code.split('#').at(-1)?.split(':')[0] ?? code,
    message: member('message', 'Message', 'errorMessage') ?? tag(text, 'Message') ?? text,
    statusCode: status,
    requestId:
      headers['x-amzn-requestid'] ??
      headers['x-amz-request-id'] ??
      tag(text, 'RequestId') ??
      crypto.randomUUID(),
  };
}

function entityText(text: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (all, code: string | undefined, name: string | undefined) =>
    code === undefined ? (entities[name ?? ''] ?? all) : String.fromCodePoint(Number(code)),
  );
}

function tag(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(xml)?.[1];
  return found === undefined ? undefined : entityText(found);
}

function blocks(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`, 'g'))].map((match) => match[1] ?? '');
}

/** Members of the `…Result` element of a query answer, one level deep. */
function xmlResult(xml: string): JsonObject {
  const result = /<\w+Result>([\s\S]*)<\/\w+Result>/.exec(xml)?.[1] ?? '';
  const members = [...result.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map((m): [string, Json] => [
    m[1] ?? '',
    entityText(m[2] ?? ''),
  ]);
  return Object.fromEntries(members);
}

/** Headers of S3 answers that are members of the output. */
const S3_HEADERS: Readonly<Record<string, readonly [member: string, kind: 'number' | 'text' | 'time']>> = {
  'accept-ranges': ['AcceptRanges', 'text'],
  'content-length': ['ContentLength', 'number'],
  'content-type': ['ContentType', 'text'],
  etag: ['ETag', 'text'],
  'last-modified': ['LastModified', 'time'],
  'x-amz-checksum-crc32': ['ChecksumCRC32', 'text'],
  'x-amz-checksum-type': ['ChecksumType', 'text'],
  'x-amz-server-side-encryption': ['ServerSideEncryption', 'text'],
  'x-amz-version-id': ['VersionId', 'text'],
};

function fromHeaders(answer: HttpAnswer, only?: ReadonlySet<string>): JsonObject {
  const members = Object.entries(answer.headers).flatMap(([name, value]): [string, Json][] => {
    const known = S3_HEADERS[name];
    if (known === undefined || only?.has(known[0]) === false) return [];
    const [member, kind] = known;
    return [
      [member, kind === 'number' ? Number(value) : kind === 'time' ? new Date(value).toISOString() : value],
    ];
  });
  return Object.fromEntries(members);
}

const WRITTEN = new Set(['ChecksumCRC32', 'ChecksumType', 'ETag', 'ServerSideEncryption', 'VersionId']);

function s3Body(action: string, answer: HttpAnswer): Json {
  switch (action) {
    case 'getObject':
      return { ...fromHeaders(answer), Metadata: {}, Body: answer.text };
    case 'headObject':
      return { ...fromHeaders(answer), Metadata: {} };
    case 'putObject':
    case 'deleteObject':
      return fromHeaders(answer, WRITTEN);
    case 'listBuckets':
      return {
        Buckets: blocks(answer.text, 'Bucket').map((b) => ({
          Name: tag(b, 'Name') ?? '',
          CreationDate: tag(b, 'CreationDate') ?? '',
        })),
      };
    default:
      return listing(answer.text);
  }
}

function listing(xml: string): JsonObject {
  const Contents = blocks(xml, 'Contents').map((item) => ({
    Etag: tag(item, 'ETag') ?? '',
    Key: tag(item, 'Key') ?? '',
    LastModified: tag(item, 'LastModified') ?? '',
    Size: Number(tag(item, 'Size') ?? 0),
    StorageClass: tag(item, 'StorageClass') ?? 'STANDARD',
  }));
  const next = tag(xml, 'NextContinuationToken');
  const truncated = tag(xml, 'IsTruncated') === 'true';
  const shared = {
    Contents,
    IsTruncated: truncated,
    KeyCount: Contents.length,
    Name: tag(xml, 'Name') ?? '',
  };
  return next === undefined ? shared : { ...shared, NextContinuationToken: next };
}
