import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the machine tells about itself, so that a test can be another machine. */
export type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
  readonly isRoot: boolean;
  /** Runs a command to its end; true when it succeeded. */
  readonly run: (command: string, args: readonly string[]) => boolean;
};

export type Browser = { readonly path: string } | { readonly missing: string };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const HINT = 'install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH';

export const thisMachine: Machine = {
  env: process.env,
  exists: existsSync,
  isRoot: process.getuid?.() === 0,
  run: (command, args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, args, { stdio: ['ignore', 2, 2], env }).status === 0;
  },
};

function onPath(machine: Machine, name: string): string | undefined {
  const folders = (machine.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => machine.exists(path));
}

/** The Chromium of this machine: what `CHROMIUM_PATH` names, else Debian's, else the first of its names on PATH. */
export function findBrowser(machine: Machine): Browser {
  const named = machine.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    return machine.exists(named)
      ? { path: named }
      : { missing: `CHROMIUM_PATH names ${named}, which is not there` };
  }
  const candidates = ['/usr/bin/chromium', ...NAMES.map((name) => onPath(machine, name))];
  const path = candidates.find((candidate) => candidate !== undefined && machine.exists(candidate));
  return path === undefined ? { missing: `no Chromium here: ${HINT}` } : { path };
}

/** As `findBrowser`, and where it may, it installs Debian's Chromium first. */
export function ensureBrowser(machine: Machine): Browser {
  const found = findBrowser(machine);
  const may = machine.isRoot && onPath(machine, 'apt-get') !== undefined;
  if ('path' in found || !may || (machine.env['CHROMIUM_PATH'] ?? '') !== '') return found;
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium'];
  const installed = machine.run('apt-get', ['update', '-qq']) && machine.run('apt-get', install);
  return installed ? findBrowser(machine) : { missing: `apt-get could not install Chromium: ${HINT}` };
}
