import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '#local/events/journal.ts';

async function newPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'journal-')), 'deep', 'log');
}

async function recordsOf(path: string): Promise<unknown[]> {
  const records: unknown[] = [];
  const journal = await openJournal(path, (record) => records.push(record));
  await journal.close();
  return records;
}

test('records come back in order after reopening', async () => {
  const path = await newPath();
  const journal = await openJournal(path, () => undefined);
  await Promise.all([1, 2, 3].map((n) => journal.append({ n, word: 'khơi thông' })));
  await journal.close();
  expect(await recordsOf(path)).toEqual([1, 2, 3].map((n) => ({ n, word: 'khơi thông' })));
});

test('a record is read back by its position, across many appends at once', async () => {
  const journal = await openJournal(await newPath(), () => undefined);
  const positions = await Promise.all(Array.from({ length: 300 }, (_, n) => journal.append({ n })));
  const read = await Promise.all(positions.map((position) => journal.read(position)));
  expect(read).toEqual(positions.map((_, n) => ({ n })));
  await journal.close();
});

test.each([
  ['half a line', '1234abcd {"n":'],
  ['a line whose checksum does not fit', '00000000 {"n":9}\n'],
  ['garbage', '\u0000\u0000\u0000'],
])('%s at the end is cut off, and writing goes on behind the good part', async (_, torn) => {
  const path = await newPath();
  const journal = await openJournal(path, () => undefined);
  await journal.append({ n: 1 });
  await journal.close();
  await appendFile(path, torn);
  const again = await openJournal(path, () => undefined);
  await again.append({ n: 2 });
  await again.close();
  expect(await recordsOf(path)).toEqual([{ n: 1 }, { n: 2 }]);
});

test('every cut of the last record leaves the ones before it', async () => {
  const path = await newPath();
  const journal = await openJournal(path, () => undefined);
  await journal.append({ n: 1 });
  const last = await journal.append({ n: 2 });
  await journal.close();
  for (let cut = 1; cut < last.length; cut += 3) {
    const copy = await newPath();
    await (await openJournal(copy, () => undefined)).close();
    await writeFile(copy, await readFile(path));
    await truncate(copy, last.offset + last.length - cut);
    expect(await recordsOf(copy)).toEqual([{ n: 1 }]);
  }
});

test('damage before the end is an error that names the byte', async () => {
  const path = await newPath();
  const journal = await openJournal(path, () => undefined);
  await journal.append({ n: 1 });
  await journal.append({ n: 2 });
  await journal.close();
  const bytes = await readFile(path);
  bytes[12] = 0x7a;
  await writeFile(path, bytes);
  await expect(openJournal(path, () => undefined)).rejects.toThrow(/damaged at byte 0/);
});

test('rewriting keeps only what is given, and appending goes on after it', async () => {
  const path = await newPath();
  const journal = await openJournal(path, () => undefined);
  await Promise.all([journal.append({ n: 1 }), journal.append({ n: 2 })]);
  const [kept] = await journal.rewrite([{ n: 2 }]);
  await journal.append({ n: 3 });
  expect(kept && (await journal.read(kept))).toEqual({ n: 2 });
  await journal.close();
  expect(await recordsOf(path)).toEqual([{ n: 2 }, { n: 3 }]);
});

test('a closed journal refuses to take more', async () => {
  const journal = await openJournal(await newPath(), () => undefined);
  await journal.close();
  await expect(journal.append({})).rejects.toThrow(/closed/);
});

test('whatever was confirmed before kill -9 is still there', async () => {
  const path = await newPath();
  const source = new URL('../../../local/events/journal.ts', import.meta.url).href;
  const script = `
    const { openJournal } = await import(${JSON.stringify(source)});
    const journal = await openJournal(${JSON.stringify(path)}, () => undefined);
    for (let n = 0; ; n += 1) { await journal.append({ n }); process.stdout.write(n + '\\n'); }`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let confirmed = '';
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data: Buffer) => {
      confirmed += data.toString();
      if (confirmed.split('\n').length > 50) child.kill('SIGKILL');
    });
    child.on('close', () => resolve());
  });
  const last = Number(confirmed.trim().split('\n').at(-1));
  const records = await recordsOf(path);
  expect(records.length).toBeGreaterThan(last);
  expect(records.slice(0, last + 1)).toEqual(Array.from({ length: last + 1 }, (_, n) => ({ n })));
});
