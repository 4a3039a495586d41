import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, LOOKS, launch } from './browser.ts';
import { TestHost } from './host.ts';
import { expectSound, openPage, picture, signIn } from './pages.ts';

describe.runIf(browserFor('the planner'))('the planner in a browser', () => {
  let host: TestHost;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([TestHost.open(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  /** The plan of the present wishes is there. */
  const computed = (page: Page) =>
    page
      .getByText(/PA-[0-9a-f]{20}/)
      .first()
      .waitFor();

  it.each(LOOKS)(
    'shows leadership where idle capital would go, sound in $locale, $colorScheme, at $width px',
    async (look) => {
      const { page, complaints } = await openPage(browser, host.url, look);
      await signIn(page, 'chu-tich-thanh-pho', '/planner');
      await computed(page);
      await expectSound(page);
      await picture(page, `planner-${look.locale}-${look.colorScheme}-${look.width}`);
      expect(
        await page
          .locator('main')
          .getByRole('button', { name: /dự thảo|Draft/ })
          .count(),
      ).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('says which conditions clash, and what is not right about a wish', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'ke-hoach-von', '/planner');
    await computed(page);
    await page.locator('#leastLine').fill('-5');
    await page.getByRole('button', { name: 'Tính phương án' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('#leastLine').getAttribute('aria-invalid')).toBe('true');
    await page.locator('#leastLine').fill('');
    await page.getByRole('radio', { name: 'Chuyển hết vốn nằm chờ' }).check();
    await page.locator('#maxRecipients').fill('1');
    await page.getByRole('button', { name: 'Tính phương án' }).click();
    await page.getByText('Các điều kiện này không thể cùng giữ').waitFor();
    await expectSound(page);
    expect(await page.getByText('Nhiều nhất 1 dự án nhận vốn').count()).toBe(1);
    await page.context().close();
  });

  it('goes from the 6,800 tỷ that lie idle to a draft, with a scenario kept beside it', async () => {
    const { page } = await openPage(browser, host.url);
    await signIn(page, 'ke-hoach-von', '/planner');
    await computed(page);
    await page.locator('#scenarioName').fill('Phương án gốc');
    await page.getByRole('button', { name: 'Lưu phương án' }).click();
    await page.getByRole('link', { name: 'Phương án gốc', exact: true }).waitFor();

    for (const donor of await page.locator('input[name=donor]:not([value="DA-CHONG-NGAP"])').all()) {
      await donor.uncheck();
    }
    await page.getByRole('radio', { name: 'Chuyển hết vốn nằm chờ' }).check();
    await page.getByRole('button', { name: 'Tính phương án' }).click();
    await page.getByRole('heading', { name: /^Chuyển 6\.800 tỷ đồng/ }).waitFor();
    await page.getByRole('link', { name: 'Đặt cạnh để so sánh: Phương án gốc' }).click();
    await page.getByRole('columnheader', { name: 'Phương án gốc' }).waitFor();
    await expectSound(page);
    await picture(page, 'planner-compared');

    const address = page.url();
    await page.goto(address);
    await page.getByRole('heading', { name: /^Chuyển 6\.800 tỷ đồng/ }).waitFor();

    await page.getByRole('button', { name: 'Lập dự thảo từ phương án' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lập dự thảo từ phương án' }).click();
    await page.getByText(/Đã lập dự thảo DC-2024-\d+/).waitFor();
    await page.getByText('Số liệu đã thay đổi từ khi phương án này được tính.').waitFor();
    const token = await host.token('ke-hoach-von');
    const moves = await fetch(`${host.url}/api/moves`, { headers: { authorization: `Bearer ${token}` } });
    expect(await moves.text()).toContain('"DA-CHONG-NGAP"');
    await page.context().close();
  });
});
