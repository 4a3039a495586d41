/** What `npm start` does: synthesize, boot, load the seeds into a new data folder, say that it is ready. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endStray } from '#local/dynamodb/process.ts';
import { type Host, startHost } from '#local/host.ts';
import type { SampleAccount } from '#local/identity/accounts.ts';
import { OIDC_PATH } from '#local/identity/provider.ts';
import { messageOf, toJson } from '#local/json.ts';
import type { OpenEngine } from '#local/states/engine.ts';
import { HostStore } from '#local/store.ts';
import { type AssemblyParts, assemblyIn } from './assembly.ts';
import { type StartFlags, StartRefused } from './flags.ts';

export type StartParts = AssemblyParts & {
  readonly openEngine: OpenEngine;
  /** Puts the web app into a folder; without it there is none. */
  readonly buildSite?: (options: { outDir: string; config: SiteConfig }) => Promise<unknown>;
  /** Who can sign in on this machine. */
  readonly accounts: () => Promise<readonly SampleAccount[]>;
  /** Events for the import function, each one batch of rows. */
  readonly importBatches: () => Iterable<unknown> | Promise<Iterable<unknown>>;
  /** Epoch milliseconds at which the clock of a new data folder starts. */
  readonly startClockAt: () => Promise<number>;
  /** Progress and problems for people. */
  readonly show: (line: string) => void;
  readonly fatal: (line: string) => void;
};

/** What the web app reads first: where to sign in (local/identity), and that it runs on one machine. */
type SiteConfig = Readonly<Record<'clientId' | 'authorize' | 'token' | 'logout', string>> & {
  local: boolean;
};

const seeded = 'seed/done';
const seedPlace = 'seed/next';

/** Ends with the host ready. Throws an Error of one line saying what is in the way. */
export async function start(flags: StartFlags, parts: StartParts): Promise<Host> {
  const tell = (line: string): void => (flags.quiet ? undefined : parts.show(line));
  if (flags.fresh) await clear(flags.dataDir);
  // Looked at before the seconds that synthesis takes: whoever cannot start should hear it at once.
  const isNew = looksNew(flags.dataDir);
  tell('Khơi Thông: reading the infrastructure …');
  const assembly = await assemblyIn(join(flags.dataDir, 'cdk.out'), parts);
  tell('Khơi Thông: starting the host …');
  const host = await startHost({
    assembly,
    port: flags.port,
    dataDir: flags.dataDir,
    ...(isNew ? { startClockAt: await parts.startClockAt() } : {}),
    openEngine: parts.openEngine,
    accounts: await parts.accounts(),
    show: parts.show,
    fatal: parts.fatal,
  });
  try {
    await parts.buildSite?.({ outDir: join(flags.dataDir, 'site'), config: siteConfig(host) });
    if (host.fresh && !flags.seed) host.facts.set(seeded, 'skipped');
    if (host.facts.get(seeded) === undefined) await loadSeeds(host, parts, tell);
  } catch (error) {
    await host.close();
    throw error;
  }
  return host;
}

function siteConfig(host: Host): SiteConfig {
  return {
    clientId: host.template.outputs['UserPoolClientId'] ?? '',
    authorize: `${OIDC_PATH}/auth`,
    token: `${OIDC_PATH}/token`,
    logout: `${OIDC_PATH}/session/end`,
    local: true,
  };
}

function looksNew(dataDir: string): boolean {
  const store = HostStore.open(dataDir);
  try {
    return store.get('host/begun') === undefined;
  } finally {
    store.close();
  }
}

/** Deletes a data folder, but nothing that is not one. */
async function clear(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  if (!existsSync(join(dataDir, 'host.db')) && readdirSync(dataDir).length > 0) {
    throw new StartRefused(`--fresh would delete ${dataDir}, which is not a data folder of this host`);
  }
  // Taking the lock first: a folder in use is not deleted.
  HostStore.open(dataDir).close();
  await endStray(join(dataDir, 'dynamodb'));
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
}

/** Goes on where a killed host stopped; the import function takes a repeated batch as it takes any repeated event. */
async function loadSeeds(host: Host, parts: StartParts, tell: (line: string) => void): Promise<void> {
  const { ImportFunctionName: importer, SweepStateMachineArn: sweep } = host.template.outputs;
  if (importer === undefined)
    throw new StartRefused('the stack has no output ImportFunctionName: start with --no-seed');
  tell('Khơi Thông: loading the seeds …');
  let place = Number(host.facts.get(seedPlace) ?? 0);
  for (const batch of [...(await parts.importBatches())].slice(place)) {
    const { payload, error } = await host.invoke(importer, batch);
    if (error !== undefined)
      throw new StartRefused(`the seeds do not load: ${JSON.stringify(toJson(payload)).slice(0, 500)}`);
    place++;
    host.facts.set(seedPlace, String(place));
  }
  if (sweep !== undefined) await startSweep(host, sweep);
  // Whoever opens the mailbox of a new host finds the first mails in it.
  await host.idle();
  host.facts.set(seeded, 'true');
}

async function startSweep(host: Host, stateMachineArn: string): Promise<void> {
  try {
    await host.states('StartExecution', { stateMachineArn, name: 'first-sweep', input: '{}' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ExecutionAlreadyExists')
      throw new StartRefused(`the first sweep does not start: ${messageOf(error)}`);
  }
}
