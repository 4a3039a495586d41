import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = fileURLToPath(new URL('../../local/launch.mjs', import.meta.url));
const pinned = `node-${process.platform}-${process.arch}`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-'));
  mkdirSync(join(folder, 'local'));
  mkdirSync(join(folder, 'bin'));
  cpSync(launcher, join(folder, 'local', 'launch.mjs'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(
    join(folder, 'entry.mjs'),
    `console.log('ran', ...process.argv.slice(2), ...process.execArgv.filter((word) => word.includes('semi')));`,
  );
  project({ [pinned]: '24.0.0' });
  npm(0);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function project(optionalDependencies: Readonly<Record<string, string>>): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ optionalDependencies }));
}

/** An npm that notes what it is asked for and where it would find `node`, and installs by touching the mark of an install. */
function npm(code: number): void {
  const script = `#!/bin/sh
echo "$1 \${PATH%%:*} $*" >> ${folder}/asked
[ ${code} = 0 ] && [ "$1" = ci ] && mkdir -p ${folder}/node_modules && echo '{}' > ${folder}/node_modules/.package-lock.json
exit ${code}
`;
  writeFileSync(join(folder, 'bin', 'npm'), script);
  chmodSync(join(folder, 'bin', 'npm'), 0o755);
}

function launch(version: string, ...options: readonly string[]) {
  const pretend = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
  const words = [
    '--import',
    `data:text/javascript,${encodeURIComponent(pretend)}`,
    'local/launch.mjs',
    ...options,
    'entry.mjs',
    'a',
  ];
  const env = { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  const notes = join(folder, 'asked');
  const asked = existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : [];
  return { status, stdout, stderr, asked };
}

describe('the launcher', () => {
  it.each(['20.19.0', '22.12.0', '24.21.0', '26.0.0'])(
    'installs on Node.js %s as it is, and runs the entry',
    (version) => {
      const { status, stdout, asked } = launch(version);
      expect([status, stdout]).toEqual([0, 'ran a\n']);
      expect(asked).toEqual([`ci ${join(folder, 'bin')} ci --no-audit --no-fund --loglevel=error`]);
    },
  );

  it.each(['18.20.4', '20.18.3', '21.7.3', '22.11.0'])(
    'brings the pinned Node.js first on %s, and lets npm run on it',
    (version) => {
      const { status, stdout, asked } = launch(version);
      expect([status, stdout]).toEqual([0, 'ran a\n']);
      const [, prefix = ''] = /--prefix (\S+)/.exec(asked[0] ?? '') ?? [];
      expect(asked[0]).toContain(`install --prefix ${prefix} ${pinned}@24.0.0`);
      expect(asked[1]).toContain(`ci ${join(prefix, 'node_modules', '.bin')} ci`);
      expect(asked).toHaveLength(2);
      expect(existsSync(prefix)).toBe(false);
    },
  );

  it('asks npm for nothing when the install is newer than the lock file', () => {
    launch('24.21.0');
    rmSync(join(folder, 'asked'));
    expect(launch('18.20.4')).toMatchObject({ status: 0, stdout: 'ran a\n', asked: [] });
  });

  it('gives to Node.js what stands before the entry', () => {
    expect(launch('24.21.0', '--max-semi-space-size=16').stdout).toBe('ran a --max-semi-space-size=16\n');
  });

  it('ends with the code of an npm that failed, and says so in one line', () => {
    npm(7);
    const { status, stdout, stderr } = launch('24.21.0');
    expect([status, stdout]).toEqual([7, '']);
    expect(stderr).toContain('npm failed; mend what it says above and start again.');
  });

  it('says which Node.js to install where none can be brought', () => {
    project({});
    const { status, stderr, asked } = launch('18.20.4');
    expect([status, asked]).toEqual([1, []]);
    expect(stderr).toContain('install Node.js 22.12 or newer');
  });
});
