/** The command line of `npm run drill`. */
import { parseArgs } from 'node:util';

export type DrillFlags = {
  readonly json: boolean;
  readonly seed: number;
  readonly projects: number;
  /** So often the host is killed with -9 at random moments, and started again. */
  readonly crashes: number;
  /** Kept after the rehearsal when given; otherwise a temporary folder that is removed. */
  readonly dataDir: string | undefined;
};

const USAGE = 'npm run drill -- [--json] [--seed N] [--projects N] [--crashes N] [--data DIR]';

function whole(name: string, value: string, [least, most]: readonly [number, number]): number {
  const number = Number(value);
  if (!/^\d{1,9}$/.test(value) || number < least || number > most) {
    throw new Error(
      `--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}; usage: ${USAGE}`,
    );
  }
  return number;
}

/** Throws an Error of one line for a flag or value that is not understood. */
export function parseDrillFlags(args: readonly string[]): DrillFlags {
  let values: { json: boolean; seed: string; projects: string; crashes: string; data?: string | undefined };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        json: { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        projects: { type: 'string', default: '57' },
        crashes: { type: 'string', default: '0' },
        data: { type: 'string' },
      },
    }));
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Error(`${first}; usage: ${USAGE}`, { cause: error });
  }
  if (values.data === '') throw new Error(`--data needs a folder; usage: ${USAGE}`);
  return {
    json: values.json,
    seed: whole('seed', values.seed, [1, 999_999]),
    projects: whole('projects', values.projects, [1, 10_000]),
    crashes: whole('crashes', values.crashes, [0, 1000]),
    dataDir: values.data,
  };
}
