import { mkdtemp, readdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { serve } from '@hono/node-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Objects } from '#local/objects/objects.ts';
import { openObjects } from '#local/objects/objects.ts';

const Bucket = 'documents';
const resources = [
  {
    logicalId: 'Documents',
    type: 'AWS::S3::Bucket',
    ref: Bucket,
    properties: {
      CorsConfiguration: {
        CorsRules: [
          {
            AllowedOrigins: ['http://127.0.0.1:*'],
            AllowedMethods: ['PUT'],
            AllowedHeaders: ['content-*'],
            MaxAge: 300,
          },
        ],
      },
    },
  },
];

let directory = '';
let objects: Objects;
let base = '';
let client: S3Client;
let stop: () => void = () => undefined;
const open = async (): Promise<Objects> =>
  openObjects({ resources, directory, clock: { now: () => Date.parse('2024-10-08T01:00:00Z') } });

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const answered = await objects.service.handle({
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(request.headers),
    body: Buffer.from(await request.arrayBuffer()),
  });
  const bodiless = answered.status === 204 || answered.status === 304;
  return new Response(bodiless ? null : new Uint8Array(Buffer.from(answered.body)), {
    status: answered.status,
    headers: { ...answered.headers },
  });
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'objects-'));
  objects = await open();
  base = await new Promise<string>((ready) => {
    const server = serve({ fetch: answer, port: 0 }, (info: AddressInfo) =>
      ready(`http://127.0.0.1:${info.port}`),
    );
    stop = () => server.close();
  });
  client = new S3Client({
    endpoint: base,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  stop();
  await objects.close();
});

const put = async (Key: string, Body: string, more: object = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const text = async (Key: string, more: object = {}) =>
  (await client.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();

test('an object comes back with type, metadata and checksum, after a restart too', async () => {
  const Key = 'cases/HS-1/Quyết định số 12.pdf';
  await put(Key, 'nội dung', { ContentType: 'application/pdf', Metadata: { case: 'HS-1' } });
  await objects.close();
  objects = await open();
  expect(await text(Key)).toBe('nội dung');
  const head = await client.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
  expect(head).toMatchObject({
    ContentType: 'application/pdf',
    Metadata: { case: 'HS-1' },
    ContentLength: Buffer.byteLength('nội dung'),
    LastModified: new Date('2024-10-08T01:00:00Z'),
  });
  expect(head.ChecksumCRC32).toBeDefined();
});

test('a stream arrives whole', async () => {
  const parts = ['một ', 'hai ', 'ba'];
  const Body = Readable.from(parts.map((part) => Buffer.from(part)));
  await client.send(
    new PutObjectCommand({ Bucket, Key: 's', Body, ContentLength: Buffer.byteLength(parts.join('')) }),
  );
  expect(await text('s')).toBe('một hai ba');
});

test('a replaced object leaves one body, a deleted one none', async () => {
  await put('a', '1');
  await put('a', '2');
  expect(await text('a')).toBe('2');
  expect(await readdir(join(directory, 'objects', 'bodies'))).toHaveLength(1);
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  await expect(text('a')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(await readdir(join(directory, 'objects', 'bodies'))).toEqual([]);
});

test.each([
  ['bytes=0-2', '012', 'bytes 0-2/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=5-99', '56789', 'bytes 5-9/10'],
])('the range %s', async (Range, body, ContentRange) => {
  await put('digits', '0123456789');
  const part = await client.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }));
  expect([await part.Body?.transformToString(), part.ContentRange]).toEqual([body, ContentRange]);
});

test('listing: prefix, delimiter, pages', async () => {
  for (const Key of ['b/2', 'a', 'b/1', 'c/x/1', 'b&<']) await put(Key, Key);
  const listed = async (more: object) => client.send(new ListObjectsV2Command({ Bucket, ...more }));
  const folders = await listed({ Delimiter: '/' });
  expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['a', 'b&<']);
  expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['b/', 'c/']);
  const first = await listed({ MaxKeys: 3 });
  expect(first).toMatchObject({ IsTruncated: true, KeyCount: 3 });
  const second = await listed({ MaxKeys: 3, ContinuationToken: first.NextContinuationToken });
  expect([...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key)).toEqual([
    'a',
    'b&<',
    'b/1',
    'b/2',
    'c/x/1',
  ]);
  expect(await listed({ Prefix: 'none' })).toMatchObject({ KeyCount: 0 });
});

test('wrong checksums, missing buckets and lost races are refused', async () => {
  await expect(put('a', '1', { ChecksumSHA256: 'AAAA' })).rejects.toMatchObject({ name: 'BadDigest' });
  await expect(client.send(new ListObjectsV2Command({ Bucket: 'none' }))).rejects.toMatchObject({
    name: 'NoSuchBucket',
  });
  await put('once', '1', { IfNoneMatch: '*' });
  await expect(put('once', '2', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(text('once', { Range: 'bytes=5-9' })).rejects.toMatchObject({ name: 'InvalidRange' });
});

test('a bucket in the host name is found too', async () => {
  await put('a', 'xin chào');
  const request = { method: 'GET', path: '/a', query: new URLSearchParams(), body: Buffer.alloc(0) };
  const found = await objects.service.handle({ ...request, headers: { host: 'documents.localhost:4566' } });
  expect([found.status, found.body.toString()]).toEqual([200, 'xin chào']);
});

test('a presigned URL is a plain request; its response headers can be chosen', async () => {
  const url = `${base}/${Bucket}/a.txt?X-Amz-Signature=x&response-content-disposition=attachment`;
  expect((await fetch(url, { method: 'PUT', body: 'từ trình duyệt' })).status).toBe(200);
  const got = await fetch(url);
  expect([await got.text(), got.headers.get('content-disposition')]).toEqual([
    'từ trình duyệt',
    'attachment',
  ]);
});

test('CORS follows the bucket', async () => {
  const preflight = async (origin: string) =>
    fetch(`${base}/${Bucket}/a`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
  const allowed = await preflight('http://127.0.0.1:4300');
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
    200,
    'http://127.0.0.1:4300',
  ]);
  expect((await preflight('https://elsewhere.example')).status).toBe(403);
});

test.each([
  ['PUT', '/documents/a/b', 's3:PutObject', 'arn:aws:s3:::documents/a/b'],
  ['GET', '/documents/a', 's3:GetObject', 'arn:aws:s3:::documents/a'],
  ['HEAD', '/documents/a', 's3:GetObject', 'arn:aws:s3:::documents/a'],
  ['DELETE', '/documents/a', 's3:DeleteObject', 'arn:aws:s3:::documents/a'],
  ['GET', '/documents', 's3:ListBucket', 'arn:aws:s3:::documents'],
])('%s %s needs %s', (method, path, action, arn) => {
  const request = { method, path, query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
  expect(objects.service.intent(request)).toMatchObject([{ action, resources: [arn] }]);
});

test('a distribution reads the files of a bucket', async () => {
  await objects.put(Bucket, 'index.html', Buffer.from('<!doctype html>'));
  const file = await objects.files(Bucket)?.('index.html');
  expect([file?.contentType, file?.body.toString()]).toEqual(['text/html; charset=utf-8', '<!doctype html>']);
  expect(objects.files('none')).toBeUndefined();
});
