import { expect, it } from 'vitest';
import { signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

inBrowser('the capital pages', (web) => {
  web.inEachLook('are sound', async (page, shot, look) => {
    await signIn(page, 'ke-hoach-von', '/capital');
    await page.locator('main dl').first().waitFor();
    await page
      .locator(look.width < 640 ? 'main ol li' : 'main svg g[role=button]')
      .first()
      .waitFor();
    await shot('capital');
    for (const [path, key] of [
      ['/capital?tab=idle&as=table', 'idle'],
      ['/capital?tab=projects&group=metro', 'projects'],
      ['/moves/new?donor=DA-CHONG-NGAP', 'draft'],
      ['/projects/DA-THAM-LUONG-BEN-CAT', 'project'],
    ] as const) {
      await page.goto(path);
      await page.locator('main table, main select').first().waitFor();
      if (key === 'project') await page.locator('.recharts-bar-rectangle').first().waitFor();
      await shot(key);
    }
  });

  it('open the project behind a mark of the picture from the keyboard, and show the same flows as a table', async () => {
    const { page } = await web.as('ke-hoach-von', '/capital');
    const mark = page.getByRole('button', { name: /^Giải quyết ngập do triều.*6\.800 tỷ đồng$/ });
    await mark.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/projects/DA-CHONG-NGAP');
    await page.getByRole('heading', { name: /6\.800 tỷ đồng nằm chờ$/ }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Xem dạng bảng' }).click();
    const row = page.getByRole('row', { name: /^Giải quyết ngập do triều/ });
    expect(await row.textContent()).toContain('6.800.000.000.000\u00a0đồng');
    await page.context().close();
  });

  it('draw what a project spent by month, as columns and as the table of the same figures', async () => {
    const { page } = await web.as('ke-hoach-von', '/projects/DA-THAM-LUONG-BEN-CAT');
    const card = page.getByRole('region', { name: 'Giải ngân theo tháng' });
    await card
      .getByRole('img', { name: /^Biểu đồ cột: giải ngân .* Bảng bên dưới ghi từng tháng\.$/ })
      .waitFor();
    await card.locator('.recharts-bar-rectangle').first().waitFor();
    await card.getByText('Xem dạng bảng').click();
    const months = await card.locator('tbody tr').count();
    expect(months).toBeGreaterThan(6);
    expect(await card.locator('.recharts-bar-rectangle').count()).toBe(months);
    const spent = await page
      .getByRole('row', { name: /^Đã giải ngân/ })
      .locator('td')
      .textContent();
    expect(await card.locator('tbody tr').last().textContent()).toContain(spent);
    await page.context().close();
  });
});
