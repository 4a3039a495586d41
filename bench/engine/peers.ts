/**
 * The peers on the same workloads. Those that are installed in the folder given by `--peers DIR` (made by, say,
 * `npm init -y && npm i aws-local-stepfunctions @restatedev/restate-server @restatedev/restate-sdk openworkflow`) are run
 * here, in this run; of the others the table has the figures that were measured on a machine like this one (2 cores, no
 * other load), and says so.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { localStepFunctions } from './peer-local.ts';
import { openWorkflow } from './peer-openworkflow.ts';
import { restate } from './peer-restate.ts';

type Figures = {
  readonly peer: string;
  readonly durable: boolean;
  /** Transitions a second. */
  readonly w1?: number;
  /** Cycles a second, and ms of an answer alone. */
  readonly w2?: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly source: 'measured in this run' | 'measured earlier, 2026-11-23';
};

const EARLIER = 'measured earlier, 2026-11-23';
const KNOWN: readonly Figures[] = [
  { peer: 'aws-local-stepfunctions 3.0.0', durable: false, w1: 472_331, w2: 69_983, source: EARLIER },
  { peer: '@wmfs/statebox 1.118.0', durable: false, w1: 97_707, w2: 20_078, source: EARLIER },
  { peer: 'Restate 1.7.12', durable: true, w1: 8089, w2: 943, p50: 3.9, p99: 7.7, source: EARLIER },
  {
    peer: 'DBOS 5.3.0 + PostgreSQL 15',
    durable: true,
    w1: 2059,
    w2: 253,
    p50: 5.2,
    p99: 8.7,
    source: EARLIER,
  },
  { peer: 'openworkflow 0.10.1', durable: true, w1: 2214, w2: 233, p50: 59, p99: 86, source: EARLIER },
];

/** How a peer is measured, by how its name in the table begins: what it needs to be installed, and what then runs it. */
type Live = {
  readonly packages: readonly string[];
  readonly measure: (
    entry: (name: string) => string,
    rounds: number,
  ) => Promise<Pick<Figures, 'w1' | 'w2' | 'p50' | 'p99'>>;
};

const LIVE: Readonly<Record<string, Live>> = {
  'aws-local-stepfunctions': { packages: ['aws-local-stepfunctions'], measure: localStepFunctions },
  Restate: { packages: ['@restatedev/restate-server', '@restatedev/restate-sdk'], measure: restate },
  openworkflow: { packages: ['openworkflow'], measure: openWorkflow },
};

/** Figures of the peers; `folder` is where some of them may be installed. */
export async function peers(
  folder: string | undefined,
  rounds: number,
  say: (line: string) => void,
): Promise<readonly Figures[]> {
  if (folder === undefined) return KNOWN;
  const { resolve } = createRequire(join(folder, 'package.json'));
  const figures: Figures[] = [];
  for (const known of KNOWN) {
    const name = known.peer.split(' ')[0] ?? '';
    const live = LIVE[name];
    const missing = live?.packages.find(
      (needed) => !existsSync(join(folder, 'node_modules', needed, 'package.json')),
    );
    if (live === undefined) {
      figures.push(known);
      continue;
    }
    if (missing !== undefined) {
      say(`${name}: ${missing} is not installed in ${folder}; its figures are those measured earlier.`);
      figures.push(known);
      continue;
    }
    try {
      const measured = await live.measure(resolve, rounds);
      figures.push({ peer: name, durable: known.durable, ...measured, source: 'measured in this run' });
    } catch (error) {
      say(`${name} could not be run (${String(error)}); its figures are those measured earlier.`);
      figures.push(known);
    }
  }
  return figures;
}
