import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError } from './segments.ts';

/** State letter and start time of a process, as Linux tells them; `undefined` elsewhere and where there is none. */
function statOf(pid: number): { state: string; start: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', start: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether the process that took the folder still runs: a process id alone may belong to another process by now. */
function isAlive(holder: { pid: number; start: string }): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const found = statOf(holder.pid);
  if (found === undefined || holder.start === '') return true;
  // a zombie holds nothing any more, it only waits for its parent
  return found.start === holder.start && found.state !== 'Z' && found.state !== 'X';
}

/**
 * Takes a data folder for this process; returns what gives it back. What a killed process left is taken over.
 * @throws JournalError when another process has it
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'LOCK');
  for (;;) {
    try {
      const fd = openSync(file, 'wx', 0o600);
      writeSync(fd, JSON.stringify({ pid: process.pid, start: statOf(process.pid)?.start ?? '' }));
      closeSync(fd);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) {
      throw new JournalError(
        `${folder} is in use by process ${holder.pid}: a data folder belongs to one engine at a time`,
      );
    }
    rmSync(file, { force: true });
  }
}

function readHolder(file: string): { pid: number; start: string } | undefined {
  try {
    const parsed = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; start?: unknown };
    return typeof parsed.pid === 'number' && typeof parsed.start === 'string'
      ? { pid: parsed.pid, start: parsed.start }
      : undefined;
  } catch {
    return undefined;
  }
}
