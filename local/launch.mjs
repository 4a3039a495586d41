#!/usr/bin/env node
/**
 * Runs a TypeScript entry of this project on the Node.js that the lock file pins, and installs first what is missing.
 * Plain JavaScript for any Node.js >= 18, because on a fresh clone nothing else is there yet.
 *
 *   node local/launch.mjs [--option-of-node …] <entry.ts> [arguments …]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = join(root, 'node_modules', '.package-lock.json');
const lock = join(root, 'package-lock.json');

/** npm writes node_modules/.package-lock.json last, so its age tells whether the install is whole and current. */
function installIsCurrent() {
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
}

/** Returns the exit code. @param {string[]} words @param {string} path */
function npm(words, path = process.env['PATH'] ?? '') {
  const done = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: path },
  });
  return done.status ?? 1;
}

/** npm leaves out, without a word, every native part whose `engines` do not take the Node.js that npm runs on. */
function isTooOldToInstall() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 20 || major === 21 || (major === 20 && minor < 19) || (major === 22 && minor < 12);
}

/** Installs with the pinned Node.js, for a machine whose own is too old for it (Debian 12 brings 18). Returns the exit code. */
function installByPinnedNode() {
  const project = /** @type {{ optionalDependencies: Record<string, string> }} */ (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  );
  const name = `node-${process.platform}-${process.arch}`;
  const version = project.optionalDependencies[name];
  if (version === undefined) {
    process.stderr.write(`Khơi Thông: install Node.js 22.12 or newer (this is ${process.version}).\n`);
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'khoi-thong-node-'));
  try {
    const path = `${join(folder, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`;
    return npm(['install', '--prefix', folder, `${name}@${version}`]) || npm(['ci'], path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!installIsCurrent()) {
  process.stderr.write('Khơi Thông: installing packages (npm ci) …\n');
  const code = isTooOldToInstall() ? installByPinnedNode() : npm(['ci']);
  if (code !== 0) {
    process.stderr.write('Khơi Thông: npm failed; mend what it says above and start again.\n');
    process.exit(code);
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
