/**
 * Signature Version 4 as S3 checks it, of a presigned URL or of a request signed in its header: still in time, and signed
 * with the secret of the key over method, path, query and the headers that it names. A URL for one file is none for
 * another, and with `content-length` and a checksum among its headers it takes that file only.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 *
 * Everything that comes by the public port is checked so. Not checked: what functions send to the inner endpoint, and the
 * content of an upload by URL, which stays UNSIGNED-PAYLOAD; a checksum header is held against it by the bucket.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AwsFault, type AwsRequest } from '#local/service.ts';

const DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
/** S3's own limits: a URL holds seven days at most, a header fifteen minutes. */
const LONGEST_SECONDS = 604_800;
const HEADER_SECONDS = 900;

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

type Signature = {
  readonly credential: string;
  readonly date: string;
  readonly seconds: number;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payload: string;
};

function inQuery({ query }: AwsRequest): Signature {
  const of = (name: string): string => query.get(`X-Amz-${name}`) ?? '';
  return {
    credential: of('Credential'),
    date: of('Date'),
    seconds: Number(of('Expires')),
    signedHeaders: of('SignedHeaders').split(';'),
    signature: of('Signature'),
    payload: 'UNSIGNED-PAYLOAD',
  };
}

function inHeader({ headers }: AwsRequest): Signature {
  const of = (name: string): string =>
    new RegExp(`${name}=([^,\\s]+)`).exec(headers['authorization'] ?? '')?.[1] ?? '';
  return {
    credential: of('Credential'),
    date: headers['x-amz-date'] ?? '',
    seconds: HEADER_SECONDS,
    signedHeaders: of('SignedHeaders').split(';'),
    signature: of('Signature'),
    payload: headers['x-amz-content-sha256'] ?? '',
  };
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');
}

function canonicalRequest(request: AwsRequest, { signedHeaders, payload }: Signature): string {
  const headers = signedHeaders.map((name) => {
    const value = request.headers[name];
    if (value === undefined) {
      throw new AwsFault('AccessDenied', `There were headers signed that were not sent: ${name}`, 403);
    }
    return `${name}:${value.trim().replaceAll(/ +/g, ' ')}\n`;
  });
  const query = canonicalQuery(request.query);
  return [request.method, request.path, query, headers.join(''), signedHeaders.join(';'), payload].join('\n');
}

function assertInTime({ date, seconds }: Signature, now: number): void {
  const at = Date.parse(date.replace(DATE, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(at) || !Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_SECONDS) {
    throw new AwsFault('AuthorizationQueryParametersError', 'X-Amz-Date or X-Amz-Expires is malformed', 400);
  }
  if (now > at + seconds * 1000) throw new AwsFault('AccessDenied', 'Request has expired', 403);
}

/** Throws AccessDenied for what is out of time, SignatureDoesNotMatch for what was signed for something else. */
export function assertSigned(request: AwsRequest, secretAccessKey: string, now: number): void {
  const given = request.query.has('X-Amz-Signature') ? inQuery(request) : inHeader(request);
  assertInTime(given, now);
  const [, day = '', region = '', service = ''] = given.credential.split('/');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', given.date, scope, sha256(canonicalRequest(request, given))].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part),
    `AWS4${secretAccessKey}`,
  );
  const wanted = hmac(key, text);
  const signature = Buffer.from(given.signature, 'hex');
  if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) {
    throw new AwsFault(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
      403,
    );
  }
}
