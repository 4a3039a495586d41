import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectSound, picture, signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

/** Presses a button and reads the file that the browser saves. */
async function saved(page: Page, label: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: label }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

inBrowser('the publication page in a browser', (web) => {
  web.inEachLook('is sound', async (page, shot) => {
    await signIn(page, 'chu-tich-thanh-pho', '/publication');
    await page.locator('main table').waitFor();
    await shot('publication');
  });

  it('saves the weekly report as a workbook and as a PDF, through the bundles that are deployed', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/publication');
    const sheet = await saved(page, 'Báo cáo giải ngân tuần (.xlsx)');
    expect(sheet.name).toMatch(/^giai-ngan-tuan-2024-10-07\.xlsx$/);
    expect(sheet.bytes.toString('latin1', 0, 2)).toBe('PK');
    const paper = await saved(page, 'Báo cáo giải ngân tuần (PDF)');
    expect(paper.bytes.toString('latin1', 0, 5)).toBe('%PDF-');
    await page.context().close();
  });

  it('leads to the page for everybody, which needs neither account nor script and is sound', async () => {
    const context = await web.browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
    const page = await context.newPage();
    await page.goto(`${web.host.url}/cong-khai`);
    expect(await page.locator('h1').textContent()).toContain('tháo gỡ đến đâu');
    expect(await page.locator('.cells i').count()).toBe(57);
    await picture(page, 'public-status-vi');
    await context.close();
    const { page: scripted } = await web.open();
    await scripted.goto(`${web.host.url}/public-status`);
    await expectSound(scripted);
    await scripted.context().close();
  });
});
