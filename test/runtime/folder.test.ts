import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkJournal, openEngine } from '#runtime/index.ts';
import { Bench, folder, ROLE } from './harness.ts';

const RUNTIME = fileURLToPath(new URL('../../runtime/bin/runtime.mjs', import.meta.url));
const WAIT = { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, End: true } } };

async function command(
  dataDir: string,
): Promise<{ url: string; kill: (signal: NodeJS.Signals) => Promise<void> }> {
  const args = ['--disable-warning=ExperimentalWarning', RUNTIME, '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed: unknown[] = await once(child.stdout, 'data');
  return {
    url: /http:\/\/\S+/.exec(String(printed[0]))?.[0] ?? '',
    kill: async (signal) => {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

async function post(url: string, operation: string, body: unknown): Promise<Record<string, unknown>> {
  const headers = {
    'x-amz-target': `AWSStepFunctions.${operation}`,
    'content-type': 'application/x-amz-json-1.0',
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return z.record(z.string(), z.unknown()).parse(await response.json());
}

describe('a data folder', () => {
  it('belongs to one engine at a time', async () => {
    const dataDir = await folder();
    const first = await Bench.open({ dataDir });
    await expect(Bench.open({ dataDir })).rejects.toThrow(/in use by process \d+/);
    await first.engine.close();
    const second = await Bench.open({ dataDir });
    await second.engine.close();
  });

  it('holds every accepted call when the process is killed at once', async () => {
    const dataDir = await folder();
    const { url, kill } = await command(dataDir);
    const { stateMachineArn } = await post(url, 'CreateStateMachine', {
      name: 'm',
      definition: JSON.stringify(WAIT),
      roleArn: ROLE,
    });
    const accepted: unknown[] = [];
    const workers = Array.from({ length: 10 }, async (_, w) => {
      for (let i = 0; i < 1000; i += 1) {
        const answer = await post(url, 'StartExecution', { stateMachineArn, name: `e-${w}-${i}` }).catch(
          () => undefined,
        );
        if (answer === undefined) return;
        accepted.push(answer['executionArn']);
        if (accepted.length === 200) void kill('SIGKILL');
      }
    });
    await Promise.all(workers);
    const again = await command(dataDir);
    for (const executionArn of accepted) {
      expect((await post(again.url, 'DescribeExecution', { executionArn }))['status']).toBe('RUNNING');
    }
    await again.kill('SIGTERM');
    expect(checkJournal(dataDir).problems).toEqual([]);
  });

  it('that cannot be written to refuses new work with a clear error and goes on when it can', async () => {
    const dataDir = await folder();
    const disk = { full: false };
    const engine = await openEngine({
      dataDir,
      clock: { now: () => 0 },
      accountId: '000000000000',
      region: 'us-east-1',
      transport: { call: async () => ({ ok: true, body: null }) },
      beforeWrite: () => {
        if (disk.full)
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      },
    });
    const made = await engine.handle('CreateStateMachine', {
      name: 'm',
      definition: JSON.stringify(WAIT),
      roleArn: ROLE,
    });
    const { stateMachineArn } = z.object({ stateMachineArn: z.string() }).parse(made);
    disk.full = true;
    const pending = engine.handle('StartExecution', { stateMachineArn, name: 'caught' });
    let refused: unknown;
    while (!(refused instanceof Error && refused.message.includes('ENOSPC'))) {
      await new Promise((resolve) => setImmediate(resolve));
      refused = await engine.handle('StopExecution', { executionArn: 'x' }).catch((error: unknown) => error);
    }
    expect(refused).toMatchObject({ code: 'ServiceUnavailable' });
    disk.full = false;
    await expect(pending).resolves.toMatchObject({
      executionArn: expect.stringContaining(':caught') as unknown,
    });
    await engine.close();
    expect(checkJournal(dataDir)).toMatchObject({ executions: 1, problems: [] });
  });
});
