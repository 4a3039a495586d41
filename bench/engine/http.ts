import { Agent, createServer, request } from 'node:http';
import { createWireServer } from '#runtime/index.ts';
import { answering, type Cycles, cycles } from './measure.ts';

/** W2 over HTTP, with a plain keep-alive client in the same process: what is left is the engine, the server and the client. */
export async function httpCycles(dataDir: string, rounds: number): Promise<Cycles> {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  let port = 0;
  const call = (operation: string, body: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(text),
        'x-amz-target': `AWSStepFunctions.${operation}`,
      };
      const sent = request({ host: '127.0.0.1', port, method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
      });
      sent.on('error', reject);
      sent.end(text);
    });
  const run = await answering(dataDir, call);
  const server = createServer(createWireServer(run.made.engine));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  const result = await cycles(run, rounds);
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await run.close();
  return result;
}
