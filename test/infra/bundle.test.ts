import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundles, bundleFunctions, functionNames } from '#infra/bundle.ts';

const MOST_BYTES = 800 * 1024;
const outDir = mkdtempSync(join(tmpdir(), 'khoi-thong-bundles-'));
let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundleFunctions({ outDir });
});

afterAll(() => rmSync(outDir, { recursive: true, force: true }));

/** Bundles beside that of the function which it loads when they are called for. */
function lateIn(name: (typeof names)[number]): string[] {
  const text = readFileSync(join(bundles.folderOf(name), 'index.mjs'), 'utf8');
  return [...new Set([...text.matchAll(/import\("\.\/([\w-]+\.mjs)"\)/g)].map(([, file = '']) => file))];
}

const names = functionNames();

describe('the bundle of a function', () => {
  it.each(names)('%s: a cold start reads no more than 800 KB', (name) => {
    expect(bundles.sizes.get(name)).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('has beside it whatever it loads late, and each of them can be loaded', async () => {
    const late = names.flatMap((name) => lateIn(name).map((file) => join(bundles.folderOf(name), file)));
    for (const file of late) {
      const loaded: unknown = await import(pathToFileURL(file).href);
      expect(loaded, file).not.toEqual({});
    }
  });

  it.each([
    ['documents', ['functions-documents-docx.mjs', 'pdfmake.mjs']],
    ['import-sheet', ['aws-sdk-client-s3.mjs', 'read-excel-file-node.mjs', 'write-excel-file-node.mjs']],
    ['action-page', ['aws-lambda-powertools-tracer.mjs']],
  ] as const)('%s leaves to later what few calls need', (name, files) => {
    expect(lateIn(name)).toEqual(expect.arrayContaining([...files]));
  });
});
