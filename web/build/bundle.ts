/**
 * The bundle itself: `node bundle.ts <root> <outDir>`, started by `web/build.ts` in a process of its own when something has
 * to be built. There Vite's environment is that of a production build whoever asks for it, and its memory is given back.
 */
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { slimContract, withoutJsonSchema, withoutRuntimeStyles, withoutZodWords } from './slim.ts';
import { themeStylesheet } from './theme-css.ts';

/** Parts of the kit that nearly every page is drawn with. */
const COMMON = /web\/kit\/(badge|capital-bar|card|empty-state|figures|go|page|print-head|timeline)\./;

const [root = '.', outDir = 'dist'] = process.argv.slice(2);

await build({
  root,
  configFile: false,
  envFile: false,
  logLevel: 'error',
  plugins: [react(), themeStylesheet, slimContract, withoutJsonSchema, withoutZodWords, withoutRuntimeStyles],
  build: {
    outDir,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    // Its polyfill would be a script in the page.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
    // What nearly every page is made of travels as one file: a request costs a slow line more than its few kilobytes.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'kit', test: COMMON }] } } },
  },
});
