/** Where the host's own errors go: a line on stderr and a line of JSON in `logs/host.jsonl`. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

export type HostLog = {
  /** Something went wrong that somebody should know. */
  readonly problem: (message: string) => void;
  /** Worth keeping, not worth showing. */
  readonly note: (message: string) => void;
};

/** `show` prints a line for people; problems go there and to the file, notes to the file only. */
export function openLog(dataDir: string, now: () => number, show: (line: string) => void): HostLog {
  const folder = join(dataDir, 'logs');
  mkdirSync(folder, { recursive: true });
  const write = (level: string, message: string): void => {
    const entry = { time: new Date(now()).toISOString(), level, message };
    appendFileSync(join(folder, 'host.jsonl'), `${JSON.stringify(entry)}\n`);
  };
  return {
    problem: (message) => {
      write('ERROR', message);
      show(message);
    },
    note: (message) => write('INFO', message),
  };
}
