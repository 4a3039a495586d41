/**
 * The engine behind HTTP, in its own process: `serving.ts DIR`. Prints the port, then a line `KEY TOKEN` for each task that
 * waits; runs until it is killed.
 */
import { createServer } from 'node:http';
import { createWireServer } from '#runtime/index.ts';
import { setup } from './workloads.ts';

const made = await setup(process.argv[2]);
let lines = '';
made.onToken = (key, token) => {
  // tokens of a millisecond go together: each write to a pipe holds the process up
  if (lines === '') setTimeout(flush, 1);
  lines += `${key} ${token}\n`;
};
function flush(): void {
  process.stdout.write(lines);
  lines = '';
}
const server = createServer(createWireServer(made.engine));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' && address !== null ? address.port : 0}\n`);
});
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`cpu ${user + system}\n`);
  process.exit(0);
});
