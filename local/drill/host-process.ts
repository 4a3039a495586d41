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

export class HostProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when the host says that it is ready; what it says of problems goes to stderr. */
  static async start(options: HostOptions): Promise<HostProcess> {
    const { dataDir, projects, seed, fresh } = options;
    const flags = [
      '--port',
      '0',
      '--data',
      dataDir,
      '--projects',
      `${projects}`,
      '--seed',
      `${seed}`,
      '--quiet',
    ];
    const child = spawn(process.execPath, [start, ...flags, ...(fresh ? ['--fresh'] : [])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = READY.exec(line) ?? [];
      if (url !== undefined) return new HostProcess(child, url);
    }
    throw new Error('the host ended before it was ready');
  }

  /** Epoch milliseconds of the host's clock, and of what happens next by itself. */
  async clock(): Promise<{ readonly now: number; readonly next: number | undefined }> {
    const answer = await fetch(`${this.url}/_local/clock`);
    const { now, nextEventAt } = ClockJson.parse(await answer.json());
    return { now: Date.parse(now), next: nextEventAt ? Date.parse(nextEventAt) : undefined };
  }

  /** Moves the clock so far (ms); everything due on the way happens, and comes to rest, first. */
  async advance(milliseconds: number): Promise<void> {
    // The clock goes on while this is asked: a step of less than that could end before it began.
    const seconds = Math.max(1000, milliseconds) / 1000;
    const answer = await fetch(`${this.url}/_local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: `PT${seconds.toFixed(3)}S` }),
      signal: AbortSignal.timeout(1_800_000),
    });
    if (!answer.ok) throw new Error(`the clock does not move: ${answer.status} ${await answer.text()}`);
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
