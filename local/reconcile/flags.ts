/** The command line of `npm run reconcile`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type ReconcileFlags = {
  /** Where the product answers; undefined with `dataDir`. */
  readonly url: string | undefined;
  /** Identity token of an auditor, from the environment; a local host gives one itself. */
  readonly token: string | undefined;
  /** Absolute path of a data folder that no host is using. */
  readonly dataDir: string | undefined;
  /** What the Council assigned to the year, in đồng, and the year; the host's own unless told. */
  readonly assigned: string | undefined;
  readonly year: string | undefined;
  readonly json: boolean;
};

export const usage =
  'npm run reconcile -- [--url http://127.0.0.1:4300 | --data DIR] [--year 2024] [--assigned ĐỒNG] [--json]; the token of a deployed product stands in KHOI_THONG_TOKEN';

const DIGITS = /^\d{1,16}$/;

/** Throws an Error of one line for a flag or value that is not understood. */
export function parseReconcileFlags(
  args: readonly string[],
  folder: string,
  token: string | undefined,
): ReconcileFlags {
  const { url, data, assigned, year, json } = readArguments(args);
  if (url !== undefined && data !== undefined) throw new Error(`--url or --data, not both; usage: ${usage}`);
  if (data === '' || (url !== undefined && !URL.canParse(url))) throw new Error(`usage: ${usage}`);
  for (const number of [assigned, year]) {
    if (number !== undefined && !DIGITS.test(number))
      throw new Error(`${number} is no number; usage: ${usage}`);
  }
  return {
    url: data === undefined ? (url ?? 'http://127.0.0.1:4300').replace(/\/$/, '') : undefined,
    dataDir: data === undefined ? undefined : resolve(folder, data),
    token,
    assigned,
    year,
    json,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        data: { type: 'string' },
        assigned: { type: 'string' },
        year: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}; usage: ${usage}`);
  }
}
