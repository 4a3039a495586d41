import { expect, it } from 'vitest';
import budget from '#web/budget.json' with { type: 'json' };
import { signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

inBrowser('the web app in a browser', (web) => {
  web.inEachLook('shows leadership the overview, sound', async (page, shot) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await signIn(page, 'chu-tich-thanh-pho');
    await page
      .getByRole('link', { name: /Chống ngập|Giải quyết ngập|Tidal flood/ })
      .first()
      .waitFor();
    await shot('overview');
    // Of the sign-in too: the app is opened before it and after it.
    expect(asked.length).toBeLessThanOrEqual(2 * budget.requestsOfFirstPage);
    expect(asked.filter((url) => !url.startsWith(web.host.url))).toEqual([]);
  });

  it('leads from a number to its list, from a cell to its case, and finds a case from anywhere', async () => {
    const { page } = await web.as('chu-tich-thanh-pho');
    await page.getByRole('heading', { name: /57 hồ sơ đang mở/ }).waitFor();
    await page.getByRole('link', { name: 'Chủ đầu tư' }).click();
    await page.waitForURL(/\/queue\?rung=1$/);
    await page.goBack();
    await page.keyboard.press('/');
    await page.locator('input[role=combobox]:focus').waitFor();
    const cells = page.locator('section').filter({ hasText: 'mỗi ô một dự án' }).locator('ul ul a');
    await cells.nth(56).waitFor();
    expect(await cells.count()).toBe(57);
    await cells.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await cells.nth(1).evaluate((cell) => cell.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cases\/HS-2024-\d{4}$/);
    const before = page.url();
    const search = page.getByRole('combobox', { name: 'Tìm dự án, mã hồ sơ' });
    await search.fill('tham luong');
    await page
      .getByRole('option', { name: /Tham Lương/ })
      .first()
      .waitFor();
    await search.press('Enter');
    await page.waitForURL((url) => url.href !== before && /\/cases\/HS-2024-\d{4}$/.test(url.pathname));
    await page.context().close();
  });

  it('shows a reporter the own units without the capital of the city', async () => {
    const { page } = await web.as('bao-cao-q8');
    await page.getByRole('heading', { name: 'Hồ sơ đang ở bậc nào' }).waitFor();
    expect(await page.getByText('Mốc phải kịp').count()).toBe(0);
    await page.context().close();
  });

  it('comes back to the page that was asked for, and says when there is none', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/nowhere?x=1');
    expect(new URL(page.url()).pathname).toBe('/nowhere');
    expect(await page.locator('h1').textContent()).toBe('Không có trang ở địa chỉ này');
    await page.context().close();
  });
});
