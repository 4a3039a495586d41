/** The synthesized assembly of the project as it is: made once for the same files, then taken from what was made before. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { parseJson } from '#local/json.ts';
import { keptFolder } from '#web/build.ts';

export type AssemblyParts = {
  /** Makes the assembly somewhere under `outDir`. */
  readonly synthesize: (options: { outDir: string }) => Promise<{ readonly assemblyDir: string }>;
  /** Changes whenever anything changes from which `synthesize` makes the assembly. */
  readonly fingerprint: () => string;
  /** Where assemblies are kept for other data folders; without it each folder makes its own. */
  readonly cacheDir?: string;
};

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

/**
 * Answers where the assembly is, always within `folder`: a host keeps running on its own copy whatever is made, or dropped,
 * beside it meanwhile.
 */
export async function assemblyIn(folder: string, parts: AssemblyParts): Promise<string> {
  const fingerprint = parts.fingerprint();
  if (noted(folder)?.fingerprint !== fingerprint) {
    if (parts.cacheDir === undefined) await make(folder, fingerprint, parts);
    else {
      const from = await keptFolder({
        cacheDir: parts.cacheDir,
        fingerprint,
        whole: (made) => noted(made)?.fingerprint === fingerprint,
        make: (fresh) => make(fresh, fingerprint, parts),
      });
      rmSync(folder, { recursive: true, force: true });
      cpSync(from, folder, { recursive: true });
    }
  }
  const note = noted(folder);
  if (note === undefined) throw new Error(`no assembly was made in ${folder}`);
  return join(folder, note.assembly);
}
