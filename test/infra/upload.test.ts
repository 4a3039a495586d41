import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadSite } from '#infra/upload.ts';

const s3 = mockClient(S3Client);
const folder = mkdtempSync(join(tmpdir(), 'upload-'));

beforeAll(async () => {
  await mkdir(join(folder, 'assets'));
  for (const name of ['index.html', 'sw.js', 'config.json', 'assets/index-abc.js']) {
    await writeFile(join(folder, name), name);
  }
  s3.on(PutObjectCommand).resolves({});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('uploads a page after what it names, and the service worker after the page that it keeps', async () => {
  expect(await uploadSite(folder, 'site', 'ap-southeast-1')).toBe(4);
  const sent = s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input);
  expect(sent.slice(-2).map(({ Key }) => Key)).toEqual(['index.html', 'sw.js']);
  const rules = new Map(sent.map(({ Key, CacheControl }) => [Key, CacheControl]));
  expect(rules.get('sw.js')).toBe('no-cache');
  expect(rules.get('index.html')).toBe('no-cache');
  expect(rules.get('assets/index-abc.js')).toBe('public, max-age=31536000, immutable');
});
