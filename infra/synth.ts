import { join, resolve } from 'node:path';
import { buildApp, MAIN_STACK } from './app.ts';
import { type Bundles, bundleFunctions } from './bundle.ts';
import type { EnvironmentName } from './environments.ts';

export type SynthesisOptions = {
  /** Bundles go to `<outDir>/functions`, the cloud assembly to `<outDir>/assembly` unless `assemblyDir` says else. */
  readonly outDir: string;
  readonly assemblyDir?: string;
  /** Default `local`. */
  readonly environment?: EnvironmentName;
  /** Default false: `npm start` runs what `npm run synth` has checked. */
  readonly nag?: boolean;
};

export type Synthesis = {
  /** Cloud assembly with manifest, templates and assets. */
  readonly assemblyDir: string;
  /** Template of the main stack. */
  readonly templateFile: string;
  /** Bytes of each function's bundle. */
  readonly sizes: Bundles['sizes'];
};

/** Bundles the functions and synthesizes the app in this process: no CDK command line, no network. */
export async function synthesize(options: SynthesisOptions): Promise<Synthesis> {
  const outDir = resolve(options.outDir);
  const assemblyDir = resolve(options.assemblyDir ?? join(outDir, 'assembly'));
  const environment = options.environment ?? 'local';
  // Development goes on while a handler is being written; nothing is deployed without it.
  const unwritten = environment === 'local' ? 'stand-in' : 'refuse';
  const { sizes } = await bundleFunctions({ outDir, unwritten });
  const { app } = await buildApp({
    environment,
    outDir,
    assemblyDir,
    nag: options.nag ?? false,
  });
  app.synth();
  return { assemblyDir, templateFile: join(assemblyDir, `${MAIN_STACK}.template.json`), sizes };
}
