/**
 * Builds the site with Vite: one page, hashed names under `assets/`, so caches never lie. What is built from the same
 * sources is built once on a machine and copied afterwards.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SiteConfig } from './app/config.ts';
import { cacheRuleOf, WORKER } from './build/files.ts';
import { filesUnder, fingerprintOf, keptFolder } from './build/kept.ts';

export { cacheRuleOf, fingerprintOf, keptFolder, WORKER };

const here = fileURLToPath(new URL('.', import.meta.url));
const project = fileURLToPath(new URL('..', import.meta.url));
const kept = join(project, 'node_modules/.cache/khoi-thong/site');

/** The folders and files, within the project, from which the site is made. */
const SOURCES = ['web', 'domain', 'functions', 'package-lock.json', 'tsconfig.json'];

export type SiteOptions = {
  /** Emptied first. */
  readonly outDir: string;
  /** Written to `config.json`; a site without it serves nothing but its error page. */
  readonly config?: SiteConfig;
};

/** File names from the root of the site, in order. */
export type Site = { readonly files: readonly string[] };

/** In a process of its own: see web/build/bundle.ts. */
async function bundle(outDir: string): Promise<void> {
  const child = spawn(process.execPath, [join(here, 'build/bundle.ts'), here, outDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('exit', done);
  });
  if (code !== 0) throw new Error('the web app does not build; what is wrong stands above');
}

/** The folder of the built site for the sources as they are. */
function built(): Promise<string> {
  const fingerprint = fingerprintOf(project, SOURCES);
  return keptFolder({ cacheDir: kept, fingerprint, whole: existsSync, make: bundle });
}

/** Puts the built site into `outDir`, building it first when its sources have changed. Throws when they do not build. */
export async function buildSite({ outDir, config }: SiteOptions): Promise<Site> {
  const folder = await built();
  // Beside it, then put in its place: whoever asks meanwhile gets the old site or the new one, never half of one.
  const fresh = `${outDir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await cp(folder, fresh, { recursive: true });
  if (config !== undefined) await writeFile(join(fresh, 'config.json'), JSON.stringify(config));
  await rm(outDir, { recursive: true, force: true });
  await rename(fresh, outDir);
  const files = filesUnder(folder).map((path) => relative(folder, path));
  return { files: files.toSorted() };
}
