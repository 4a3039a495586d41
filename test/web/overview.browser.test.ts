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
      await page
        .getByRole('link', { name: /Chống ngập|Giải quyết ngập|Tidal flood/ })
        .first()
        .waitFor();
      await expectSound(page);
      await picture(page, `overview-${look.locale}-${look.colorScheme}-${look.width}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('leads from a number to its list, from a cell to its case, and finds a case from anywhere', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'chu-tich-thanh-pho');
    expect(await page.locator('h1').textContent()).toMatch(/57 hồ sơ đang mở/);
    await page.getByRole('link', { name: 'Chủ đầu tư' }).click();
    expect(page.url()).toContain('/queue?rung=1');
    await page.goBack();
    const cells = page.locator('section').filter({ hasText: 'mỗi ô một dự án' }).locator('ul ul a');
    expect(await cells.count()).toBe(57);
    await cells.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await cells.nth(1).evaluate((cell) => cell.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/\/cases\/HS-2024-\d{4}$/);
    await page.keyboard.press('/');
    await page.keyboard.type('xuyen tam');
    await page
      .getByRole('option', { name: /Xuyên Tâm/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/\/cases\/HS-2024-\d{4}$/);
    await page.context().close();
  });

  it('shows a reporter the own units without the capital of the city', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'bao-cao-q8');
    await page.getByRole('heading', { name: 'Hồ sơ đang ở bậc nào' }).waitFor();
    expect(await page.getByText('Mốc phải kịp').count()).toBe(0);
    await page.context().close();
  });

  it('comes back to the page that was asked for, and says when there is none', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'chu-tich-thanh-pho', '/nowhere?x=1');
    expect(new URL(page.url()).pathname).toBe('/nowhere');
    expect(await page.locator('h1').textContent()).toBe('Không có trang ở địa chỉ này');
    await page.context().close();
  });
});
