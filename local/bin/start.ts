#!/usr/bin/env node
/** `npm start`: see local/start/start.ts for what happens, local/start/flags.ts for the flags. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Host } from '#local/host.ts';
import { messageOf } from '#local/json.ts';
import { asksForHelp, parseFlags, usage } from '#local/start/flags.ts';
import { fingerprint } from '#local/start/inputs.ts';
import { start } from '#local/start/start.ts';
import { openEngine } from '#runtime/index.ts';

// Lambda runs in UTC, and worker threads share the zone of the process.
process.env['TZ'] = 'UTC';

const project = fileURLToPath(new URL('../..', import.meta.url));
const show = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

let host: Host | undefined;

function fail(line: string): never {
  show(`Khơi Thông: ${line}`);
  process.exit(1);
}

let stopping = false;
async function stop(): Promise<void> {
  // Asked twice: whoever waits no longer gets his prompt back; everything that matters is on disk.
  if (stopping) process.exit(0);
  stopping = true;
  await host?.close();
  process.exit(0);
}

function onSignal(): void {
  stop().catch((error: unknown) => fail(`did not stop cleanly: ${messageOf(error)}`));
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, onSignal);
process.on('uncaughtExceptionMonitor', (error) => host?.report(error.stack ?? error.message));

if (asksForHelp(process.argv.slice(2))) {
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

try {
  const flags = parseFlags(process.argv.slice(2), project);
  host = await start(flags, {
    // Both are loaded only when they are needed: CDK alone takes a second.
    synthesize: async (options) => (await import('#infra/synth.ts')).synthesize(options),
    importBatches: async () => (await import('#seeds/index.ts')).importBatches(flags.portfolio),
    fingerprint: () => fingerprint(project),
    cacheDir: join(project, 'node_modules/.cache/khoi-thong/assembly'),
    openEngine,
    buildSite: async (options) => (await import('#web/build.ts')).buildSite(options),
    accounts: async () => (await import('#seeds/accounts.ts')).accounts,
    startClockAt: async () => Date.parse((await import('#seeds/index.ts')).SEED_START),
    show,
    fatal: fail,
  });
  process.stdout.write(`Khơi Thông ready at ${host.url}\n`);
} catch (error) {
  fail(messageOf(error));
}
