#!/usr/bin/env node
/** `npm run reconcile`: see local/reconcile/flags.ts for the flags. Exit code 0: it holds; 1: it does not; 2: not asked. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { messageOf } from '#local/json.ts';
import { parseReconcileFlags } from '#local/reconcile/flags.ts';
import { askProof, proofTable } from '#local/reconcile/proof.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A host of its own on the data folder, on a free port, for as long as the question takes. */
async function hostOn(dataDir: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const start = fileURLToPath(new URL('./start.ts', import.meta.url));
  const child = spawn(process.execPath, [start, '--port', '0', '--data', dataDir, '--no-seed', '--quiet'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /ready at (\S+)/.exec(line) ?? [];
    if (url === undefined) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      await ended;
    };
    return { url, stop };
  }
  throw new Error(`no host could be started on ${dataDir}`);
}

try {
  const flags = parseReconcileFlags(process.argv.slice(2), project, process.env['KHOI_THONG_TOKEN']);
  const host = flags.dataDir === undefined ? undefined : await hostOn(flags.dataDir);
  try {
    const proof = await askProof(host?.url ?? flags.url ?? '', flags);
    process.stdout.write(`${flags.json ? JSON.stringify(proof) : proofTable(proof)}\n`);
    process.exitCode = proof.holds ? 0 : 1;
  } finally {
    await host?.stop();
  }
} catch (error) {
  process.stderr.write(`Khơi Thông: ${messageOf(error)}\n`);
  process.exitCode = 2;
}
