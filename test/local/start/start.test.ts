import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnOutput } from 'aws-cdk-lib';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '#local/host.ts';
import { parseFlags, type StartFlags } from '#local/start/flags.ts';
import { type StartParts, start } from '#local/start/start.ts';
import { openEngine } from '#runtime/index.ts';
import { synthesizeFixture } from '#test/local/fixture/app.ts';

let folder: string;
let assembly: string;
const batches = [{ ids: ['a', 'b'] }, { ids: ['c'] }];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  assembly = await synthesizeFixture(folder, (stack) => {
    const importer = stack.node.findChild('Write');
    if (!(importer instanceof LambdaFunction)) throw new Error('Write is no function');
    new CfnOutput(stack, 'ImportFunctionName', { value: importer.functionName });
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Done = { synthesized: number; readonly told: string[] };

/** Parts over the fixture; what was done is in the lists. */
function scene(dataDir: string) {
  const done: Done = { synthesized: 0, told: [] };
  const parts: StartParts = {
    synthesize: async ({ outDir }) => {
      done.synthesized++;
      const assemblyDir = join(outDir, 'assembly');
      cpSync(assembly, assemblyDir, { recursive: true });
      return { assemblyDir };
    },
    fingerprint: () => 'same',
    openEngine,
    accounts: async () => [],
    importBatches: () => batches,
    startClockAt: async () => Date.parse('2024-10-08T01:00:00Z'),
    show: (line) => done.told.push(line),
    fatal: (line) => done.told.push(line),
  };
  const flags: StartFlags = {
    ...parseFlags(['--port', '0', '--quiet'], folder),
    dataDir: join(folder, dataDir),
  };
  return { done, parts, flags };
}

async function has(host: Host, id: string): Promise<boolean> {
  const { payload } = await host.invoke(host.template.outputs['Fnread'] ?? '', { id });
  return payload !== null;
}

describe('npm start', () => {
  it('seeds a new folder once, and synthesizes only what has changed', async () => {
    const { done, parts, flags } = scene('seeded');
    const first = await start(flags, parts);
    expect([await has(first, 'a'), await has(first, 'c')]).toEqual([true, true]);
    expect(Math.abs(first.clock.now() - Date.parse('2024-10-08T01:00:00Z'))).toBeLessThan(600_000);
    await first.close();
    const importBatches = (): never => {
      throw new Error('seeded twice');
    };
    const second = await start(flags, { ...parts, importBatches });
    await second.close();
    expect(done.synthesized).toBe(1);
    const third = await start(flags, { ...parts, importBatches, fingerprint: () => 'other' });
    await third.close();
    expect(done.synthesized).toBe(2);
  });

  it('goes on with the batch at which seeding broke off', async () => {
    const { parts, flags } = scene('broken');
    const broken = { ...parts, importBatches: () => [batches[0], { ids: 7 }] };
    await expect(start(flags, broken)).rejects.toThrow('the seeds do not load');
    const seen: unknown[] = [];
    const importBatches = () => {
      seen.push('asked');
      return [{ ids: 7 }, batches[1]];
    };
    const host = await start(flags, { ...parts, importBatches });
    expect(seen).toEqual(['asked']);
    expect(await has(host, 'c')).toBe(true);
    await host.close();
  });

  it('leaves a folder empty on --no-seed, then and later', async () => {
    const { parts, flags } = scene('empty');
    const first = await start({ ...flags, seed: false }, parts);
    expect(await has(first, 'a')).toBe(false);
    await first.close();
    const second = await start(flags, parts);
    expect(await has(second, 'a')).toBe(false);
    await second.close();
  });

  it('names a data folder that cannot be made', async () => {
    const { parts, flags } = scene('unused');
    const nowhere = start({ ...flags, dataDir: '/proc/nowhere' }, parts);
    await expect(nowhere).rejects.toThrow('the data folder /proc/nowhere cannot be made');
  });

  it('empties a data folder on --fresh, and nothing else', async () => {
    const { parts, flags } = scene('fresh');
    await (await start({ ...flags, seed: false }, parts)).close();
    const host = await start({ ...flags, fresh: true }, parts);
    expect(host.fresh).toBe(true);
    expect(await has(host, 'a')).toBe(true);
    await expect(start({ ...flags, fresh: true }, parts)).rejects.toThrow('is in use by another host');
    await host.close();
    const precious = join(folder, 'precious');
    mkdirSync(precious);
    writeFileSync(join(precious, 'thesis.txt'), 'all of it');
    const wrong = { ...flags, dataDir: precious, fresh: true };
    await expect(start(wrong, parts)).rejects.toThrow('is not a data folder of this host');
  });
});
