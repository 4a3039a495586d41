#!/usr/bin/env node
/**
 * Runs a TypeScript entry of this project on the Node.js that the lock file pins, and installs first what is missing.
 * Plain JavaScript for any Node.js >= 20, because on a fresh clone nothing else is there yet.
 *
 *   node local/launch.mjs [--option-of-node …] <entry.ts> [arguments …]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');

/** npm writes node_modules/.package-lock.json last, so its age tells whether the install is whole and current. */
function installIsCurrent() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

if (!installIsCurrent()) {
  process.stderr.write('Khơi Thông: installing packages (npm ci) …\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    process.stderr.write('Khơi Thông: npm ci failed; mend what it says above and start again.\n');
    process.exit(npm.status ?? 1);
  }
}

const pinned = join(root, 'node_modules', '.bin', 'node');
const node = existsSync(pinned) ? pinned : process.execPath;
const words = process.argv.slice(2);
const at = words.findIndex((word) => !word.startsWith('-'));
const [options, entry, args] = [words.slice(0, at), words[at], words.slice(at + 1)];
const path = `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`;
const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', ...options, join(root, entry ?? ''), ...args],
  {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  },
);
/** @type {NodeJS.Signals[]} */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of forwarded) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
});
