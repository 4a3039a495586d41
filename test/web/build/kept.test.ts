import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, keptFolder } from '#web/build.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

describe('the fingerprint of sources', () => {
  const write = (name: string, text: string) => {
    mkdirSync(join(place, 'src'), { recursive: true });
    writeFileSync(join(place, name), text);
  };
  const now = (...sources: string[]) => fingerprintOf(place, sources);

  it('changes with a name and with a word, and with nothing else', () => {
    write('src/one.ts', 'one');
    const before = now('src');
    utimesSync(join(place, 'src/one.ts'), 1, 1);
    expect(now('src')).toBe(before);
    expect(now('src', 'missing')).toBe(before);
    write('src/one.ts', 'two');
    const changed = now('src');
    expect(changed).not.toBe(before);
    write('src/two.ts', '');
    expect(now('src')).not.toBe(changed);
  });
});

describe('a folder that is kept', () => {
  let made: string[];
  beforeEach(() => {
    made = [];
  });
  const whole = (folder: string) => existsSync(join(folder, 'whole'));
  const keep = (name: string, make = (folder: string) => finish(folder, name)) =>
    keptFolder({ cacheDir: place, fingerprint: name.repeat(64), whole, make });
  function finish(folder: string, name: string): Promise<void> {
    made.push(name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'whole'), name);
    return Promise.resolve();
  }

  it('is made once for a state of the sources, and again when it was cut off', async () => {
    const folder = await keep('a');
    expect(await keep('a')).toBe(folder);
    expect(made).toEqual(['a']);
    rmSync(join(folder, 'whole'));
    await keep('a');
    expect([made, whole(folder)]).toEqual([['a', 'a'], true]);
  });

  it('leaves nothing behind when it cannot be made', async () => {
    await expect(keep('a', () => Promise.reject(new Error('does not build')))).rejects.toThrow(
      'does not build',
    );
    expect(readdirSync(place)).toEqual([]);
  });

  it('is the first one’s where two make the same at once', async () => {
    const folder = await keep('a', async (fresh) => {
      await finish(fresh, 'second');
      await finish(join(place, 'a'.repeat(24)), 'first');
    });
    expect(readdirSync(place)).toHaveLength(1);
    expect(whole(folder)).toBe(true);
  });

  it('gives way to younger ones, that which was used last staying longest', async () => {
    const used = (name: string, seconds: number) =>
      utimesSync(join(place, name.repeat(24)), seconds, seconds);
    for (const [at, name] of ['a', 'b', 'c', 'd'].entries()) {
      await keep(name);
      used(name, 1000 + at);
    }
    await keep('a');
    await keep('e');
    expect(readdirSync(place).map((name) => name[0])).toEqual(['a', 'c', 'd', 'e']);
  });
});
