/** `npm run docs`: writes the machines into `workflows/README.md` anew. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { withMachines } from '../diagrams.ts';

const folder = new URL('../', import.meta.url);
const page = new URL('README.md', folder);
const SUFFIX = '.asl.json';

const files = readdirSync(folder)
  .filter((name) => name.endsWith(SUFFIX))
  .toSorted()
  .map((name) => ({
    name: name.slice(0, -SUFFIX.length),
    text: readFileSync(new URL(name, folder), 'utf8'),
  }));
writeFileSync(page, withMachines(readFileSync(page, 'utf8'), files));
console.log(`workflows/README.md: ${files.length} machines`);
