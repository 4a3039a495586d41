import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '#functions/api/contract.ts';
import { ROUTES } from '#web/api.ts';
import { buildSite, type Site } from '#web/build.ts';
import { WORDS_EN } from '#web/words.en.ts';
import { WORDS_VI } from '#web/words.vi.ts';
import { RECORDED } from './stub.ts';

const MOST_SCRIPT = 60 * 1024;

describe('the client and the contract', () => {
  it.each(Object.entries(ROUTES))('%s is asked where the contract says', (operation, route) => {
    const endpoint = Object.values(API).find((each) => each.operation === operation);
    expect(`${endpoint?.method} ${endpoint?.path}`).toBe(route);
  });

  it('is tested with answers that the contract allows', () => {
    for (const endpoint of Object.values(API)) {
      if (!RECORDED.has(endpoint.operation)) continue;
      const parsed = endpoint.response.safeParse(RECORDED.get(endpoint.operation));
      expect(parsed.error, endpoint.operation).toBeUndefined();
    }
  });
});

describe('words', () => {
  const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
  const english = new Map<string, string>(Object.entries(WORDS_EN));

  it('has the same keys and placeholders in both languages, and no empty text', () => {
    expect([...english.keys()]).toEqual(Object.keys(WORDS_VI));
    for (const [key, text] of Object.entries(WORDS_VI)) {
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
      expect(text.trim(), key).not.toBe('');
      expect(text, key).toBe(text.normalize('NFC'));
      expect(text, key).not.toContain('!');
    }
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

  it('has a script that a phone loads quickly', () => {
    expect(gzipSync(text(site.script), { level: 9 }).length).toBeLessThanOrEqual(MOST_SCRIPT);
  });

  it('has one page that names its files by their hash and holds no script or style of its own', () => {
    const page = text('index.html');
    expect(page).toContain(`src="/${site.script}"`);
    expect(page).toContain(`href="/${site.style}"`);
    expect(page).not.toMatch(/\{\{|<style|style=|\son\w+=|<script>/);
  });

  it('asks nobody else for anything', () => {
    expect(text(site.style)).not.toMatch(/url\(["']?(https?:)?\/\//);
    const hosts = [...text(site.script).matchAll(/https?:\/\/[\w.-]+/g)].map(String);
    // Names, not addresses: of the SVG namespace and of the schemas that zod can write.
    expect(hosts.filter((host) => !/w3\.org|json-schema\.org/.test(host))).toEqual([]);
  });

  it('is replaced whole, and is the same when built again', async () => {
    const again = await buildSite({ outDir: join(folder, 'site') });
    expect(again).toEqual(site);
    expect(readdirSync(folder)).toEqual(['site']);
  });
});
