/** Builds the site: one page, one script, one stylesheet, fonts; hashed names under `assets/`, so caches never lie. */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { SiteConfig } from './session.ts';
import { WORDS_VI } from './words.vi.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

export type SiteOptions = {
  /** Emptied first. */
  readonly outDir: string;
  /** Written to `config.json`; a site without it serves nothing but its error page. */
  readonly config?: SiteConfig;
};

/** File names from the root of the site. */
export type Site = { readonly script: string; readonly style: string; readonly files: readonly string[] };

function outputOf({ outputs }: Metafile, entry: string): string {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(entry));
  if (found === undefined) throw new Error(`the build made nothing of ${entry}`);
  return `assets/${basename(found[0])}`;
}

/** What zod brings to describe schemas as JSON Schema: a page never does, and it would be a tenth of the script. */
const UNUSED = [
  'allProcessors',
  'createStandardJSONSchemaMethod',
  'createToJSONSchemaMethod',
  'extractDefs',
  'finalize',
  'initializeContext',
  'process',
  'processSchema',
  'toJSONSchema',
];

const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup: (bundle) => {
    bundle.onLoad({ filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ }, () => ({
      contents: UNUSED.map((name) => `export const ${name} = () => undefined;`).join('\n'),
    }));
  },
};

/** Bundles `web/` into `outDir`. Throws esbuild's errors. */
export async function buildSite({ outDir, config }: SiteOptions): Promise<Site> {
  // Beside it, then put in its place: whoever asks meanwhile gets the old site or the new one, never half of one.
  const fresh = `${outDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const { metafile } = await build({
    entryPoints: [join(here, 'main.ts'), join(here, 'styles/site.css'), join(here, 'icon.svg')],
    absWorkingDir: here,
    outdir: join(fresh, 'assets'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: ['chrome111', 'firefox115', 'safari16.4'],
    loader: { '.woff2': 'file', '.svg': 'copy' },
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    plugins: [withoutJsonSchema],
    logOverride: { 'import-is-undefined': 'silent' },
    metafile: true,
    logLevel: 'error',
  });
  const names = {
    script: outputOf(metafile, 'main.ts'),
    style: outputOf(metafile, 'site.css'),
    icon: outputOf(metafile, 'icon.svg'),
    noScript: WORDS_VI['app.noScript'],
  };
  const page = await readFile(join(here, 'index.html'), 'utf8');
  const filled = Object.entries(names).reduce(
    (text, [name, value]) => text.replace(`{{${name}}}`, value),
    page,
  );
  await writeFile(join(fresh, 'index.html'), filled);
  if (config !== undefined) await writeFile(join(fresh, 'config.json'), JSON.stringify(config));
  await rm(outDir, { recursive: true, force: true });
  await rename(fresh, outDir);
  const assets = Object.keys(metafile.outputs).map((output) => `assets/${basename(output)}`);
  return { script: names.script, style: names.style, files: ['index.html', ...assets] };
}
