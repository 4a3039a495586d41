/** `npm run drill`: a fresh host, a moved clock, all cases from report to end, and the proof of the sums. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DrillFlags } from './flags.ts';
import { HostProcess } from './host-process.ts';
import { faultsOf, type Outcome, openingPlans, prove } from './proof.ts';
import { type Progress, Rehearsal } from './rehearsal.ts';

export type Drilled = { readonly outcome: Outcome; readonly faults: readonly string[] };

/** Plays the whole job on a fresh host and proves it. The host is ended and a temporary folder removed, whatever happens. */
export async function drill(flags: DrillFlags, progress: Progress): Promise<Drilled> {
  const { seed, projects } = flags;
  const temporary = flags.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'khoi-thong-drill-')) : null;
  const dataDir = resolve(temporary ?? flags.dataDir ?? '');
  const began = performance.now();
  const host = await HostProcess.start({ dataDir, projects, seed, fresh: true });
  try {
    const rehearsal = new Rehearsal(host, seed);
    const { api, deeds } = rehearsal;
    const opening = await openingPlans(api);
    const from = (await host.clock()).now;
    await rehearsal.play(progress);
    const to = (await host.clock()).now;
    const wallMs = performance.now() - began;
    const { mailsSent } = rehearsal;
    const outcome = await prove({ api, deeds, opening, projects, mailsSent, from, to, wallMs });
    return { outcome, faults: faultsOf(outcome, deeds) };
  } finally {
    await host.stop();
    if (temporary !== null) rmSync(temporary, { recursive: true, force: true });
  }
}
