import { beforeAll, describe, expect, it } from 'vitest';
import budget from '#web/budget.json' with { type: 'json' };
import { expectSound, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

inBrowser('the web app in a browser', (web) => {
  web.inEachLook('shows leadership the overview, sound', async (page, shot, look) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await signIn(page, 'chu-tich-thanh-pho');
    // On a phone what explains is folded below what has to be done.
    const folded = page.getByRole('button', { name: /^(Xem chi tiết|Show)$/ });
    if (look.width < 640) {
      await folded.first().waitFor();
      while ((await folded.count()) > 0) await folded.first().click();
    }
    await page
      .getByRole('link', { name: /Chống ngập|Giải quyết ngập|Tidal flood/ })
      .first()
      .waitFor();
    await shot('overview');
    // Of the sign-in too: the app is opened before it and after it.
    expect(asked.length).toBeLessThanOrEqual(2 * budget.requestsOfFirstPage);
    expect(asked.filter((url) => !url.startsWith(web.host.url))).toEqual([]);
  });

  it('says once that the page did not load, and of one card only that this part did not', async () => {
    const { page } = await web.open();
    const refuse = { status: 400, json: {} };
    await page.route('**/api/overview', async (route) => route.fulfill(refuse));
    await signIn(page, 'chu-tich-thanh-pho');
    await page.getByText('Chưa tải được trang này.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.unroute('**/api/overview');
    await page.route('**/api/overview/projects', async (route) => route.fulfill(refuse));
    await page.reload();
    await page.getByText('Chưa tải được phần này.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.context().close();
  });

  it('leads from a number to its list, from a cell to its case, and finds a case from anywhere', async () => {
    const { page } = await web.as('chu-tich-thanh-pho');
    await page.getByRole('heading', { name: /57 hồ sơ đang mở/ }).waitFor();
    await page.getByRole('link', { name: 'Chủ đầu tư', exact: true }).click();
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
    const search = page.getByRole('combobox', { name: 'Tìm dự án, mã hồ sơ, chức danh' });
    await search.fill('tham luong');
    await page
      .getByRole('option', { name: /Tham Lương/ })
      .first()
      .waitFor();
    await search.press('Enter');
    await page.waitForURL((url) => url.href !== before && /\/cases\/HS-2024-\d{4}$/.test(url.pathname));
    await page.context().close();
  });

  it('shows every project as a row, leads from a count to its list, and finds what waits for a post', async () => {
    const english = { locale: 'en', colorScheme: 'light', width: 1440 } as const;
    const { page } = await web.as('chu-tich-thanh-pho', '/', english);
    await page.getByText('Chairperson of the City People').first().waitFor();
    await page.getByRole('link', { name: 'Show as a table' }).click();
    const rows = page.getByRole('table', { name: 'Blocked projects' }).locator('tbody tr');
    await rows.nth(56).waitFor();
    expect(await rows.count()).toBe(57);
    await expectSound(page);
    await page.getByRole('link', { name: 'Show as cells' }).click();
    await page.getByRole('link', { name: /^In review: 57 projects/ }).click();
    await page.waitForURL(/\/\?as=table&status=inReview$/);
    await rows.nth(56).waitFor();
    expect(await rows.count()).toBe(57);
    await page.getByLabel('Status', { exact: true }).selectOption({ label: 'All' });
    await page.waitForURL(/\/\?as=table$/);
    await page.getByRole('link', { name: 'Show as cells' }).click();
    await page.getByRole('link', { name: '57 cases', exact: true }).click();
    await page.waitForURL(/\/cases\?status=inReview$/);
    await page.getByText('of 57 cases').waitFor();
    const search = page.getByRole('combobox', { name: 'Find a project, case or post' });
    await search.fill('transport works');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /^Transport Works Board/ })
      .waitFor();
    await search.press('Enter');
    await page.waitForURL(/\/queue\?office=/);
    await page.context().close();
  });

  it('leads from what has changed, from sums, dates and sources to what is behind them', async () => {
    const { page, complaints } = await web.as('chu-tich-thanh-pho');
    const back = async () => {
      await page.goBack();
      await page.getByRole('link', { name: '57 hồ sơ có việc mới' }).waitFor();
    };
    await page.getByRole('link', { name: '57 hồ sơ có việc mới' }).click();
    await page.waitForURL(/\/cases\?since=2024-10-07$/);
    await page.getByText('trong 57 hồ sơ').waitFor();
    await page.getByRole('button', { name: 'Bỏ: Có việc mới từ 07/10/2024' }).click();
    await page.waitForURL(/\/cases\?tab=all$/);
    await page.goBack();
    await back();

    await page
      .getByRole('link', { name: 'Kẹt nhiều vốn nhất ở Chủ đầu tư: 57 hồ sơ, 18.519 tỷ đồng.' })
      .waitFor();
    await page.getByRole('link', { name: '57 hồ sơ đang mở' }).click();
    await page.waitForURL(/\/queue\?tab=open$/);
    await page.getByText('trong 57 hồ sơ').waitFor();
    await back();
    await page.getByRole('link', { name: /^Xem \d+ loại khác, 17 hồ sơ$/ }).click();
    await page.getByText('trong 17 hồ sơ').waitFor();
    await back();
    await page.getByRole('link', { name: 'Quận 8', exact: true }).click();
    await page.getByText('trong 4 hồ sơ').waitFor();
    await back();

    await page.getByText('Các số này từ đâu, tính thế nào').click();
    await page.getByText('50.552 tỷ đồng ÷ 77 ngày = 657 tỷ đồng').waitFor();
    await page.getByText('4.012 tỷ đồng ÷ 191 ngày = 21 tỷ đồng').waitFor();
    await expectSound(page);
    const sums = page.getByRole('table', { name: /cộng từ năm nhóm/ });
    await sums.getByRole('link', { name: 'Vướng thủ tục' }).click();
    await page.waitForURL(/\/capital\?tab=projects&group=/);
    await page
      .getByRole('table', { name: /Vướng thủ tục/ })
      .getByText('6.800 tỷ')
      .first()
      .waitFor();
    await back();
    await page.getByRole('link', { name: '77 ngày' }).click();
    await page.getByRole('heading', { name: /2025/ }).first().waitFor();
    await back();
    await page.getByRole('link', { name: '2 dự án có nguồn công khai, 55 dự án minh họa' }).click();
    const projects = page.getByRole('table', { name: 'Dự án vướng mắc' });
    await projects.getByRole('columnheader', { name: 'Nguồn số liệu' }).waitFor();
    await page.reload();
    await projects.waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  describe('six days later', () => {
    beforeAll(async () => web.host.advance('P6D'));

    it('counts in the menu what is overdue, and what whoever is asked has not answered', async () => {
      const count = async (username: string): Promise<string | null> => {
        const { page } = await web.as(username);
        const entry = page
          .getByRole('navigation', { name: 'Mục chính' })
          .getByRole('link', { name: /^Hàng chờ/ });
        await entry.getByText(/việc đang chờ hoặc quá hạn/).waitFor({ state: 'attached' });
        const text = await entry.textContent();
        await page.context().close();
        return text;
      };
      expect(await count('chu-tich-thanh-pho')).toContain('57 việc đang chờ hoặc quá hạn');
      expect(await count('ke-hoach-von')).toContain('57 việc');
    });

    it('leads from what is late, and from each part of a rung, to exactly these cases', async () => {
      const { page } = await web.as('chu-tich-thanh-pho');
      await page.getByRole('link', { name: '57 hồ sơ đã quá hạn' }).click();
      await page.waitForURL(/\/queue\?tab=overdue$/);
      await page.getByText('trong 57 hồ sơ').waitFor();
      await page.goBack();
      await page.getByRole('link', { name: 'Hôm nay có 57 việc quá hạn hoặc sắp đến hạn.' }).click();
      await page.getByText('trong 57 hồ sơ').waitFor();
      await page.getByRole('button', { name: 'Bỏ: Quá hạn, Đến hạn trong 2 ngày làm việc' }).waitFor();
      await page.goBack();
      const part = page.getByRole('link', { name: /^Quá hạn: \d+, Chủ đầu tư$/ });
      const n = /\d+/.exec((await part.getAttribute('aria-label')) ?? '')?.[0];
      await part.click();
      await page.waitForURL(/\/queue\?rung=1&band=overdue$/);
      await page.getByText(`trong ${n} hồ sơ`).waitFor();
      await page.context().close();
    });
  });

  it('shows a reporter the own units without the capital of the city', async () => {
    const { page } = await web.as('bao-cao-q8');
    await page.getByRole('heading', { name: 'Hồ sơ đang ở bậc nào' }).waitFor();
    expect(await page.getByText('Mốc phải kịp').count()).toBe(0);
    await page.getByRole('button', { name: 'Báo vướng mắc' }).click();
    await page.waitForURL(/\/report$/);
    await page.context().close();
  });

  it('comes back to the page that was asked for, and says when there is none', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/nowhere?x=1');
    expect(new URL(page.url()).pathname).toBe('/nowhere');
    expect(await page.locator('h1').textContent()).toBe('Không có trang ở địa chỉ này');
    await page.context().close();
  });
});
