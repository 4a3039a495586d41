/** The command line engine; what it takes is told in `runtime.mjs`. */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { checkJournal, createHttpTransport, createWireServer, openEngine } from '../index.ts';
import { restWhenIdle } from './rest.ts';
import { armTimers } from './timers.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8083' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    check: { type: 'string' },
  },
});

if (values.check !== undefined) {
  const report = checkJournal(values.check);
  console.log(JSON.stringify(report, null, 2));
  process.exit(report.problems.length > 0 ? 1 : 0);
}

const accountId = process.env['AWS_ACCOUNT_ID'] ?? '000000000000';
const region = process.env['AWS_REGION'] ?? 'us-east-1';
const endpoint = (service: string): string | undefined =>
  process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? process.env['AWS_ENDPOINT_URL'];

const engine = await openEngine({
  ...(values.data === undefined ? {} : { dataDir: values.data }),
  clock: { now: () => Date.now() },
  accountId,
  region,
  transport: createHttpTransport({
    endpoint,
    accountId,
    region,
    now: () => Date.now(),
    credentials: {
      accessKeyId: process.env['AWS_ACCESS_KEY_ID'] ?? 'local',
      secretAccessKey: process.env['AWS_SECRET_ACCESS_KEY'] ?? 'local',
      sessionToken: process.env['AWS_SESSION_TOKEN'],
    },
  }),
  log: (line) => process.stderr.write(`${JSON.stringify(line)}\n`),
});
const disarm = armTimers(engine);
restWhenIdle();

const server = createServer(createWireServer(engine));
server.listen(Number(values.port), values.host, () => {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : values.port;
  console.log(`Step Functions engine ready at http://${values.host}:${port}`);
});

let ending = false;
function end(): void {
  if (ending) return;
  ending = true;
  disarm();
  server.close();
  server.closeAllConnections();
  engine.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
