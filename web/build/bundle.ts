/**
 * The bundle itself: `node bundle.ts <root> <outDir>`, started by `web/build.ts` in a process of its own when something has
 * to be built. There Vite's environment is that of a production build whoever asks for it, and its memory is given back.
 */
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { WORKER } from './files.ts';
import { watchShell } from './shell.ts';
import { slimContract, withoutJsonSchema, withoutRuntimeStyles, withoutZodWords } from './slim.ts';
import { themeStylesheet } from './theme-css.ts';

/** Parts of the kit that nearly every page is drawn with. */
const COMMON = /web\/kit\/(badge|capital-bar|card|empty-state|figures|go|page|print-head|timeline)\./;

const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

const [root = '.', outDir = 'dist'] = process.argv.slice(2);
const common = { root, configFile: false, envFile: false, logLevel: 'error' } as const;
const watched = watchShell();

await build({
  ...common,
  plugins: [
    react(),
    watched.plugin,
    themeStylesheet,
    slimContract,
    withoutJsonSchema,
    withoutZodWords,
    withoutRuntimeStyles,
  ],
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: TARGET,
    // Its polyfill would be a script in the page.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    // What nearly every page is made of travels as one file: a request costs a slow line more than its few kilobytes.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'kit', test: COMMON }] } } },
  },
});

// The service worker, by itself: a script of one file, whose address never changes.
await build({
  ...common,
  define: { BUILD: JSON.stringify(watched.shell()) },
  build: {
    outDir,
    emptyOutDir: false,
    target: TARGET,
    reportCompressedSize: false,
    lib: {
      entry: join(root, 'offline/worker.ts'),
      formats: ['iife'],
      name: 'worker',
      fileName: () => WORKER,
    },
  },
});
