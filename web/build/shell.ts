/** Which files make up the shell that a device keeps (web/offline/worker.ts): found while the site is bundled. */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The one page that works without a line, and the words of the language in which the app begins. */
const KEPT = [/web\/pages\/report\/report-page\.tsx$/, /web\/words\/vi\.ts$/];

/** What the service worker is told of its build. */
export type Shell = {
  readonly name: string;
  readonly shell: readonly string[];
  readonly files: readonly string[];
};

type Chunk = {
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> };
};

function shellOf(chunks: ReadonlyMap<string, Chunk>): ReadonlySet<string> {
  const shell = new Set<string>();
  const add = (name: string): void => {
    const chunk = chunks.get(name);
    if (chunk === undefined || shell.has(name)) return;
    shell.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) shell.add(style);
    for (const needed of chunk.imports) add(needed);
  };
  for (const [name, { isEntry, facadeModuleId }] of chunks) {
    if (isEntry || KEPT.some((pattern) => pattern.test(facadeModuleId ?? ''))) add(name);
  }
  return shell;
}

const addressOf = (name: string): string => `/${name}`;

/** A plugin that watches the bundle, and afterwards what it has seen. */
export function watchShell(): { readonly plugin: Plugin; readonly shell: () => Shell } {
  let seen: Shell | undefined;
  const plugin: Plugin = {
    name: 'watch-shell',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const made = Object.values(bundle);
        const chunks = made.flatMap((each) =>
          each.type === 'chunk' ? [[each.fileName, each] as const] : [],
        );
        const names = made.map(({ fileName }) => fileName).filter((name) => name.startsWith('assets/'));
        const files = names.map(addressOf).toSorted();
        const shell = [...shellOf(new Map(chunks))].map(addressOf).toSorted();
        const name = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
        seen = { name: `khoi-thong-${name}`, shell, files };
      },
    },
  };
  return {
    plugin,
    shell: () => {
      if (seen === undefined) throw new Error('the site has not been bundled yet');
      return seen;
    },
  };
}
