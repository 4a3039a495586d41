import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One file as the rules see it: `path` from the root of the project, with slashes. */
export type Source = { readonly path: string; readonly text: string };

/** What a rule found: where, and what is wrong there. A rule without findings holds. */
export type Finding = string;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the build makes, as `.gitignore` says: `dist/`, `*.log`. */
const GENERATED = readFileSync(`${root}.gitignore`, 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

function isGenerated(name: string): boolean {
  const ignored = GENERATED.some((pattern) =>
    pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern.replace(/\/$/, ''),
  );
  return ignored || name === '.git';
}

function entriesOf(folder: string) {
  return readdirSync(`${root}${folder}`, { withFileTypes: true }).filter(({ name }) => !isGenerated(name));
}

function pathsUnder(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = `${folder}${entry.name}`;
    return entry.isDirectory() ? pathsUnder(`${path}/`) : [path];
  });
}

export function readSource(path: string): Source {
  return { path, text: readFileSync(`${root}${path}`, 'utf8') };
}

/** Every file that people write, in order of path. */
export const paths: readonly string[] = pathsUnder('').toSorted();

export const folders: readonly string[] = entriesOf('')
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

/** All code: TypeScript and the plain JavaScript that starts it. */
export const code: readonly Source[] = paths.filter((path) => /\.(ts|tsx|mjs)$/.test(path)).map(readSource);
