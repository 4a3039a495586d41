import { expect, test } from 'vitest';
import { FACE_CSS, faceWeb, isFace } from '#local/http/face.ts';

test('the face of the host’s own pages comes from this machine: a stylesheet, and every file that it names', async () => {
  const sheet = await faceWeb(FACE_CSS);
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  const css = await sheet.text();
  expect(css).toContain("font-family: 'Be Vietnam Pro'");
  expect([...css.matchAll(/font-weight: (\d+)/g)].map(([, weight]) => weight)).toContain('600');
  expect(css).not.toContain('//');
  const files = [...css.matchAll(/url\(\.\/(\S+?\.woff2)\)/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const { pathname } = new URL(file, new URL(FACE_CSS, 'http://127.0.0.1'));
    const answer = await faceWeb(pathname);
    expect([pathname, isFace(pathname), answer.status, answer.headers.get('content-type')]).toEqual([
      pathname,
      true,
      200,
      'font/woff2',
    ]);
  }
});

test.each(['package.json', '400.css', 'files/../package.json', 'files/none.woff2'])(
  'nothing else of the package is served: %s',
  async (key) => {
    expect((await faceWeb(`/_local/face/${key}`)).status).toBe(404);
  },
);
