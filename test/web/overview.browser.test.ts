import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, LOOKS, launch } from './browser.ts';
import { TestHost } from './host.ts';
import { expectSound, openPage, picture, signIn } from './pages.ts';

describe.runIf(browserFor('the web app'))('the web app in a browser', () => {
  let host: TestHost;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([TestHost.open(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  it.each(LOOKS)(
    'shows leadership the overview, sound in $locale, $colorScheme, at $width px',
    async (look) => {
      const { page, complaints } = await openPage(browser, host.url, look);
      await signIn(page, 'chu-tich-thanh-pho');
      await page.locator('main .kt-card').first().waitFor();
      await expectSound(page);
      await picture(page, `overview-${look.locale}-${look.colorScheme}-${look.width}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('comes back to the page that was asked for, and says when there is none', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'chu-tich-thanh-pho', '/nowhere?x=1');
    expect(new URL(page.url()).pathname).toBe('/nowhere');
    expect(await page.locator('h1').textContent()).toBe('Không có trang ở địa chỉ này');
    await page.context().close();
  });
});
