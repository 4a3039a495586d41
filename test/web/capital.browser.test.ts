import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, LOOKS, launch } from './browser.ts';
import { TestHost } from './host.ts';
import { expectSound, openPage, picture, signIn } from './pages.ts';

describe.runIf(browserFor('the capital pages'))('the capital pages', () => {
  let host: TestHost;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([TestHost.open(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  it.each(LOOKS)('are sound in $locale, $colorScheme, at $width px', async (look) => {
    const { page, complaints } = await openPage(browser, host.url, look);
    const name = `${look.locale}-${look.colorScheme}-${look.width}`;
    await signIn(page, 'ke-hoach-von', '/capital');
    await page.locator('main dl').first().waitFor();
    await page
      .locator(look.width < 640 ? 'main ol li' : 'main svg g[role=button]')
      .first()
      .waitFor();
    await expectSound(page);
    await picture(page, `capital-${name}`);
    for (const [path, key] of [
      ['/capital?tab=idle&as=table', 'idle'],
      ['/moves/new?donor=DA-CHONG-NGAP', 'draft'],
      ['/projects/DA-CHONG-NGAP', 'project'],
    ] as const) {
      await page.goto(path);
      await page.locator('main table, main select').first().waitFor();
      await expectSound(page);
      await picture(page, `${key}-${name}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
