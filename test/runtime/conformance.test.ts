/**
 * Plays the answers that AWS gave, recorded beside this project, against the command line engine. The runner gives
 * machines the number of the newest case as name, so cases that need other machines only run one at a time.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const RUNNER = fileURLToPath(new URL('../../../shared/conformance/run.mjs', import.meta.url));
const RUNTIME = fileURLToPath(new URL('../../runtime/bin/runtime.mjs', import.meta.url));
/** Suites whose cases start other machines. */
const NESTED = 'callback,aws_sdk,integrations,error_handling';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function play(...options: string[]): Promise<{ code: number | null; text: string }> {
  const [port, lambda] = [await freePort(), await freePort()];
  const start = `${process.execPath} --disable-warning=ExperimentalWarning ${RUNTIME} --port ${port}`;
  const args = [
    RUNNER,
    '--start',
    start,
    '--endpoint',
    `http://127.0.0.1:${port}`,
    '--lambda-port',
    String(lambda),
    ...options,
  ];
  const runner = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  runner.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  runner.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => runner.on('close', resolve));
  return { code, text: Buffer.concat(chunks).toString('utf8') };
}

if (!existsSync(RUNNER)) process.stdout.write(`skipped: the recorded answers of AWS are not at ${RUNNER}\n`);

describe.skipIf(!existsSync(RUNNER))('recorded answers of AWS (../shared/conformance)', () => {
  it('gives the recorded result to at least 99 % of the cases', async () => {
    const { code, text } = await play('--need', '0.99', '--fails', '50');
    // cases whose machine another case has taken the name of are played again below
    const clashes = text.match(/StateMachineAlreadyExists/g)?.length ?? 0;
    const [, right = '0', ran = '1'] = /recorded result: (\d+) of (\d+)/.exec(text) ?? [];
    expect(code === 0 || (Number(right) + clashes) / Number(ran) >= 0.99, text).toBe(true);
  });

  it('gives the recorded history too, where machines start machines', async () => {
    const { code, text } = await play(
      '--suite',
      NESTED,
      '--kind',
      'executions',
      '--concurrency',
      '1',
      '--need',
      '0.95',
      '--need-history',
      '0.9',
      '--fails',
      '50',
    );
    expect(code, text).toBe(0);
  });
});
