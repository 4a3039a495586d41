import { createHash } from 'node:crypto';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { assertSigned } from '#local/endpoint/signature.ts';
import { AwsFault, type AwsRequest } from '#local/service.ts';

const secretAccessKey = 'a secret';
const client = new S3Client({
  endpoint: 'http://127.0.0.1:4300',
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey },
  requestChecksumCalculation: 'WHEN_REQUIRED',
});
const body = Buffer.from('biên bản');
const checksum = createHash('sha256').update(body).digest('base64');
const signingDate = new Date('2024-10-08T01:00:00Z');
const now = signingDate.getTime() + 60_000;
const Key = 'reports/x/Quyết định (1).pdf';
const put = new PutObjectCommand({
  Bucket: 'documents',
  Key,
  ContentLength: body.length,
  ChecksumSHA256: checksum,
});

const request = (url: string, method: string, more: Readonly<Record<string, string>> = {}): AwsRequest => {
  const { pathname, searchParams } = new URL(url);
  const headers = { host: '127.0.0.1:4300', 'content-length': String(body.length), ...more };
  return { method, path: pathname, query: searchParams, headers, body };
};
const putUrl = async () =>
  getSignedUrl(client, put, {
    expiresIn: 300,
    signingDate,
    signableHeaders: new Set(['host', 'content-length', 'x-amz-checksum-sha256']),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  });
const sum = { 'x-amz-checksum-sha256': checksum };

function faultOf(signed: AwsRequest, at = now, secret = secretAccessKey): string {
  try {
    assertSigned(signed, secret, at);
    return 'taken';
  } catch (error) {
    return error instanceof AwsFault ? error.code : String(error);
  }
}

describe('a presigned URL, as the SDK makes it', () => {
  it('is taken for its file, in time', async () => {
    expect(faultOf(request(await putUrl(), 'PUT', sum))).toBe('taken');
    const get = new GetObjectCommand({
      Bucket: 'documents',
      Key,
      ResponseContentDisposition: "attachment; filename*=UTF-8''bi%C3%AAn.pdf",
    });
    const url = await getSignedUrl(client, get, { expiresIn: 300, signingDate });
    expect(faultOf(request(url, 'GET'))).toBe('taken');
  });

  it('is refused for another method, key, length, checksum, parameter or secret', async () => {
    const url = await putUrl();
    expect(faultOf(request(url, 'GET', sum))).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(url.replace('/x/', '/y/'), 'PUT', sum))).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(url, 'PUT', { ...sum, 'content-length': '9' }))).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(url, 'PUT', { 'x-amz-checksum-sha256': 'AAAA' }))).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(`${url}&versionId=1`, 'PUT', sum))).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(url, 'PUT', sum), now, 'another')).toBe('SignatureDoesNotMatch');
    expect(faultOf(request(url.replace(/Signature=\w+/, 'Signature='), 'PUT', sum))).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it('is refused without a header that it names, after its time, and for a time without end', async () => {
    const url = await putUrl();
    expect(faultOf(request(url, 'PUT'))).toBe('AccessDenied');
    expect(faultOf(request(url, 'PUT', sum), now + 300_000)).toBe('AccessDenied');
    expect(faultOf(request(url.replace('Expires=300', 'Expires=9999999'), 'PUT', sum))).toBe(
      'AuthorizationQueryParametersError',
    );
  });
});

describe('a request without any signature', () => {
  it('is refused', () => {
    expect(faultOf(request('http://127.0.0.1:4300/documents/reports/x', 'GET'))).toBe(
      'AuthorizationQueryParametersError',
    );
  });
});
