import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { synthesizeFixture } from '#test/local/fixture/app.ts';

const script = fileURLToPath(new URL('./fixture/run-host.ts', import.meta.url));
let folder: string;
let assembly: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'machine-'));
  assembly = await synthesizeFixture(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A host in a process of its own, so that it can be killed. */
class Other {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string, void>;

  constructor(dataDir: string) {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', script, assembly, join(folder, dataDir)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    this.#child = child;
    this.#lines = (async function* () {
      let rest = '';
      for await (const chunk of child.stdout) {
        const lines = (rest + String(chunk)).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
    })();
  }

  async read(): Promise<unknown> {
    const next = await this.#lines.next();
    if (next.done === true) throw new Error('the host has ended');
    return JSON.parse(next.value);
  }

  send(...order: unknown[]): void {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  async ask(...order: unknown[]): Promise<unknown> {
    this.send(...order);
    return this.read();
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
    return this.#child.exitCode;
  }
}

async function begin(dataDir: string): Promise<Other> {
  const host = new Other(dataDir);
  await host.read();
  return host;
}

const started = z.object({ executionArn: z.string() });
const item = z.object({ text: z.object({ S: z.string() }) });
const followed = z.object({ times: z.object({ N: z.coerce.number() }) });

describe('a state machine of the template', () => {
  it('calls functions, waits for a token over a kill -9, and lets days pass by the clock', async () => {
    const first = await begin('life');
    const { executionArn } = started.parse(await first.ask('start', 'one', { id: 'case' }));
    await first.ask('idle');
    const token = item.parse(await first.ask('invoke', 'Fnread', { id: 'case#token' })).text.S;
    await first.end('SIGKILL');

    const second = await begin('life');
    expect(await second.ask('status', executionArn)).toMatchObject({ status: 'RUNNING' });
    await second.ask('answer', token);
    await second.ask('idle');
    await second.end('SIGKILL');

    const third = await begin('life');
    await third.ask('advance', 1);
    expect(await third.ask('status', executionArn)).toMatchObject({ status: 'RUNNING' });
    await third.ask('advance', 1.5);
    expect(await third.ask('status', executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await third.ask('invoke', 'Fnread', { id: 'case#end' })).toMatchObject({ pk: { S: 'case#end' } });
    expect(await third.end('SIGTERM')).toBe(0);
  });

  it('follows every write although the host is killed again and again in the middle', async () => {
    const written = Array.from({ length: 40 }, (_, n) => `w${n}`);
    for (let round = 0; round < 4; round++) {
      const host = await begin('kills');
      // Some writes are answered; the kill then meets the rest and the stream at work.
      for (const id of written.slice(round * 10, round * 10 + 10))
        host.send('invoke', 'Fnwrite', { ids: [id] });
      for (let answers = 0; answers < 5; answers++) await host.read();
      await host.end('SIGKILL');
    }
    const host = await begin('kills');
    await host.ask('idle');
    for (const id of written) {
      const there = item.safeParse(await host.ask('invoke', 'Fnread', { id })).success;
      const seen = followed.safeParse(await host.ask('invoke', 'Fnread', { id: `seen#${id}` }));
      expect([id, seen.success]).toEqual([id, there]);
    }
    expect(await host.end('SIGTERM')).toBe(0);
  });
});
