import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readSheets from 'read-excel-file/node';
import { expect, it } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import * as z from 'zod';
import { IMPORT_COLUMNS } from '#domain/import-plan.ts';
import { chooseSheet, type Line, MIXED, OWN, sheetOf } from './import-sheet.ts';
import { expectSound, picture, signIn } from './pages.ts';
import { inBrowser, type Web } from './suite.ts';

const CLERK = 'bao-cao-q8';

/** Chooses a file and waits for its preview. */
async function preview(page: Page, name: string, buffer: Buffer): Promise<void> {
  await chooseSheet(page, name, buffer);
  await page.waitForURL(/\/import\/NK/);
  await page.locator('main details summary').waitFor();
  await page.locator('main tbody tr').first().waitFor();
}

async function saved(page: Page, label: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: label }).click();
  return readFileSync(await (await waiting).path());
}

const rowOf = (page: Page, row: number) =>
  page.locator('main tbody tr').filter({ has: page.locator(`td:first-child span:text-is("${row}")`) });

async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('dialog').getByRole('button', { name: label }).click();
}

const Reports = z.object({ items: z.array(z.object({ description: z.string() })) });

/** What the clerk's office has reported, as the API says it. */
async function reportsOf(web: Web): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${await web.host.token(CLERK)}` };
  const answer = await fetch(`${web.host.url}/api/reports?limit=100`, { headers });
  return Reports.parse(await answer.json()).items.map(({ description }) => description);
}

inBrowser('importing a spreadsheet', (web) => {
  web.inEachLook('is sound before, during and after', async (page, shot) => {
    await signIn(page, CLERK, '/import');
    await page.locator('main fieldset').first().waitFor();
    await shot('import');
    await chooseSheet(page, 'vuong-mac.xls', Buffer.from('old'));
    await page.getByRole('alert').waitFor();
    await shot('import-refused');
    await preview(page, 'vuong-mac-quan-8.xlsx', await sheetOf(MIXED));
    await shot('import-preview');
    await page.locator('main details summary').click();
    await shot('import-columns');
  });

  it('a clerk gets the template, mends what is wrong, confirms, and finds each report and case', async () => {
    const { page, complaints } = await web.as(CLERK, '/import');
    const [template] = await readSheets(await saved(page, 'Tải mẫu bảng tính'));
    expect(template?.data[0]?.[0]).toBe('Mã dự án *');

    const before = await reportsOf(web);
    await preview(page, 'vuong-mac-quan-8.xlsx', await sheetOf(MIXED));
    expect(await page.locator('h1').textContent()).toBe('Chưa nhập: 2 dòng mới, 3 dòng lỗi');
    const wrong = await rowOf(page, 4).textContent();
    expect(wrong).toContain('B4');
    expect(wrong).toContain('Giải tỏa');
    expect(wrong).toContain('Không có trong danh mục');
    expect(wrong).toContain('H4');
    expect(await rowOf(page, 5).textContent()).toContain('Dự án thuộc địa bàn khác');
    expect(await rowOf(page, 7).textContent()).toContain('Trùng với dòng 3');
    expect(await rowOf(page, 6).textContent()).toContain('Có vẻ là số điện thoại');
    await page.getByRole('link', { name: /^Cảnh báo/ }).click();
    await page.waitForURL(/rows=warned/);
    await rowOf(page, 3).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^Lỗi/ }).click();
    await rowOf(page, 6).waitFor({ state: 'detached' });
    const [mistakes] = await readSheets(await saved(page, 'Tải danh sách cần sửa'));
    expect(mistakes?.data).toHaveLength(4);
    expect(mistakes?.data[1]?.at(-1)).toContain('Số hộ còn lại: Không phải số hộ');

    await page.getByLabel('Sửa ô B4, Loại vướng mắc').selectOption('GPMB');
    await page.reload();
    await page.getByLabel('Sửa ô H4, Số hộ còn lại').fill('12');
    await page.getByRole('button', { name: 'Kiểm tra lại 2 ô đã sửa' }).click();
    await page.getByRole('heading', { name: 'Chưa nhập: 3 dòng mới' }).waitFor();
    expect(await reportsOf(web)).toEqual(before);

    await confirm(page, 'Nhập 3 dòng');
    await page.getByRole('heading', { name: 'Đã nhập 3 dòng, 2 dòng không nhập' }).waitFor();
    const after = await reportsOf(web);
    expect(after.length).toBe(before.length + 3);
    await web.host.advance('PT1M');
    await page.goto(`${new URL(page.url()).pathname}?rows=written`);
    await rowOf(page, 4)
      .getByRole('link', { name: /^HS-2024-\d{4}$/ })
      .waitFor();
    await expectSound(page);
    await picture(page, 'import-written');
    await rowOf(page, 4).getByRole('link').first().click();
    await page.getByText('Còn 12 hộ đoạn cầu số 2').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('the same file again says of each row that it was imported, and changes nothing', async () => {
    const { page } = await web.as(CLERK, '/import');
    const lines = MIXED.slice(0, 1);
    const before = await reportsOf(web);
    await preview(page, 'lan-nua.xlsx', await sheetOf(lines));
    expect(await page.locator('h1').textContent()).toBe('Không có dòng nào khác số đã lưu');
    expect(await rowOf(page, 3).textContent()).toContain('Đã nhập trước đó');
    expect(await page.getByRole('button', { name: 'Nhập 0 dòng' }).isDisabled()).toBe(true);
    expect(await reportsOf(web)).toEqual(before);
    await page.context().close();
  });

  it('goes on where it was when the line is lost between two batches, and is undone', async () => {
    const { page, complaints } = await web.as(CLERK, '/import');
    const many = (households: string): Line[] =>
      Array.from({ length: 70 }, (_, at) => [
        OWN,
        'VON',
        `Thiếu vốn gói ${at + 1}`,
        households,
        `V-${at + 1}`,
      ]);
    await preview(page, 'bay-muoi.xlsx', await sheetOf(many('1')));
    const before = (await reportsOf(web)).length;
    let calls = 0;
    await page.route('**/confirm', async (route) => {
      calls += 1;
      // The second batch is written, and its answer is lost on the way.
      if (calls === 2) {
        await route.fetch();
        await route.abort('internetdisconnected');
      } else await route.continue();
    });
    await confirm(page, 'Nhập 70 dòng');
    await page
      .getByRole('button', { name: 'Nhập tiếp' })
      .or(page.getByRole('heading', { name: /^Đã nhập/ }))
      .waitFor();
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.getByRole('heading', { name: 'Đã nhập 70 dòng' }).waitFor();
    expect(calls).toBeGreaterThanOrEqual(2);
    const all = await reportsOf(web);
    expect(Math.min(100, before + 70)).toBe(all.length);
    // New reports have cases: nothing to undo, and the page does not offer it.
    expect(await page.getByRole('button', { name: 'Hoàn tác cả lần nhập' }).count()).toBe(0);

    await page.goto('/import');
    await preview(page, 'bay-muoi-sua.xlsx', await sheetOf(many('2').slice(0, 2)));
    await confirm(page, 'Nhập 2 dòng');
    await page.getByRole('heading', { name: /^Đã nhập 2 dòng/ }).waitFor();
    await confirm(page, 'Hoàn tác cả lần nhập');
    await page.getByRole('heading', { name: 'Đã hoàn tác 2 dòng' }).waitFor();
    await page.goto('/import');
    await page.getByRole('link', { name: 'bay-muoi-sua.xlsx' }).waitFor();
    await expectSound(page);
    await picture(page, 'import-earlier');
    expect(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await page.context().close();
  });

  it('draws of two thousand rows those in sight, and keeps what is typed into one that is scrolled away', async () => {
    const { page, complaints } = await web.as(CLERK, '/import');
    const lines = Array.from({ length: 2000 }, (_, at): Line => {
      const households = at % 10 === 5 ? 'nhiều' : '3';
      return [OWN, 'VON', `Thiếu vốn hạng mục ${at + 1}`, households, `H-${at + 1}`];
    });
    await preview(page, 'hai-nghin.xlsx', await sheetOf(lines));
    await page.getByRole('heading', { name: 'Chưa nhập: 1.800 dòng mới, 200 dòng lỗi' }).waitFor();
    const table = page.getByRole('table', { name: /hai-nghin/ });
    const drawn = table.locator('tbody tr[data-index]');
    await rowOf(page, 3).waitFor();
    expect(await table.getAttribute('aria-rowcount')).toBe('2001');
    expect(await drawn.count()).toBeLessThan(60);
    await expectSound(page);

    const typed = page.getByLabel('Sửa ô H8, Số hộ còn lại');
    await typed.fill('12');
    // As somebody who holds the End key: rows are as high as they need, which is known when they are drawn.
    await page.evaluate(`new Promise((done) => {
      const on = () => {
        scrollTo(0, document.documentElement.scrollHeight);
        const cells = [...document.querySelectorAll('main tbody td:first-child')];
        if (cells.some(({ textContent }) => textContent === '2002')) done();
        else requestAnimationFrame(on);
      };
      on();
    })`);
    expect(await rowOf(page, 2002).getAttribute('aria-rowindex')).toBe('2001');
    expect(await drawn.count()).toBeLessThan(60);
    // It has the focus still, so it is still there; afterwards it goes and comes back as it was left.
    expect(await typed.evaluate((field) => field.matches(':focus'))).toBe(true);
    await typed.evaluate((field) => (field instanceof HTMLElement ? field.blur() : undefined));
    await typed.waitFor({ state: 'detached' });
    await page.evaluate('scrollTo(0, 0)');
    await typed.waitFor();
    expect(await typed.inputValue()).toBe('12');

    // By keyboard from one mistake to the next, out of sight and on.
    await typed.focus();
    for (const row of [18, 28, 38, 48]) {
      const next = page.getByLabel(`Sửa ô H${row}, Số hộ còn lại`);
      await next.waitFor({ state: 'attached' });
      await page.keyboard.press('Tab');
      await next.and(page.locator(':focus')).waitFor();
    }
    await page.getByRole('link', { name: /^Lỗi/ }).click();
    await page.waitForURL(/rows=error/);
    await page.locator('table[aria-rowcount="201"]').waitFor();

    // Paper shows all of them, by the button and by the keys, however few were read before; then the screen is as it was.
    await page.evaluate(`window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      const rows = [...document.querySelectorAll('main tbody tr[data-index]')];
      document.body.dataset.paper = rows.length + ' rows, last ' + rows.at(-1).firstElementChild.textContent;
      dispatchEvent(new Event('afterprint'));
    }`);
    const onPaper = async (said: string) => page.locator(`body[data-paper="${said}"]`).waitFor();
    await page.getByRole('button', { name: 'In cả 200 dòng' }).click();
    await onPaper('200 rows, last 1998');
    await page.getByRole('link', { name: /^Tất cả/ }).click();
    await page.locator('table[aria-rowcount="2001"]').waitFor();
    // Begun from the browser's own menu it has what was read, and says what it lacks.
    const begun = await page.evaluate(`(() => {
      dispatchEvent(new Event('beforeprint'));
      const text = document.querySelector('main tbody').innerText;
      dispatchEvent(new Event('afterprint'));
      return text;
    })()`);
    expect(begun).toMatch(
      /^Còn [\d.]+ dòng chưa đọc, không có trên giấy này\. Để in đủ, bấm “In cả 2\.000 dòng”\./,
    );
    expect(begun).not.toContain('Đang tải');
    await page.keyboard.press('Control+p');
    await onPaper('2000 rows, last 2002');
    expect(await drawn.count()).toBeLessThan(60);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('gives the template in the language that is read', async () => {
    const english = { locale: 'en', colorScheme: 'light', width: 1440 } as const;
    const { page } = await web.as(CLERK, '/import', english);
    const [template] = await readSheets(await saved(page, 'Download the template'));
    expect(template?.data[0]?.slice(0, 2)).toEqual(['Project code *', 'Category *']);
    await page.context().close();
  });

  it('says what a file that cannot be read needs, and takes another one at the same place', async () => {
    const { page } = await web.as(CLERK, '/import');
    const formula = [[{ type: String, value: 'Mã dự án' }], [{ type: 'Formula' as const, value: '=1+1' }]];
    await chooseSheet(page, 'cong-thuc.xlsx', Buffer.from(await writeWorkbook(formula).toBuffer()));
    await page.getByText(/Tệp có công thức ở ô A2/).waitFor();
    await chooseSheet(page, 'khong-phai.xlsx', Buffer.from('not a workbook'));
    await page.getByText(/không phải bảng tính XLSX/).waitFor();
    await chooseSheet(page, 'anh.png', Buffer.from('x'));
    await page.getByText(/Không phải tệp \.xlsx/).waitFor();
    await chooseSheet(page, 'lon.xlsx', Buffer.alloc(10_000_000));
    await page.getByText('Tệp lớn hơn 5 MB').waitFor();
    await chooseSheet(page, 'trong.xlsx', Buffer.alloc(0));
    await page.getByText('Tệp trống.').waitFor();
    await preview(page, 'tot.xlsx', await sheetOf(MIXED.slice(3, 4)));
    await page.context().close();
  });

  it('is for planning and finance with figures, read aloud in the unit that is chosen', async () => {
    const { page } = await web.as('ke-hoach-von', '/import');
    await page.getByRole('radio', { name: /Số liệu giải ngân/ }).check();
    const heads = IMPORT_COLUMNS.figures.map(({ heading }) => heading.vi);
    const data = [heads, ['DA-CHONG-NGAP', '2024', '1.500,5', '0', '08/10/2024']].map((row) =>
      row.map((value) => ({ type: String, value })),
    );
    await preview(page, 'giai-ngan.xlsx', Buffer.from(await writeWorkbook(data).toBuffer()));
    expect(await rowOf(page, 2).textContent()).toContain('1.500.500.000.000');
    await page.locator('#unit').selectOption('million');
    await page.getByRole('button', { name: 'Đọc lại tệp' }).click();
    await rowOf(page, 2)
      .getByTitle(/^1\.500\.500\.000\s/)
      .first()
      .waitFor();
    await expectSound(page);
    await picture(page, 'import-figures');
    await page.context().close();
  });

  it('is not in the menu of those who may not', async () => {
    const { page } = await web.as('kiem-toan');
    expect(await page.getByRole('link', { name: 'Nhập từ bảng tính' }).count()).toBe(0);
    await page.goto('/import');
    await page.getByText('Chức danh này không xem được mục này').waitFor();
    await page.context().close();
  });
});
