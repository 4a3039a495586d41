/**
 * Plays the answers that AWS gave, recorded beside this project, against the command line engine. The runner names a
 * machine by the number of the newest case, so that a case that first makes other machines takes the name of another
 * case, which AWS would refuse too: such cases are played one at a time, all others as they come.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const RUNNER = fileURLToPath(new URL('../../../shared/conformance/run.mjs', import.meta.url));
const RUNTIME = fileURLToPath(new URL('../../runtime/bin/runtime.mjs', import.meta.url));
const FOLDERS = ['cases', 'validation', 'test_state'];
/** Suites whose cases start other machines. */
const NESTED = ['callback', 'aws_sdk', 'integrations', 'error_handling'];

/** Names of all suites but the nested ones. */
function plainSuites(): string[] {
  const suites = new Set<string>();
  for (const folder of FOLDERS) {
    const at = new URL(`../../../shared/conformance/${folder}/`, import.meta.url);
    for (const file of readdirSync(at))
      for (const { suite } of z
        .array(z.object({ suite: z.string() }))
        .parse(JSON.parse(readFileSync(new URL(file, at), 'utf8'))))
        suites.add(suite);
  }
  return [...suites].filter((suite) => !NESTED.includes(suite));
}

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

const ONE_AT_A_TIME = ['--concurrency', '1'];

describe.skipIf(!existsSync(RUNNER))('recorded answers of AWS (../shared/conformance)', () => {
  // 8 histories are of days on which AWS answered otherwise, or were changed by their recorder: docs/asl-support.md
  it.each([
    ['cases on their own', () => plainSuites(), ['--need', '0.99', '--need-history', '0.97']],
    [
      'cases whose machines start machines',
      () => NESTED,
      ['--need', '0.96', '--need-history', '0.93', ...ONE_AT_A_TIME],
    ],
  ])('are given, with their history: %s', async (_, suites, options) => {
    const { code, text } = await play('--suite', suites().join(','), '--fails', '50', ...options);
    expect(code, text).toBe(0);
  });
});
