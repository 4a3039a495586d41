import { expect, it } from 'vitest';
import { expectSound, signIn } from './pages.ts';
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

  it('say at its place what keeps a draft from being sent, lead to it, and ask nothing before it is mended', async () => {
    const { page, complaints } = await web.as('ke-hoach-von', '/moves/new');
    const send = page.getByRole('button', { name: 'Gửi dự thảo' });
    const focused = async (id: string) => page.locator(`[id="${id}"]:focus`).waitFor();
    await page.locator('[id="donors.add"]').waitFor();
    await page.locator('[id="recipients.add"]').waitFor();
    await send.click();
    await focused('donors.add');
    await page.getByRole('alert').getByText('Có 3 chỗ cần sửa').waitFor();
    expect(await page.title()).toContain('Lỗi:');
    await page.locator('[id="donors.add"]').selectOption('DA-CHONG-NGAP');
    await page.locator('[id="recipients.add"]').selectOption('DA-XUYEN-TAM');
    await page.locator('[id="donors.0.amount"]').fill('9000000000000');
    await page.locator('[id="recipients.0.amount"]').fill('1000000000');
    await send.click();
    // More than lies idle, at the line; unequal sides, at the one that is less; no reason.
    await focused('donors.0.amount');
    await page.locator('[id="donors.0.amount-error"]', { hasText: 'vốn đang nằm chờ' }).waitFor();
    await page.locator('[id="recipients.0.amount-error"]', { hasText: 'Bên giảm nhiều hơn' }).waitFor();
    await page.locator('#reason-error', { hasText: 'Ghi lý do điều chuyển.' }).waitFor();
    await expectSound(page);
    await page.locator('[id="donors.0.amount"]').fill('1000000000');
    await page.locator('#reason').fill('Vốn không còn khả năng giải ngân trong năm.');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await send.click();
    await page.getByRole('dialog').getByText('Gửi dự thảo điều chuyển').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
