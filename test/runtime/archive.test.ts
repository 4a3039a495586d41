import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { eachRow } from '#runtime/engine/compact.ts';
import { Executions } from '#runtime/engine/executions.ts';
import { Archive, type ToArchive } from '#runtime/journal/archive.ts';
import { Bench, folder } from './harness.ts';

/** Executions whose records do not get smaller by compression. */
function closed(from: number, count: number): ToArchive[] {
  return Array.from({ length: count }, (_, i) => ({
    id: from + i,
    family: 'echo',
    name: `e-${from + i}`,
    mapRunArn: undefined,
    status: 'SUCCEEDED',
    redriven: false,
    depth: 1,
    stoppedAt: 1,
    line: '{}',
    records: [Array.from({ length: 2000 }, () => crypto.randomUUID()).join('')],
  }));
}

describe('the archive', () => {
  it('does not wait for the disk in the thread that answers, however much is put; sync() does, in another', async () => {
    const file = join(await folder(), 'archive.sqlite');
    const archive = new Archive(file);
    const empty = statSync(file).size;
    for (let i = 0; i < 10; i += 1) archive.putAll(closed(1 + 20 * i, 20));
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(6_000_000);
    expect(statSync(file).size).toBe(empty);
    expect(archive.unsafe).toBeGreaterThan(6_000_000);

    const done = archive.sync();
    expect(archive.get(200)).toMatchObject({ id: 200 });
    await done;
    expect(statSync(`${file}-wal`).size).toBe(0);
    expect(statSync(file).size).toBeGreaterThan(6_000_000);
    expect(archive.unsafe).toBe(0);
    expect(archive.find('echo', 'e-7')).toMatchObject({ id: 7, status: 'SUCCEEDED' });
    archive.close();
  });

  it('says that it could not be put on disk, and tries again when asked again', async () => {
    const file = join(await folder(), 'archive.sqlite');
    const archive = new Archive(file);
    archive.putAll(closed(1, 1));
    const reader = new DatabaseSync(file);
    reader.exec('BEGIN; SELECT count(*) FROM executions');
    archive.putAll(closed(2, 1));
    await expect(archive.sync()).rejects.toThrow('in use');
    expect(archive.unsafe).toBeGreaterThan(0);
    reader.close();
    await archive.sync();
    expect(archive.unsafe).toBe(0);
    archive.close();
  });
});

describe('compaction', () => {
  it('lets other work come between after every few kilobytes', async () => {
    let steps = 0;
    const bench = await Bench.open({ dataDir: await folder(), beforeWrite: () => (steps += 1) });
    const echo = await bench.create('echo', { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
    for (let i = 0; i < 40; i += 1) await bench.start(echo, { text: 'x'.repeat(2000) });
    await bench.engine.idle();
    steps = 0;
    await bench.engine.compact();
    expect(steps).toBeGreaterThan(10);
    await bench.engine.close();
  });

  it('lets other work come between rows too, and looks at each of them once when that moves them', () => {
    const executions = new Executions();
    const line = { machineArn: 'm', family: 'm', startedAt: 1 };
    for (let i = 1; i <= 40_000; i += 1) executions.open({ ...line, name: `e-${i}` });
    let seen: number[] = [];
    const rows = eachRow(executions.table, {
      begin: () => {
        seen = [];
      },
      row: (row) => seen.push(executions.at(row).id),
    });
    rows.next();
    expect(seen.length).toBeLessThan(20_000);
    for (let id = 1; id <= 30_000; id += 1) executions.remove(id);
    executions.tidy();
    executions.open({ ...line, name: 'late' });
    for (const _ of rows) expect(seen.length).toBeLessThanOrEqual(40_000);
    expect(seen).toEqual(Array.from({ length: 10_001 }, (_, i) => 30_001 + i));
  });
});
