/** The synthesized assembly of the project as it is: made once for the same files, then taken from what was made before. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { parseJson } from '#local/json.ts';

export type AssemblyParts = {
  /** Makes the assembly somewhere under `outDir`. */
  readonly synthesize: (options: { outDir: string }) => Promise<{ readonly assemblyDir: string }>;
  /** Changes whenever anything changes from which `synthesize` makes the assembly. */
  readonly fingerprint: () => string;
  /** Where assemblies are kept for other data folders; without it each folder makes its own. */
  readonly cacheDir?: string;
};

/** So many are kept: going back and forth between a few states of the project costs nothing. */
const kept = 4;
const noteName = 'made-from.json';
const Note = z.object({ fingerprint: z.string(), assembly: z.string() });

function noted(folder: string): z.output<typeof Note> | undefined {
  const file = join(folder, noteName);
  if (!existsSync(file)) return undefined;
  const parsed = Note.safeParse(parseJson(readFileSync(file, 'utf8'), file));
  return parsed.success && existsSync(join(folder, parsed.data.assembly, 'manifest.json'))
    ? parsed.data
    : undefined;
}

/** The note is written last, so that an assembly that was cut off half-way is made again. */
async function make(folder: string, fingerprint: string, parts: AssemblyParts): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { assemblyDir } = await parts.synthesize({ outDir: folder });
  const note = { fingerprint, assembly: relative(folder, assemblyDir) };
  writeFileSync(join(folder, noteName), JSON.stringify(note));
}

/** Drops all but those that were used last. */
function prune(cacheDir: string): void {
  const byUse = readdirSync(cacheDir)
    .map((name) => join(cacheDir, name))
    .map((path) => ({ path, usedAt: statSync(path).mtimeMs }))
    .toSorted((one, other) => other.usedAt - one.usedAt);
  for (const { path } of byUse.slice(kept)) rmSync(path, { recursive: true, force: true });
}

/** The cached assembly of this fingerprint, made now when there is none. */
async function cached(cacheDir: string, fingerprint: string, parts: AssemblyParts): Promise<string> {
  const folder = join(cacheDir, fingerprint.slice(0, 24));
  if (noted(folder)?.fingerprint === fingerprint) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  const fresh = `${folder}.${process.pid}`;
  await make(fresh, fingerprint, parts);
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(fresh, folder);
  } catch {
    // Of two that make the same at once, the second finds the first one's in its place.
    rmSync(fresh, { recursive: true, force: true });
  }
  prune(cacheDir);
  return folder;
}

/**
 * Answers where the assembly is, always within `folder`: a host keeps running on its own copy whatever is made, or dropped,
 * beside it meanwhile.
 */
export async function assemblyIn(folder: string, parts: AssemblyParts): Promise<string> {
  const fingerprint = parts.fingerprint();
  if (noted(folder)?.fingerprint !== fingerprint) {
    if (parts.cacheDir === undefined) await make(folder, fingerprint, parts);
    else {
      const from = await cached(parts.cacheDir, fingerprint, parts);
      rmSync(folder, { recursive: true, force: true });
      cpSync(from, folder, { recursive: true });
    }
  }
  const note = noted(folder);
  if (note === undefined) throw new Error(`no assembly was made in ${folder}`);
  return join(folder, note.assembly);
}
