import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Rest } from '#runtime/bin/rest.ts';

const MB = 1024 * 1024;

/** A process whose heap grows, and shrinks to 20 MB whenever it is collected. */
function made(): { rest: Rest; world: { utilization: number; heap: number; collected: number } } {
  const world = { utilization: 0, heap: 20 * MB, collected: 0 };
  const rest = new Rest({
    utilization: () => world.utilization,
    heap: () => world.heap,
    collect: () => {
      world.collected += 1;
      world.heap = 20 * MB;
    },
  });
  return { rest, world };
}

describe('a process that rests', () => {
  it('gives back what a burst of work took, once', () => {
    const { rest, world } = made();
    world.heap = 150 * MB;
    rest.look();
    expect(world).toMatchObject({ collected: 1, heap: 20 * MB });
    rest.look();
    expect(world.collected).toBe(1);
  });

  it('is left alone while it works, and where there is little to give back', () => {
    const { rest, world } = made();
    Object.assign(world, { heap: 150 * MB, utilization: 0.3 });
    rest.look();
    Object.assign(world, { heap: 30 * MB, utilization: 0 });
    rest.look();
    expect(world.collected).toBe(0);
  });

  it('is not collected over and over when all of it is needed', () => {
    const world = { heap: 20 * MB, collected: 0 };
    const collect = (): void => {
      world.collected += 1;
    };
    const rest = new Rest({ utilization: () => 0, heap: () => world.heap, collect });
    world.heap = 300 * MB;
    for (let i = 0; i < 5; i += 1) rest.look();
    expect(world.collected).toBe(1);
  });

  it('really has less afterwards, and ends when nothing else keeps it', async () => {
    const script = `
      import { restWhenIdle } from '#runtime/bin/rest.ts';
      restWhenIdle();
      let junk = Array.from({ length: 1_000_000 }, (_, i) => ({ i, text: String(i) }));
      const taken = process.memoryUsage().heapTotal;
      junk = undefined;
      const look = setInterval(() => {
        if (process.memoryUsage().heapTotal > taken / 4) return;
        clearInterval(look);
        console.log('given back');
      }, 100);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (data: Buffer) => {
      told += data.toString();
    });
    await once(child, 'close');
    expect(told).toBe('given back\n');
  });
});

describe('the engine', () => {
  it('loads nothing from packages but jsonata until a state needs it', () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = new Set();
      registerHooks({ resolve(specifier, context, next) {
        if (!/^[.#/]|^file:|^node:/.test(specifier)) loaded.add(specifier);
        return next(specifier, context);
      } });
      await import('#runtime/index.ts');
      console.log([...loaded].join());`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('jsonata');
  });
});
