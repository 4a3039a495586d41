/**
 * The real host for browser tests, on a copy of a data folder that is seeded once for a state of the project: a suite
 * starts in seconds and may change what it likes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { fingerprint } from '#local/start/inputs.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const start = join(project, 'local/bin/start.ts');
const READY = /ready at (\S+)/;
/** How long the lock of a maker that died is respected; seeding takes a fraction of it. */
const LOOK_AGAIN_MS = 250;
const GIVE_UP_MS = 150_000;

type Running = { readonly child: ChildProcess; readonly url: string };

async function launch(dataDir: string): Promise<Running> {
  const flags = ['--port', '0', '--data', dataDir, '--quiet'];
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', start, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = READY.exec(line) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error('the host ended before it was ready');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function seed(folder: string): Promise<void> {
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  const { child } = await launch(fresh);
  await end(child);
  renameSync(fresh, folder);
}

/** The data folder of a city whose first cases were opened and first mails sent; of several suites one makes it. */
export async function seeded(): Promise<string> {
  const kept = join(tmpdir(), 'khoi-thong-seeded');
  mkdirSync(kept, { recursive: true });
  const folder = join(kept, fingerprint(project).slice(0, 24));
  const lock = `${folder}.lock`;
  const giveUp = performance.now() + GIVE_UP_MS;
  for (;;) {
    if (existsSync(folder)) return folder;
    try {
      mkdirSync(lock);
    } catch {
      if (performance.now() > giveUp) rmSync(lock, { recursive: true, force: true });
      await pause(LOOK_AGAIN_MS);
      continue;
    }
    try {
      if (!existsSync(folder)) await seed(folder);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

const Clock = z.object({ now: z.iso.datetime(), nextEventAt: z.iso.datetime().nullable() });
const Mails = z.array(
  z.object({ id: z.string(), to: z.array(z.string()), subject: z.string(), text: z.string().nullable() }),
);
export type Mail = z.output<typeof Mails>[number];

/** A host of one suite; `close` ends it and deletes its data. */
export class TestHost {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(running: Running, folder: string) {
    this.url = running.url;
    this.#child = running.child;
    this.#folder = folder;
  }

  /** `prepare` may put more into the data folder before the host starts on it. */
  static async open(prepare?: (dataDir: string) => Promise<void>): Promise<TestHost> {
    const source = await seeded();
    const folder = mkdtempSync(join(tmpdir(), 'kt-web-'));
    const dataDir = join(folder, 'data');
    cpSync(source, dataDir, { recursive: true });
    await prepare?.(dataDir);
    return new TestHost(await launch(dataDir), folder);
  }

  /** Moves the clock by an ISO 8601 duration; everything due on the way happens, and comes to rest, first. */
  async advance(duration: string): Promise<void> {
    const answer = await fetch(`${this.url}/_local/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: duration }),
    });
    if (!answer.ok) throw new Error(`the clock does not move: ${answer.status} ${await answer.text()}`);
  }

  async now(): Promise<string> {
    return Clock.parse(await (await fetch(`${this.url}/_local/clock`)).json()).now;
  }

  /** The newest mails first, those to one address when it is given. */
  async mails(to?: string): Promise<readonly Mail[]> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    return Mails.parse(await (await fetch(`${this.url}/_local/mail${query}`)).json());
  }

  /** An id token of a sample post, for calls of the API without a browser. */
  async token(username: string): Promise<string> {
    const answer = await fetch(`${this.url}/_local/token`, {
      method: 'POST',
      body: JSON.stringify({ username }),
    });
    return z.object({ id_token: z.string() }).parse(await answer.json()).id_token;
  }

  async close(): Promise<void> {
    await end(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
