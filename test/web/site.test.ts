import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '#functions/api/contract.ts';
import budget from '#web/budget.json' with { type: 'json' };
import { buildSite, type Site } from '#web/build.ts';
import { EN } from '#web/words/en.ts';
import { VI } from '#web/words/vi.ts';

const KIB = 1024;

describe('the contract as the browser has it', () => {
  it.each(Object.entries(API))('%s stands under its own name', (name, { operation }) => {
    expect(operation).toBe(name);
  });
});

describe('words', () => {
  const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
  const singular = (key: string): boolean => key.endsWith('_one');
  const english = new Map<string, string>(Object.entries(EN));

  it('has the same keys and placeholders in both languages, and no empty text', () => {
    const plain = [...english.keys()].filter((key) => !singular(key));
    expect(plain.toSorted()).toEqual(Object.keys(VI).toSorted());
    for (const [key, text] of Object.entries(VI)) {
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
      expect(text.trim(), key).not.toBe('');
      expect(text, key).toBe(text.normalize('NFC'));
      expect(text, key).not.toContain('!');
    }
  });

  it('gives the name of an office its article in English, unless it stands as a label', () => {
    const bare = [...english].filter(([, text]) =>
      [...text.matchAll(/(.{0,4})\{(?:office|post|owners)\}/g)].some(
        ([, before = '']) => !/(?:\bthe |: |· |^)$/.test(before),
      ),
    );
    expect(bare).toEqual([]);
  });

  it('has a plural for every singular', () => {
    const lonely = [...english.keys()].filter(
      (key) => singular(key) && !english.has(key.replace(/_one$/, '')),
    );
    expect(lonely).toEqual([]);
  });
});

describe('the built site', () => {
  let folder: string;
  let site: Site;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'site-'));
    site = await buildSite({ outDir: join(folder, 'site') });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const text = (name: string): string => readFileSync(join(folder, 'site', name), 'utf8');
  const zipped = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + gzipSync(text(name), { level: 9 }).length, 0);
  /** Scripts that a page of the browser cannot do without, beside the page's own. */
  const first = (): string[] =>
    [...text('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, name = '']) => name);

  const assets = (kind: '.css' | '.js'): string =>
    readdirSync(join(folder, 'site/assets'))
      .filter((name) => name.endsWith(kind))
      .map((name) => text(`assets/${name}`))
      .join('\n');

  it('brings no stylesheet of a Mantine component that no script draws', () => {
    const classes = (source: string): ReadonlySet<string> =>
      new Set([...source.matchAll(/\bm_[0-9a-f]{6,8}\b/g)].map(String));
    const drawn = classes(assets('.js'));
    expect(drawn.size).toBeGreaterThan(20);
    expect([...classes(assets('.css'))].filter((name) => !drawn.has(name))).toEqual([]);
  });

  it('uses no colour that the theme does not define', () => {
    const styles = assets('.css');
    const used = [...styles.matchAll(/var\((--kt-[a-z0-9-]+)/g)].map(([, name = '']) => name);
    const defined = new Set([...styles.matchAll(/(--kt-[a-z0-9-]+):/g)].map(([, name = '']) => name));
    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((name) => !defined.has(name))).toEqual([]);
  });

  it('has first scripts that a phone loads quickly', () => {
    expect(first().length).toBeGreaterThan(0);
    expect(zipped(first())).toBeLessThanOrEqual(budget.firstScriptsGzipKiB * KIB);
  });

  it('keeps words and styles within the budget too', () => {
    const named = (pattern: RegExp): string[] => site.files.filter((file) => pattern.test(file));
    for (const words of [named(/assets\/vi-.*\.js$/), named(/assets\/en-.*\.js$/)]) {
      expect(words).toHaveLength(1);
      expect(zipped(words)).toBeLessThanOrEqual(budget.wordsOfOneLanguageGzipKiB * KIB);
    }
    expect(zipped(named(/assets\/index-.*\.css$/))).toBeLessThanOrEqual(budget.stylesGzipKiB * KIB);
  });

  it('has one page that names its files by their hash and holds no script or style of its own', () => {
    const page = text('index.html');
    expect(page).toMatch(/src="\/assets\/index-[\w-]+\.js"/);
    expect(page).toMatch(/href="\/assets\/index-[\w-]+\.css"/);
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script>/);
  });

  it('has a service worker that knows every hashed file, and keeps what the report page needs', () => {
    const worker = text('sw.js');
    const assets = site.files.filter((file) => file.startsWith('assets/'));
    expect(assets.filter((file) => !worker.includes(`/${file}`))).toEqual([]);
    const [, kept = ''] = /shell:(?:\[([^\]]*)\]|`[^`]*`)/.exec(worker) ?? [];
    for (const needed of [
      /index-[\w-]+\.js/,
      /index-[\w-]+\.css/,
      /report-page-[\w-]+\.js/,
      /\/vi-[\w-]+\.js/,
    ]) {
      expect(kept).toMatch(needed);
    }
    expect(kept).not.toMatch(/queue-page|case-page|woff2/);
  });

  it('asks nobody else for anything', () => {
    const styles = site.files
      .filter((file) => file.endsWith('.css'))
      .map(text)
      .join('\n');
    expect(styles).not.toMatch(/url\(["']?(https?:)?\/\//);
    expect(
      site.files
        .filter((file) => /\.(js|css)$/.test(file))
        .map(text)
        .join('\n'),
    ).not.toMatch(/fonts\.g|cdn\.|unpkg|jsdelivr/);
  });

  it('is replaced whole, and is the same when built again', async () => {
    const again = await buildSite({ outDir: join(folder, 'site') });
    expect(again).toEqual(site);
    expect(readdirSync(folder)).toEqual(['site']);
  });
});
