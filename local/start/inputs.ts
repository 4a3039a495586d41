/** A fingerprint of everything that synthesis reads, so that an unchanged project is not synthesized again. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The folders and files, within the project, from which the assembly is made. */
const sources = [
  'adapters',
  'domain',
  'functions',
  'infra',
  'seeds',
  'web/dist',
  'workflows',
  'package-lock.json',
  'cdk.json',
];

function filesUnder(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256 over names and contents: no clock of the file system can deceive it. */
export function fingerprint(project: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of sources.flatMap((source) => filesUnder(join(project, source))).sort()) {
    hash.update(`\0${relative(project, path)}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
