import { expect, test } from 'vitest';
import { answerOf } from '#local/http/payload.ts';

const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain;charset=UTF-8';

test.each<[string, unknown, { status: number; type: string; body: string }]>([
  ['text', 'Hello from Lambda!', { status: 200, type: JSON_TYPE, body: 'Hello from Lambda!' }],
  ['an object', { message: 'xin chào' }, { status: 200, type: JSON_TYPE, body: '{"message":"xin chào"}' }],
  ['a list', [1, 2], { status: 200, type: JSON_TYPE, body: '[1,2]' }],
  ['nothing', undefined, { status: 200, type: JSON_TYPE, body: 'null' }],
  ['a status alone', { statusCode: 404 }, { status: 404, type: TEXT_TYPE, body: '' }],
  ['a status as text', { statusCode: '201', body: 'ok' }, { status: 201, type: TEXT_TYPE, body: 'ok' }],
  [
    'headers of any case',
    { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>' },
    { status: 200, type: 'text/html', body: '<p>' },
  ],
  [
    'base64',
    { statusCode: 200, body: Buffer.from('Quận 8').toString('base64'), isBase64Encoded: true },
    { status: 200, type: TEXT_TYPE, body: 'Quận 8' },
  ],
  ['no content', { statusCode: 204, body: 'x' }, { status: 204, type: TEXT_TYPE, body: '' }],
])('%s', async (_, payload, expected) => {
  const answer = answerOf(payload);
  expect({
    status: answer?.status,
    type: answer?.headers.get('content-type'),
    body: await answer?.text(),
  }).toEqual(expected);
});

test('cookies become set-cookie headers, one each; numbers in headers become text', () => {
  const answer = answerOf({
    statusCode: 200,
    cookies: ['a=1', 'b=2; Path=/'],
    headers: { 'Retry-After': 5 },
  });
  expect(answer?.headers.getSetCookie()).toEqual(['a=1', 'b=2; Path=/']);
  expect(answer?.headers.get('retry-after')).toBe('5');
});

test.each<[string, unknown]>([
  ['a status that is none', { statusCode: 'fine' }],
  ['a status out of range', { statusCode: 99 }],
  ['a body that is an object', { statusCode: 200, body: { a: 1 } }],
  ['headers that are a list', { statusCode: 200, headers: ['a'] }],
  ['a header that HTTP does not allow', { statusCode: 200, headers: { 'bad header': 'x' } }],
])('%s is malformed', (_, payload) => {
  expect(answerOf(payload)).toBeUndefined();
});
