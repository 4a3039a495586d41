import { expect, test } from 'vitest';
import type { ApiRoute } from '#local/http/api-definition.ts';
import { matchRoute } from '#local/http/routes.ts';

const route = (routeKey: string): ApiRoute => ({
  routeKey,
  functionArn: 'arn',
  timeoutMs: 30_000,
  authorizer: undefined,
  scopes: [],
});

/** The example of AWS's own page on route evaluation, and the corners around it. */
const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/dog/{id}',
  'GET /pets/dog/1',
  'ANY /pets/dog/1',
  'GET /a/{link}',
  'POST /a/{link}',
  'GET /x/{y}/z',
  'GET /x/{y+}',
  'GET /',
].map(route);

test.each<[string, string, string, Record<string, string>]>([
  ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
  ['POST', '/pets/dog/1', 'ANY /pets/dog/1', {}],
  ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
  ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
  ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
  ['GET', '/a/HS-1.s3cret', 'GET /a/{link}', { link: 'HS-1.s3cret' }],
  ['HEAD', '/a/HS-1.s3cret', 'ANY /{proxy+}', { proxy: 'a/HS-1.s3cret' }],
  ['GET', '/a/b/c', 'ANY /{proxy+}', { proxy: 'a/b/c' }],
  ['GET', '/x/1/z', 'GET /x/{y}/z', { y: '1' }],
  ['GET', '/x/1/w', 'GET /x/{y+}', { y: '1/w' }],
  ['GET', '/a/Qu%E1%BA%ADn%208', 'GET /a/{link}', { link: 'Quận 8' }],
  ['GET', '/a/%E1', 'GET /a/{link}', { link: '%E1' }],
  ['GET', '/', 'GET /', {}],
  ['POST', '/', '$default', {}],
])('%s %s takes %s', (method, path, routeKey, pathParameters) => {
  const match = matchRoute(routes, method, path);
  expect([match?.route.routeKey, match?.pathParameters]).toEqual([routeKey, pathParameters]);
});

test('order of declaration does not matter', () => {
  expect(matchRoute(routes.toReversed(), 'GET', '/pets/dog/1')?.route.routeKey).toBe('GET /pets/dog/1');
});

test.each([
  ['HEAD', '/a/x'],
  ['GET', '/a/x/'],
  ['GET', '/A/x'],
  ['GET', '/a/'],
])('%s %s takes no route when only GET /a/{link} is declared', (method, path) => {
  expect(matchRoute([route('GET /a/{link}')], method, path)).toBeUndefined();
});
