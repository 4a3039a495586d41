import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Definition, parseDefinition } from './definition.ts';

const SUFFIX = '.asl.json';
const folder = fileURLToPath(new URL('../workflows', import.meta.url));

/** Every machine of `workflows/` by its name, which is its file's. */
export function readWorkflows(from: string = folder): ReadonlyMap<string, Definition> {
  const files = readdirSync(from).filter((file) => file.endsWith(SUFFIX));
  return new Map(
    files.toSorted().map((file) => {
      const definition = parseDefinition(readFileSync(join(from, file), 'utf8'), `workflows/${file}`);
      return [file.slice(0, -SUFFIX.length), definition];
    }),
  );
}
