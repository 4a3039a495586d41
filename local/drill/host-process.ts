/** The host of a rehearsal, in a process of its own: started, moved in time and ended as anybody outside could. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const start = fileURLToPath(new URL('../bin/start.ts', import.meta.url));
const READY = /ready at (\S+)/;

export type HostOptions = {
  readonly dataDir: string;
  readonly projects: number;
  readonly seed: number;
  /** False goes on in a data folder that was used before. */
  readonly fresh: boolean;
};

const ClockJson = z.object({ now: z.iso.datetime(), nextEventAt: z.iso.datetime().nullish() });

type Running = { readonly child: ChildProcess; readonly url: string };

/** Starts the host; resolves when it says that it is ready. What it says of problems goes to stderr. */
async function launch(options: HostOptions, port: string): Promise<Running> {
  const { dataDir, projects, seed, fresh } = options;
  const size = ['--projects', `${projects}`, '--seed', `${seed}`];
  const flags = ['--port', port, '--data', dataDir, ...size, '--quiet', ...(fresh ? ['--fresh'] : [])];
  const child = spawn(process.execPath, [start, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = READY.exec(line) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error('the host ended before it was ready');
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export class HostProcess {
  readonly url: string;
  readonly #options: HostOptions;
  #running: Promise<Running>;
  /** How often it was killed. */
  crashes = 0;

  private constructor(options: HostOptions, running: Running) {
    this.#options = options;
    this.url = running.url;
    this.#running = Promise.resolve(running);
  }

  static async start(options: HostOptions): Promise<HostProcess> {
    return new HostProcess(options, await launch(options, '0'));
  }

  /** Epoch milliseconds of the host's clock, and of what happens next by itself. */
  async clock(): Promise<{ readonly now: number; readonly next: number | undefined }> {
    const answer = await fetch(`${this.url}/_local/clock`);
    const { now, nextEventAt } = ClockJson.parse(await answer.json());
    return { now: Date.parse(now), next: nextEventAt ? Date.parse(nextEventAt) : undefined };
  }

  /** Moves the clock to `target` (epoch ms), at least a little; everything due on the way happens, and comes to rest, first. */
  async advanceTo(target: number): Promise<void> {
    const { now } = await this.clock();
    // The clock goes on while this is asked: a step of less than that could end before it began.
    const seconds = Math.max(1000, target - now) / 1000;
    const answer = await fetch(`${this.url}/_local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: `PT${seconds.toFixed(3)}S` }),
      signal: AbortSignal.timeout(1_800_000),
    });
    if (!answer.ok) throw new Error(`the clock does not move: ${answer.status} ${await answer.text()}`);
  }

  /** As a power cut would end it, at whatever it is doing; then it is started again on the same data. */
  async crash(): Promise<void> {
    const { child } = await this.#running;
    this.crashes += 1;
    const port = new URL(this.url).port;
    this.#running = end(child, 'SIGKILL').then(async () => launch({ ...this.#options, fresh: false }, port));
    await this.#running;
  }

  /** Does it, and does it again when the host was killed meanwhile: nobody can tell how far it had come. */
  async insist<T>(act: () => Promise<T>): Promise<T> {
    for (;;) {
      const { crashes } = this;
      await this.#running;
      try {
        return await act();
      } catch (error) {
        if (crashes === this.crashes) throw error;
      }
    }
  }

  async stop(): Promise<void> {
    await end((await this.#running).child, 'SIGTERM');
  }
}
