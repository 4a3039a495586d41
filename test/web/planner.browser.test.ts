import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectSound, picture, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

inBrowser('the planner in a browser', (web) => {
  /** The plan of the present wishes is there. */
  const computed = (page: Page) =>
    page
      .getByText(/PA-[0-9a-f]{20}/)
      .first()
      .waitFor();

  web.inEachLook('shows leadership where idle capital would go, sound', async (page, shot) => {
    await signIn(page, 'chu-tich-thanh-pho', '/planner');
    await computed(page);
    await shot('planner');
    expect(
      await page
        .locator('main')
        .getByRole('button', { name: /dự thảo|Draft/ })
        .count(),
    ).toBe(0);
  });

  it('leads from a mark of the picture to its line, and says how often the forecast held', async () => {
    const { page } = await web.as('ke-hoach-von', '/planner');
    await computed(page);
    await page.getByText(/dự án rơi vào giữa P10 và P90/).waitFor();
    expect(await page.getByText('Số giải ngân theo tháng là minh họa, nên phép thử').count()).toBe(1);
    await page.getByRole('button', { name: /^Giải quyết ngập do triều/ }).focus();
    await page.keyboard.press('Enter');
    const line = page.locator('#line-DA-CHONG-NGAP');
    expect(await line.evaluate((row) => row.matches(':focus'))).toBe(true);
    await page.getByRole('button', { name: 'Xem dạng bảng' }).click();
    await page
      .getByRole('table', { name: 'Từ nơi nằm chờ sang nơi làm được' })
      .getByRole('row', { name: /^Giải quyết ngập do triều/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^Giữ nguyên dự án: Nạo vét, cải tạo rạch Xuyên Tâm/ }).click();
    await page.getByText('Nạo vét, cải tạo rạch Xuyên Tâm: giữ nguyên').first().waitFor();
    await page.context().close();
  });

  it('prints a plan without what only a screen can use, and expectations without false exactness', async () => {
    const { page } = await web.as('ke-hoach-von', '/planner');
    await computed(page);
    await page.getByText(/dự án rơi vào giữa P10 và P90/).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('heading', { name: 'Các phương án đã lưu' }).isVisible()).toBe(false);
    const line = page.getByRole('row', { name: /^Nạo vét, cải tạo rạch Xuyên Tâm/ });
    const [given, expected] = await line.locator('td[data-head]').allInnerTexts();
    expect(given).toMatch(/^[\d.]+\sđồng$/);
    expect(expected).toMatch(/^[\d.,]+\stỷ$/);
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(4);
    await page.context().close();
  });

  it('does not wish what the address misspells, and keeps the rest of it', async () => {
    const wishes = encodeURIComponent(JSON.stringify({ maxRecipients: 'many' }));
    const { page, complaints } = await web.as('ke-hoach-von', `/planner?wishes=${wishes}&beside=none`);
    await computed(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says which conditions clash, and what is not right about a wish', async () => {
    const { page } = await web.as('ke-hoach-von', '/planner');
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
    const { page } = await web.as('ke-hoach-von', '/planner');
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
    const token = await web.host.token('ke-hoach-von');
    const moves = await fetch(`${web.host.url}/api/moves`, { headers: { authorization: `Bearer ${token}` } });
    expect(await moves.text()).toContain('"DA-CHONG-NGAP"');
    await page.context().close();
  });
});
