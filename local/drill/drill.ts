/** `npm run drill`: a fresh host, a moved clock, all cases from report to end, and the proof of the sums. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chance } from './chance.ts';
import type { DrillFlags } from './flags.ts';
import { HostProcess } from './host-process.ts';
import { faultsOf, type Outcome, openingPlans, prove } from './proof.ts';
import { type Progress, Rehearsal } from './rehearsal.ts';

export type Drilled = {
  readonly outcome: Outcome;
  readonly faults: readonly string[];
  /** How often the host was killed on the way. */
  readonly crashes: number;
};

/**
 * Kills the host at moments that nobody plans: after some steps of the rehearsal, in the midst of whatever is under way.
 * The seed only spreads them over the rehearsal; the rest is the machine's own chance.
 */
class Mishaps {
  readonly #host: HostProcess;
  readonly #flags: DrillFlags;
  #step = 0;
  #left: number;
  #timer: NodeJS.Timeout | undefined;
  #crashing: Promise<void> | undefined;

  constructor(host: HostProcess, flags: DrillFlags) {
    this.#host = host;
    this.#flags = flags;
    this.#left = flags.crashes;
  }

  /** To be called at every step of the rehearsal. */
  perhaps(): void {
    const { seed, crashes, projects } = this.#flags;
    this.#step += 1;
    const due = chance(seed, 'crash', this.#step) < Math.min(1, crashes / (projects * 2));
    if (this.#left === 0 || this.#timer !== undefined || this.#crashing !== undefined || !due) return;
    this.#left -= 1;
    this.#timer = setTimeout(() => this.#strike(), Math.floor(chance(seed, 'moment', this.#step) * 1500));
  }

  #strike(): void {
    this.#timer = undefined;
    this.#crashing = this.#host.crash().finally(() => {
      this.#crashing = undefined;
    });
  }

  /** No more of them; one that is under way is waited for. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#left = 0;
    await this.#crashing;
  }
}

/** Plays the whole job on a fresh host and proves it. The host is ended and a temporary folder removed, whatever happens. */
export async function drill(flags: DrillFlags, progress: Progress): Promise<Drilled> {
  const { seed, projects } = flags;
  const temporary = flags.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'khoi-thong-drill-')) : null;
  const dataDir = resolve(temporary ?? flags.dataDir ?? '');
  const began = performance.now();
  const host = await HostProcess.start({ dataDir, projects, seed, fresh: true });
  const mishaps = new Mishaps(host, flags);
  try {
    const rehearsal = new Rehearsal(host, seed);
    const { api, deeds } = rehearsal;
    const opening = await openingPlans(api);
    const from = (await host.clock()).now;
    await rehearsal.play((state) => {
      progress(state);
      mishaps.perhaps();
    });
    await mishaps.end();
    const to = (await host.insist(async () => host.clock())).now;
    const wallMs = performance.now() - began;
    const { mailsSent } = rehearsal;
    const outcome = await host.insist(async () =>
      prove({ api, deeds, opening, projects, mailsSent, from, to, wallMs }),
    );
    return { outcome, faults: faultsOf(outcome, deeds), crashes: host.crashes };
  } finally {
    await mishaps.end();
    await host.stop();
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  }
}
