/**
 * The body of an upload: un-chunked where the SDK streams (`aws-chunked`), then checked against the checksums that came
 * with it. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { AwsRequest } from '#local/service.ts';
import { AwsFault } from '#local/service.ts';

export type Upload = {
  readonly body: Buffer;
  /** The `x-amz-checksum-…` headers, those of the trailer too. */
  readonly checksums: Readonly<Record<string, string>>;
};

function crc(body: Buffer): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
}

const DIGESTS: Readonly<Record<string, (body: Buffer) => string>> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-crc32': crc,
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
};

/** `<size in hex>[;chunk-signature=…]\r\n<bytes>\r\n` … `0\r\n[trailer: value\r\n]…\r\n` */
function unchunk(raw: Buffer): Upload {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.toString('latin1', at, Math.max(at, end)), 16);
    if (end === -1 || Number.isNaN(size) || end + 2 + size > raw.length) {
      throw new AwsFault('IncompleteBody', 'The request body terminated unexpectedly');
    }
    at = end + 2;
    if (size === 0) break;
    chunks.push(raw.subarray(at, at + size));
    at += size + 2;
  }
  const trailers = raw
    .toString('latin1', at)
    .split(/\r?\n/)
    .map((line) => /^(x-amz-checksum-[a-z0-9]+):(.+)$/.exec(line))
    .flatMap((found) =>
      found?.[1] === undefined || found[2] === undefined ? [] : [[found[1], found[2].trim()] as const],
    );
  return { body: Buffer.concat(chunks), checksums: Object.fromEntries(trailers) };
}

/** Throws BadDigest when a checksum does not fit, IncompleteBody when a chunk is cut short. */
export function readUpload({ headers, body: raw }: AwsRequest): Upload {
  const chunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true;
  const { body, checksums: trailing } = chunked ? unchunk(raw) : { body: raw, checksums: {} };
  const sent = Object.entries(headers).filter(([name]) => /^x-amz-checksum-(crc|sha)/.test(name));
  const checksums = { ...Object.fromEntries(sent), ...trailing };
  for (const [name, value] of Object.entries({ ...checksums, 'content-md5': headers['content-md5'] })) {
    const digest = DIGESTS[name];
    if (value !== undefined && digest !== undefined && digest(body) !== value) {
      throw new AwsFault('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
    }
  }
  return { body, checksums };
}
