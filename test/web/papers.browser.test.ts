import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { inBrowser } from './suite.ts';

/** Pixels of a module: what a camera would see of it. */
const SCALE = 6;

/** Reads the QR code on the page as a camera would, from the squares that it draws. */
async function readCode(page: Page): Promise<string> {
  const code = page.locator('svg[data-qr]');
  await code.waitFor({ state: 'attached' });
  const size = z.coerce
    .number()
    .int()
    .parse(await code.getAttribute('data-qr'));
  const drawn = z.string().parse(await code.locator('path').getAttribute('d'));
  const width = size * SCALE;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of drawn.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let column = Number(x) * SCALE; column < (Number(x) + 1) * SCALE; column += 1) {
        data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
      }
    }
  }
  return decodeQR({ width, height: width, data });
}

inBrowser('what leaves the screen as paper', (web) => {
  async function save(page: Page, name: string): Promise<Buffer> {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    return readFileSync(await saved.path());
  }

  it('offers the letter that urges whoever holds a case, for signing and as it looks', async () => {
    const { page, complaints } = await web.as('chu-tich-thanh-pho', '/cases/HS-2024-0001');
    await page.getByRole('heading', { name: 'Công văn đôn đốc' }).waitFor();
    expect((await save(page, 'Tải .docx')).subarray(0, 2).toString()).toBe('PK');
    expect((await save(page, 'Xem PDF')).subarray(0, 5).toString()).toBe('%PDF-');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('does not offer the letter to whoever only reports', async () => {
    const { page } = await web.as('bao-cao-q8', '/cases');
    await page.locator('main tbody th a').first().click();
    await page.getByRole('heading', { name: 'Văn bản', exact: true }).waitFor();
    expect(await page.getByRole('heading', { name: 'Công văn đôn đốc' }).count()).toBe(0);
    await page.context().close();
  });

  it('prints a case with its code, the way back to it, and black ink whatever the screen has', async () => {
    const dark = { locale: 'vi', colorScheme: 'dark', width: 1440 } as const;
    const { page } = await web.as('chu-tich-thanh-pho', '/cases/HS-2024-0001', dark);
    expect(await readCode(page)).toBe(`${web.host.url}/cases/HS-2024-0001`);
    await page.emulateMedia({ media: 'print' });
    const head = page.getByText(/^Khơi Thông · HS-2024-0001 · Số liệu lúc .+ · in lúc /);
    expect(await head.isVisible()).toBe(true);
    const ink: unknown = await page.evaluate(
      "const style = getComputedStyle(document.querySelector('main h1')); style.color + ' ' + getComputedStyle(document.body).backgroundColor",
    );
    expect(ink).toBe('rgb(0, 0, 0) rgb(255, 255, 255)');
    await page.context().close();
  });

  const sheets = async (page: Page): Promise<number> => {
    await page.emulateMedia({ media: 'print' });
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    return paper.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  };

  it('prints the morning’s meeting on one sheet', async () => {
    const { page } = await web.as('chu-tich-thanh-pho');
    await page.getByRole('heading', { name: 'Vướng mắc thuộc loại nào' }).waitFor();
    expect(await sheets(page)).toBe(1);
    await page.context().close();
  });

  it('prints a case that has climbed to the third rung on two sheets', async () => {
    const headers = {
      authorization: `Bearer ${await web.host.token('chu-tich-thanh-pho')}`,
      'content-type': 'application/json',
    };
    for (const reason of ['Cần quận chỉ đạo', 'Cần Quận ủy chỉ đạo']) {
      const body = JSON.stringify({ reason });
      const address = `${web.host.url}/api/cases/HS-2024-0001/escalate`;
      expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(200);
    }
    const { page } = await web.as('chu-tich-thanh-pho', '/cases/HS-2024-0001');
    await page.locator('li[aria-current="step"][data-rung="3"]').waitFor();
    await page.getByText(/Chuỗi \d+ biên nhận nguyên vẹn/).waitFor();
    expect(await sheets(page)).toBe(2);
    await page.context().close();
  });
});
