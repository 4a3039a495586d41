/** Bundles every function of the catalogue, all in one esbuild call. */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { CATALOGUE, type FunctionName, type FunctionSpec } from '#functions/catalogue.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** CommonJS packages inside an ES module still call `require` and look where they are; without this they fail. */
const REQUIRE =
  "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);const __dirname=import.meta.dirname;";

/**
 * Where the SDK looks for credentials when the environment has none. A function always has them there, so these modules
 * are loaded on no path that it takes; left out they save a fifth of each bundle.
 */
const NEVER_ASKED = [
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
] as const;

/** The script of the solver's thread: a bundle of its own beside that of each function that uses it. */
const SOLVER_THREAD = 'adapters/solver-worker.ts';

export type BundleOptions = {
  readonly outDir: string;
  /** Beside each bundle, for reading stack traces; costs a third more time. */
  readonly sourcemap?: boolean;
  /** Handlers that are not written yet: stop with their names, or put in one that says so when it is called. */
  readonly unwritten?: 'refuse' | 'stand-in';
};

export type Bundles = {
  /** Folder of one function's code: what `Code.fromAsset` takes. */
  readonly folderOf: (name: FunctionName) => string;
  /** Bytes of each `index.mjs`: what a cold start reads. */
  readonly sizes: ReadonlyMap<FunctionName, number>;
};

/** The names of the catalogue; Object.keys forgets that they are FunctionNames. */
export function functionNames(): readonly FunctionName[] {
  const isName = (name: string): name is FunctionName => Object.hasOwn(CATALOGUE, name);
  return Object.keys(CATALOGUE).filter(isName);
}

/** Where `bundleFunctions` puts one function under `outDir`. */
export function bundleFolder(outDir: string, name: FunctionName): string {
  return join(outDir, 'functions', name);
}

const entryOf = (name: FunctionName): string => join(root, 'functions', name, 'handler.ts');

/** The bundles of one function: its handler, and the thread in which its solver runs. */
function entriesOf(name: FunctionName) {
  const { solver = false }: FunctionSpec = CATALOGUE[name];
  const thread = { in: join(root, SOLVER_THREAD), out: `functions/${name}/solver-worker` };
  return [{ in: entryOf(name), out: `functions/${name}/index` }, ...(solver ? [thread] : [])];
}

/** How every bundle is made. */
const COMMON = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  splitting: false,
  external: [...NEVER_ASKED],
  mainFields: ['module', 'main'],
  banner: { js: REQUIRE },
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** `@aws-sdk/client-s3` → `aws-sdk-client-s3`, `functions/documents/docx.ts` → `functions-documents-docx`. */
function lateName(source: string): string {
  return source.replace(/\.ts$/, '').replaceAll(/\W+/g, '-').replace(/^-/, '');
}

/**
 * What our own code imports only when it is called for, a package or a module of ours, is a bundle of its own beside the
 * function: a cold start reads and compiles none of it.
 */
function lateModules(found: Set<string>): Plugin {
  return {
    name: 'late-modules',
    setup(building) {
      building.onResolve({ filter: /./ }, ({ path, kind, importer, resolveDir }) => {
        if (kind !== 'dynamic-import' || importer.includes('node_modules')) return undefined;
        const source = path.startsWith('.') ? relative(root, join(resolveDir, path)) : path;
        found.add(source);
        return { path: `./${lateName(source)}.mjs`, external: true };
      });
    },
  };
}

/** A class of ours in two bundles would be two classes: no refusal that a late module throws would be known as one. */
function refuseLateRefusals(outputs: Metafile['outputs']): void {
  for (const [file, { inputs }] of Object.entries(outputs)) {
    if ('domain/errors.ts' in inputs) throw new Error(`${file} is imported late and brings its own refusals`);
  }
}

/** Puts what the bundle of a function imports late beside it, from the folder where all of them were bundled. */
async function copyLate(outDir: string, name: FunctionName, { imports }: Metafile['outputs'][string]) {
  const late = imports.filter(({ external, path }) => external === true && path.startsWith('./'));
  await Promise.all(
    late.map(({ path }) => copyFile(join(outDir, 'late', path), join(bundleFolder(outDir, name), path))),
  );
}

/** What is left out may only be imported when it is called for: an import at the top would fail the cold start. */
function refuseStaticImports(outputs: Metafile['outputs']): void {
  for (const [file, { imports }] of Object.entries(outputs)) {
    const outside = imports.filter(({ external, path }) => external === true && !isBuiltin(path));
    const missing = outside.find(({ kind }) => kind !== 'dynamic-import');
    if (missing !== undefined) throw new Error(`${file} imports ${missing.path}, which is not in the bundle`);
  }
}

/** Puts what a function reads at run time beside its bundle. Throws when a package has no such file. */
async function copyAssets(outDir: string, name: FunctionName): Promise<void> {
  const { assets = {} }: FunctionSpec = CATALOGUE[name];
  const folder = bundleFolder(outDir, name);
  await mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(assets).map(([file, specifier]) =>
      copyFile(fileURLToPath(import.meta.resolve(specifier)), join(folder, file)),
    ),
  );
}

async function standIn(outDir: string, name: FunctionName): Promise<void> {
  const folder = bundleFolder(outDir, name);
  await mkdir(folder, { recursive: true });
  const complaint = JSON.stringify(`functions/${name}/handler.ts is not written yet`);
  await writeFile(
    join(folder, 'index.mjs'),
    `export const handler = async () => { throw new Error(${complaint}); };\n`,
  );
}

/**
 * Bundles `functions/<name>/handler.ts` to `<outDir>/functions/<name>/index.mjs`: the very files that AWS would run.
 * The AWS SDK goes inside: a version that the runtime brings along would change under us.
 * Throws an Error with the names of handlers that do not exist, and esbuild's own errors.
 */
export async function bundleFunctions(options: BundleOptions): Promise<Bundles> {
  const { outDir } = options;
  const names = functionNames();
  const unwritten = names.filter((name) => !existsSync(entryOf(name)));
  if (unwritten.length > 0 && options.unwritten !== 'stand-in') {
    throw new Error(`functions/catalogue.ts names functions without handler.ts: ${unwritten.join(', ')}`);
  }
  await Promise.all(unwritten.map((name) => standIn(outDir, name)));
  const written = names.filter((name) => !unwritten.includes(name));
  const sourcemap = options.sourcemap === true ? 'linked' : false;
  const late = new Set<string>();
  const { metafile } = await build({
    ...COMMON,
    entryPoints: written.flatMap(entriesOf),
    outdir: outDir,
    plugins: [lateModules(late)],
    sourcemap,
  });
  refuseStaticImports(metafile.outputs);
  const entryPoints = [...late].map((source) => ({ in: source, out: lateName(source) }));
  const beside = await build({ ...COMMON, entryPoints, outdir: join(outDir, 'late'), sourcemap });
  refuseLateRefusals(beside.metafile.outputs);
  await Promise.all(written.map((name) => copyAssets(outDir, name)));
  const sizes = new Map<FunctionName, number>();
  for (const [file, output] of Object.entries(metafile.outputs)) {
    const name = written.find((candidate) => file.endsWith(`functions/${candidate}/index.mjs`));
    if (name === undefined) continue;
    sizes.set(name, output.bytes);
    await copyLate(outDir, name, output);
  }
  return { folderOf: (name) => bundleFolder(outDir, name), sizes };
}
