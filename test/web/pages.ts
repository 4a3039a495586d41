/** Pages of a browser in front of a host: signed in, looked at, checked. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How a page is looked at. */
export type Look = {
  readonly locale: 'vi' | 'en';
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
};
const DESK: Look = { locale: 'vi', colorScheme: 'light', width: 1440 };
const PHONE_WIDTH = 640;

export type Opened = {
  readonly page: Page;
  /** What the browser complained about: broken policy, failed scripts, uncaught errors. */
  readonly complaints: readonly string[];
};

/** An empty page in the host's origin; its complaints are gathered. */
export async function openPage(browser: Browser, url: string, look: Look = DESK): Promise<Opened> {
  const options: BrowserContextOptions = {
    baseURL: url,
    colorScheme: look.colorScheme,
    viewport: { width: look.width, height: look.width < PHONE_WIDTH ? 780 : 900 },
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(options);
  await context.addInitScript(`localStorage.setItem('kt_lang', '${look.locale}')`);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

/** Signs in as a sample post (seeds/accounts.ts) through the picker, and waits for the page that was asked for. */
export async function signIn(page: Page, username: string, path = '/'): Promise<void> {
  await page.goto(path);
  await page.locator(`button[value="${username}"]`).click();
  await page.locator('main h1').waitFor();
}

/** Nothing for axe to find, nothing wider than the window. */
export async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
  const overflow: unknown = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBe(0);
}

/** Keeps a picture where `KT_SCREENSHOTS` says; without it none is taken. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['KT_SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
