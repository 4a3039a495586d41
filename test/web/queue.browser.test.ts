import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, expect, it } from 'vitest';
import { expectSound, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const LEADER = 'chu-tich-thanh-pho';
/** No test passes or fails by it. */
const WAIT = { timeout: 120_000 };
const rowsOf = (page: Page) => page.locator('tr[data-case]');

inBrowser('the queue in a browser', (web) => {
  beforeAll(async () => {
    // Past the first due day: owners that did not answer are overdue or have lost their cases to the next rung.
    await web.host.advance('P7D');
  });

  async function open(path: string, who = LEADER): Promise<{ page: Page; complaints: readonly string[] }> {
    const opened = await web.as(who, path);
    await rowsOf(opened.page).first().waitFor();
    return opened;
  }

  web.inEachLook('is sound', async (page, shot) => {
    await signIn(page, LEADER, '/queue?tab=open');
    await rowsOf(page).first().waitFor();
    await shot('queue');
    await rowsOf(page).first().locator('th a').focus();
    await page.keyboard.press(' ');
    await page.locator('aside article').waitFor();
    await shot('queue-peek');
  });

  it('keeps tab and filters in the address, with counts, and saved views on the device', async () => {
    const { page } = await open('/queue?tab=open&utm_source=mail');
    const rung = page.getByLabel('Bậc', { exact: true });
    await rung.locator('option').nth(1).waitFor({ state: 'attached' });
    const [, offered = ''] =
      /\((\d+)\)/.exec((await rung.locator('option').nth(1).textContent()) ?? '') ?? [];
    await rung.selectOption({ index: 1 });
    await page.waitForURL(/rung=/);
    await expect.poll(() => rowsOf(page).count(), WAIT).toBe(Math.min(50, Number(offered)));
    await page.reload();
    await rowsOf(page).first().waitFor();
    expect(await rowsOf(page).count()).toBe(Math.min(50, Number(offered)));
    await page.getByRole('button', { name: 'Góc nhìn' }).click();
    await page.getByRole('menuitem', { name: 'Lưu góc nhìn này' }).click();
    await page.getByLabel('Tên góc nhìn').fill('Bậc của tôi');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.goto('/queue?tab=open&find=kh%C3%B4ng%20c%C3%B3%20g%C3%AC');
    await page.getByText('Không có hồ sơ khớp bộ lọc.').waitFor();
    await page.getByRole('button', { name: 'Góc nhìn' }).click();
    await page.getByRole('menuitem', { name: 'Bậc của tôi', exact: true }).click();
    await page.waitForURL(/rung=/);
    await rowsOf(page).first().waitFor();
    await page.context().close();
  });

  it('is worked by keys alone: down, choose, look, urge with a preview and a result for each', async () => {
    const { page } = await open('/queue?tab=open');
    const known = new Set((await web.host.mails()).map(({ id }) => id));
    await page.keyboard.press('j');
    const first = await page.evaluate('document.activeElement.closest("tr").dataset.case');
    expect(first).toBe(await rowsOf(page).first().getAttribute('data-case'));
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('Đã chọn 2 hồ sơ').waitFor();
    await page.keyboard.press('u');
    await page.getByRole('dialog').getByText('Sẽ làm').first().waitFor();
    expect(await page.getByRole('dialog').getByRole('listitem').count()).toBe(2);
    await page.getByRole('button', { name: 'Đôn đốc 2 hồ sơ' }).click();
    await page.getByText('Đã làm 2 trong 2 hồ sơ').waitFor();
    await expectSound(page);
    await page.getByRole('button', { name: 'Về hàng chờ' }).click();
    const fresh = async () => (await web.host.mails()).filter(({ id }) => !known.has(id)).length;
    await expect.poll(fresh, WAIT).toBe(2);
    await page.context().close();
  });

  it('gives chosen cases to another office, and says of each what became of it', async () => {
    const { page } = await open('/queue?tab=open');
    await rowsOf(page).nth(3).getByRole('checkbox').check();
    await rowsOf(page).nth(4).getByRole('checkbox').check();
    const chosen = await rowsOf(page).nth(3).getAttribute('data-case');
    await page.getByRole('button', { name: 'Giao lại' }).click();
    await page.getByLabel('Giao cho').selectOption('so-xay-dung');
    const yes = page.getByRole('button', { name: /^Giao lại \d hồ sơ$/ });
    await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    await yes.click();
    await page.getByText(/Đã làm \d trong 2 hồ sơ/).waitFor();
    await page.getByRole('button', { name: 'Về hàng chờ' }).click();
    const token = await web.host.token(LEADER);
    const answer = await fetch(`${web.host.url}/api/cases/${chosen}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(JSON.stringify(await answer.json())).toContain('so-xay-dung');
    await page.context().close();
  });

  it('hands out what it shows as a spreadsheet', async () => {
    const { page } = await open('/queue?tab=open');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Xuất bảng tính' }).click();
    const file = await (await download).path();
    const [sheet] = await readXlsxFile(readFileSync(file));
    const data = sheet?.data ?? [];
    expect(String(data[0]?.[0])).toContain('Khơi Thông · Hàng chờ xử lý');
    const first = await rowsOf(page).first().getAttribute('data-case');
    expect(data[3]?.[0]).toBe(first);
    await page.context().close();
  });

  it('is for looking only to those who may not act', async () => {
    const { page } = await open('/queue?tab=open', 'kiem-toan');
    await page.getByText('Chỉ xem').first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.context().close();
  });

  it('lists every case, closed ones too, and finds them without marks', async () => {
    const { page } = await open('/cases?find=rach%20van%20thanh');
    const links = rowsOf(page).locator('th a');
    await links.first().waitFor();
    const titles = await links.allTextContents();
    expect(titles.length).toBeGreaterThan(0);
    for (const title of titles) expect(title).toContain('Văn Thánh');
    await page.context().close();
  });

  it('keeps a case beside the list on a wide screen: the first, then the row that has the focus, then the one that is chosen', async () => {
    const { page, complaints } = await web.as('chu-tich-thanh-pho', '/queue?tab=open', {
      locale: 'vi',
      colorScheme: 'light',
      width: 1920,
    });
    const rows = page.locator('tr[data-case]');
    await rows.nth(3).waitFor();
    const peek = page.getByRole('complementary', { name: 'Hồ sơ đang xem' });
    const shows = async (index: number) => {
      const name = (await rows.nth(index).locator('th a').textContent()) ?? '';
      await peek.getByText(name).first().waitFor();
    };
    await shows(0);
    expect(await page.getByRole('button', { name: 'Đóng hồ sơ đang xem' }).count()).toBe(0);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await shows(1);
    await rows.nth(3).locator('td').nth(1).click();
    await page.waitForURL(/peek=HS-/);
    await shows(3);
    const heights = await rows.evaluateAll((all) =>
      all.map((row) => Math.round(row.getBoundingClientRect().height)),
    );
    expect(new Set(heights).size).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
