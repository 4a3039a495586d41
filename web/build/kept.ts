/** What is made from files is made once for a state of them: how that state is named, and where what was made is kept. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, relative } from 'node:path';

/** So many are kept: going back and forth between a few states of the project costs nothing. */
const MOST = 4;
const NAME_LENGTH = 24;

/** Every file at or under `path`; none when there is nothing. */
export function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256 over names and contents of these files and folders of the project: no clock of the file system can deceive it. */
export function fingerprintOf(project: string, sources: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of sources.flatMap((source) => filesUnder(join(project, source))).sort()) {
    hash.update(`\0${relative(project, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Drops all but those that were used last. */
function prune(cacheDir: string): void {
  const byUse = readdirSync(cacheDir)
    .map((name) => join(cacheDir, name))
    .map((path) => ({ path, usedAt: statSync(path).mtimeMs }))
    .toSorted((one, other) => other.usedAt - one.usedAt);
  for (const { path } of byUse.slice(MOST)) rmSync(path, { recursive: true, force: true });
}

export type Making = {
  readonly cacheDir: string;
  readonly fingerprint: string;
  /** Whether a folder holds all that was to be made. */
  readonly whole: (folder: string) => boolean;
  /** Makes it in this folder, which is not there yet. */
  readonly make: (folder: string) => Promise<void>;
};

/** The folder that is kept for this fingerprint, made now when there is none. */
export async function keptFolder({ cacheDir, fingerprint, whole, make }: Making): Promise<string> {
  const folder = join(cacheDir, fingerprint.slice(0, NAME_LENGTH));
  if (whole(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  const fresh = `${folder}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  await make(fresh);
  if (!whole(folder)) rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(fresh, folder);
  } catch {
    // Of two that make the same at once, the second finds the first one's in its place.
    rmSync(fresh, { recursive: true, force: true });
  }
  prune(cacheDir);
  return folder;
}
