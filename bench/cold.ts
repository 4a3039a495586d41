/**
 * Prints the size of each function's bundle and how long Node.js takes to import it, as a cold start would.
 * Every import is a process of its own: a second import in the same process finds its code already compiled.
 *
 *   npm run bench -- cold      or      node bench/cold.ts [--runs 7]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CATALOGUE } from '#functions/catalogue.ts';
import { bundleFunctions, functionNames } from '#infra/bundle.ts';

/** What the project aims at. */
const AIM = { kilobytes: 800, milliseconds: 90 };

/** Any valid value will do: nothing is called at import. */
const VARIABLES: Readonly<Record<string, string>> = {
  REGISTRY_TABLE: 'registry',
  OUTBOX_TABLE: 'outbox',
  UNBLOCK_PROJECT_ARN: 'arn:aws:states:ap-southeast-1:000000000000:stateMachine:unblock-project:live',
  PUBLIC_BASE_URL: 'https://khoithong.example',
  MAIL_FROM: 'khoithong@khoithong.example',
  MAIL_CONFIGURATION_SET: 'mail',
  AWS_REGION: 'ap-southeast-1',
  POWERTOOLS_SERVICE_NAME: 'khoi-thong',
  POWERTOOLS_METRICS_NAMESPACE: 'KhoiThong',
  AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
};

/** As at AWS, where a daemon listens for traces: the X-Ray SDK is loaded too. */
const TRACED = { AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000' };

function importMilliseconds(file: string, more: Readonly<Record<string, string>> = {}): number {
  const program =
    `const t=performance.now();await import(${JSON.stringify(pathToFileURL(file).href)});` +
    'process.stdout.write(String(performance.now()-t));process.exit(0)';
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    env: { ...VARIABLES, ...more, PATH: process.env['PATH'] ?? '' },
  });
  if (child.status !== 0) throw new Error(`${file} does not import:\n${child.stderr}`);
  return Number(child.stdout);
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' } }, allowPositionals: true });
const outDir = mkdtempSync(join(tmpdir(), 'khoi-thong-cold-'));
try {
  const { sizes, folderOf } = await bundleFunctions({ outDir, unwritten: 'stand-in' });
  const measured = functionNames().filter((name) => sizes.has(name));
  const rows = measured.map((name) => {
    const file = join(folderOf(name), 'index.mjs');
    const runs = Array.from({ length: Number(values.runs) });
    const milliseconds = Math.round(median(runs.map(() => importMilliseconds(file))));
    const traced = Math.round(median(runs.map(() => importMilliseconds(file, TRACED))));
    const kilobytes = Math.round((sizes.get(name) ?? 0) / 1024);
    const over = kilobytes > AIM.kilobytes || milliseconds > AIM.milliseconds;
    return {
      function: name,
      trigger: CATALOGUE[name].trigger,
      KB: kilobytes,
      ms: milliseconds,
      traced,
      over,
    };
  });
  console.table(rows);
  const over = rows.filter((row) => row.over).length;
  console.log(
    `aim: at most ${AIM.kilobytes} KB and ${AIM.milliseconds} ms; ${over} of ${rows.length} over it`,
  );
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
