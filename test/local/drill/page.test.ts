import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { press, read } from '#local/drill/page.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The link of a host that answers like this. */
async function linkOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((opened) => server.listen(0, '127.0.0.1', opened));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/a/x`;
}

describe('a page behind a link', () => {
  it('is asked for again when the connection that was held open had just been closed', async () => {
    const asked: string[] = [];
    let closing = false;
    const link = await linkOf((request, response) => {
      if (closing) {
        closing = false;
        request.socket.destroy();
        return;
      }
      asked.push(`${request.method} ${request.headers['content-type'] ?? ''}`);
      response.end('trang');
    });
    expect(await read(link)).toEqual({ status: 200, html: 'trang' });
    closing = true;
    expect(await press(link, { outcome: 'agree' })).toEqual({ status: 200, html: 'trang' });
    expect(asked).toEqual(['GET ', 'POST application/x-www-form-urlencoded']);
  });

  it('is not asked for again on a new connection', async () => {
    const link = await linkOf((request) => request.socket.destroy());
    await expect(read(link)).rejects.toThrow('socket hang up');
  });
});
