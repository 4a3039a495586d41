import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { assemblyIn } from '#local/start/assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made: string[] = [];
let scenes = 0;
beforeEach(() => {
  made = [];
  scenes += 1;
});

/** Parts for a project in a state; its assembly holds one file that names the state. */
function project(state: string, cacheDir?: string) {
  return {
    fingerprint: () => `${state}-${'0'.repeat(40)}`,
    synthesize: async ({ outDir }: { outDir: string }) => {
      made.push(state);
      const assemblyDir = join(outDir, 'assembly');
      mkdirSync(assemblyDir, { recursive: true });
      writeFileSync(join(assemblyDir, 'manifest.json'), state);
      return { assemblyDir };
    },
    ...(cacheDir === undefined ? {} : { cacheDir }),
  };
}

const dataDir = (name: string): string => join(folder, `${scenes}`, name);
const stateIn = (assembly: string): string => readFileSync(join(assembly, 'manifest.json'), 'utf8');

describe('the assembly of a data folder', () => {
  it('is made once for the same project, and anew when the project has changed', async () => {
    const into = dataDir('one');
    expect(stateIn(await assemblyIn(into, project('first')))).toBe('first');
    expect(stateIn(await assemblyIn(into, project('first')))).toBe('first');
    expect(stateIn(await assemblyIn(into, project('second')))).toBe('second');
    expect(made).toEqual(['first', 'second']);
  });

  it('is copied from the cache when another folder has had it made, and stays when the cache goes', async () => {
    const cache = dataDir('cache');
    await assemblyIn(dataDir('one'), project('first', cache));
    const assembly = await assemblyIn(dataDir('two'), project('first', cache));
    expect(made).toEqual(['first']);
    rmSync(cache, { recursive: true });
    expect(stateIn(assembly)).toBe('first');
    expect(assembly.startsWith(dataDir('two'))).toBe(true);
  });

  it('is made again when it was cut off half-way, in the folder or in the cache', async () => {
    const cache = dataDir('cache');
    const broken = project('first', cache);
    const cut = () => Promise.reject(new Error('no room'));
    await expect(assemblyIn(dataDir('one'), { ...broken, synthesize: cut })).rejects.toThrow('no room');
    expect(stateIn(await assemblyIn(dataDir('one'), broken))).toBe('first');
    rmSync(join(dataDir('one'), 'assembly', 'manifest.json'));
    expect(stateIn(await assemblyIn(dataDir('one'), broken))).toBe('first');
    expect(made).toEqual(['first']);
  });

  it('is dropped from the cache when four others were used later', async () => {
    const cache = dataDir('cache');
    const states = ['a', 'b', 'c', 'd', 'e'];
    for (const [index, state] of states.entries())
      await assemblyIn(dataDir(`${index}`), project(state, cache));
    await assemblyIn(dataDir('last'), project('e', cache));
    await assemblyIn(dataDir('again'), project('a', cache));
    expect(made).toEqual([...states, 'a']);
    expect(existsSync(dataDir('0'))).toBe(true);
  });
});
