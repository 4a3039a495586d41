/** The command line of `npm start`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type StartFlags = {
  readonly port: number;
  /** Absolute path. */
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly seed: boolean;
  readonly quiet: boolean;
  /** How large the sample is: so many blocked projects, varied by the seed. */
  readonly portfolio: { readonly projects?: number; readonly seed?: number };
};

export const usage =
  'npm start -- [--port 4300] [--data DIR] [--fresh] [--no-seed] [--projects N] [--seed N] [--quiet]';

/** Something that a person has to put right; its message is one line. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}

/** Whether somebody only asks how it is started. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** Throws StartRefused for a flag or value that is not understood. */
export function parseFlags(args: readonly string[], folder: string): StartFlags {
  const values = readArguments(args);
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new StartRefused(
      `--port must be a number from 0 to 65535, not ${JSON.stringify(values.port)}; usage: ${usage}`,
    );
  }
  if (values.data === '') throw new StartRefused(`--data needs a folder; usage: ${usage}`);
  return {
    port,
    dataDir: resolve(folder, values.data),
    fresh: values.fresh,
    seed: !values['no-seed'],
    quiet: values.quiet,
    portfolio: {
      ...countOf('projects', values.projects),
      ...countOf('seed', values.seed),
    },
  };
}

function countOf(name: 'projects' | 'seed', value: string | undefined) {
  if (value === undefined) return {};
  if (!/^[1-9]\d{0,5}$/.test(value)) {
    throw new StartRefused(
      `--${name} must be a whole number from 1, not ${JSON.stringify(value)}; usage: ${usage}`,
    );
  }
  return { [name]: Number(value) };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '4300' },
        data: { type: 'string', default: '.data' },
        fresh: { type: 'boolean', default: false },
        'no-seed': { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        projects: { type: 'string' },
        seed: { type: 'string' },
      },
    }).values;
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new StartRefused(`${first}; usage: ${usage}`);
  }
}
