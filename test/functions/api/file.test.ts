import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoint } from '#functions/api/endpoint.ts';
import { FileAnswer } from '#functions/api/file.ts';
import { describeApi } from '#functions/api/openapi.ts';
import { logger } from '#functions/boundary.ts';
import { answerHttp, route } from '#functions/http.ts';
import { eventOf } from './call.ts';

const sheet = endpoint({
  operation: 'getSheet',
  method: 'GET',
  path: '/api/openapi.json',
  functionName: 'openapi',
  access: 'public',
  summary: 'A sheet for the test',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: z.undefined(),
  status: 200,
  response: FileAnswer,
  files: ['xlsx', 'csv'],
});

const answer = (file: z.input<typeof FileAnswer>) =>
  answerHttp([route(sheet, () => Promise.resolve(file))], () => ({}), eventOf('getOpenApi'));

describe('an endpoint that answers with a file', () => {
  it('sends the very bytes, under its type and name', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { statusCode, headers, body, isBase64Encoded } = await answer({
      type: 'xlsx',
      name: 'tuan-41.xlsx',
      bytes: bytes.subarray(3),
    });
    expect([statusCode, isBase64Encoded]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': 'attachment; filename="tuan-41.xlsx"',
      'Cache-Control': 'no-store',
    });
    expect(new Uint8Array(Buffer.from(body ?? '', 'base64'))).toEqual(bytes.subarray(3));
  });

  it('is shown in the browser where it says so, and kept as long as it says', async () => {
    const kept = { 'Cache-Control': 'public, max-age=300' };
    const { headers } = await answer({
      type: 'pdf',
      name: 'to-trinh.pdf',
      bytes: new Uint8Array(1),
      inline: true,
      headers: kept,
    });
    expect(headers).toMatchObject({ 'Content-Disposition': 'inline; filename="to-trinh.pdf"', ...kept });
  });

  it.each([
    ['a name that would break the header', { name: 'a"b.csv', bytes: new Uint8Array(1) }],
    ['more bytes than Lambda sends', { name: 'a.csv', bytes: new Uint8Array(4 * 1024 * 1024 + 1) }],
  ])('is not sent with %s', async (_, file) => {
    logger.setLogLevel('SILENT');
    expect((await answer({ type: 'csv', ...file })).statusCode).toBe(500);
  });

  it('is described by the types that it may have', () => {
    expect(describeApi([sheet])).toMatchObject({
      paths: {
        '/api/openapi.json': {
          get: {
            responses: {
              200: {
                content: {
                  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {},
                  'text/csv': {},
                },
              },
            },
          },
        },
      },
    });
  });
});
