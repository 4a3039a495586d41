/**
 * `npm run bench [-- NAME … --option value …]`: runs the named benchmarks, or all of them, one after the other, and prints their tables.
 * Nothing here passes or fails: figures depend on the machine and on what else it does.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('.', import.meta.url);
const known = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.replace(/\.ts$/, ''));

// Names first; from the first option on, everything is for the benchmark itself.
const words = process.argv.slice(2);
const firstOption = words.findIndex((word) => word.startsWith('-'));
const wanted = firstOption === -1 ? words : words.slice(0, firstOption);
const options = firstOption === -1 ? [] : words.slice(firstOption);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exit(1);
}

for (const name of wanted.length > 0 ? wanted : known) {
  console.log(`\n# ${name}`);
  const file = fileURLToPath(new URL(`${name}.ts`, folder));
  const { status } = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
