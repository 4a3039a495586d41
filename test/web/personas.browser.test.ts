import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { askOf, caseOf, codeIn, draftMove, IDLE_PROJECT, Movement } from './guide-city.ts';
import { expectSound, picture } from './pages.ts';
import { inBrowser, type Web } from './suite.ts';

/** What the API lets nobody do whose role is to look: none of these buttons may be there. */
const ACTS = /^(Đôn đốc|Giao lại|Chuyển cấp|Tạm dừng|Lập điều chuyển|Gửi dự thảo|Dừng lại|Ghi thay đổi)$/;

/** The button under the outcomes of an action page. */
const DECIDE = 'form:has(input[name=outcome]) button';

async function actsOn(page: Page): Promise<readonly string[]> {
  const buttons = await page.locator('main').getByRole('button').allTextContents();
  return buttons.filter((text) => ACTS.test(text.trim()));
}

/** The page behind the link of a mail, on a phone whose browser runs no script. */
async function onPhone(web: Web, link: string): Promise<Page> {
  const context = await web.browser.newContext({
    javaScriptEnabled: false,
    locale: 'vi-VN',
    viewport: { width: 360, height: 780 },
  });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

inBrowser('a persona’s story', (web) => {
  it('a reviewer, with a mail and a phone without scripts: forgets the reason, is told, decides once', async () => {
    const caseId = await caseOf(web.host, 'DA-CHONG-NGAP');
    const { link, mail } = await askOf(web.host, caseId);
    const page = await onPhone(web, link);
    expect(await page.locator('h1').textContent()).not.toBe('');
    // Opening the page, as mail scanners do, has decided nothing.
    expect((await askOf(web.host, caseId)).mail.id).toBe(mail.id);
    await page.locator('input[name=outcome][value=return]').check();
    await page.locator(DECIDE).click();
    await page.locator('#comment-error').waitFor();
    expect(await page.locator('input[name=outcome][value=return]').isChecked()).toBe(true);
    await page.locator('#comment').fill('Thiếu danh sách hộ chưa nhận tiền');
    await page.locator(DECIDE).click();
    await page.getByRole('heading', { name: /^Đã ghi ý kiến/ }).waitFor();
    await picture(page, 'reviewer-decided-360');
    await page.goto(link);
    await page.getByText('Không cần làm gì thêm.').first().waitFor();
    expect(await page.locator(DECIDE).count()).toBe(0);
    await page.context().close();

    const { page: desk } = await web.as('chu-tich-thanh-pho', `/cases/${caseId}`);
    await desk.getByText('Thiếu danh sách hộ chưa nhận tiền').first().waitFor();
    await desk.context().close();
  });

  it('a council clerk: reads what is resolved, records number and date from the mail, and sees it take effect', async () => {
    const moveId = await draftMove(web.host);
    const movement = new Movement(web.host);
    await movement.toCouncil();
    const { page, complaints } = await web.as('thu-ky-hdnd', `/moves/${moveId}`);
    await page.locator('main table').first().waitFor();
    expect(await actsOn(page)).toEqual([]);
    await expectSound(page);

    const { link, mail } = await movement.ask(/ghi nghị quyết/);
    await page.goto(link);
    await page.locator('input[name=outcome][value=agree]').check();
    await page.locator('#documentNumber').fill('45/NQ-HĐND');
    await page.locator('#documentDate').fill('08/10/2024');
    await page.locator('#code').fill('000 000');
    await page.locator(DECIDE).click();
    await page.locator('#code-error').waitFor();
    expect(await page.locator('#documentNumber').inputValue()).toBe('45/NQ-HĐND');
    await page.locator('#code').fill(codeIn(mail));
    await page.locator(DECIDE).click();
    await page.getByRole('heading', { name: /^Đã ghi ý kiến/ }).waitFor();
    await web.host.advance('PT1M');
    await page.goto(`/moves/${moveId}`);
    await page.getByText('45/NQ-HĐND').first().waitFor();
    await picture(page, 'clerk-recorded');
    // A refused form is an answer with status 422, which the browser writes down.
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  });

  it('an auditor: follows the money and the receipts through every page, and can change nothing', async () => {
    const caseId = await caseOf(web.host, IDLE_PROJECT);
    const { page, complaints } = await web.as('kiem-toan');
    await page.getByRole('heading', { name: /hồ sơ đang mở/ }).waitFor();
    const rows = page.locator('tr[data-case]');
    const seen = async (path: string, there: ReturnType<Page['locator']>) => {
      await page.goto(path);
      await there.first().waitFor();
      expect(await actsOn(page)).toEqual([]);
    };
    await seen('/queue?tab=open', rows);
    await seen(`/cases/${caseId}`, page.getByText(/Chuỗi \d+ biên nhận nguyên vẹn/));
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải biên nhận' }).click();
    expect((await waiting).suggestedFilename()).toContain(caseId);
    await seen('/capital', page.locator('main dl'));
    await seen(`/projects/${IDLE_PROJECT}`, page.locator('main table'));
    await seen('/directory', page.locator('main tbody tr'));
    await seen('/operator', page.locator('main dl'));
    await seen('/publication', page.locator('main table'));
    for (const path of ['/report', '/import', '/moves/new']) {
      await page.goto(path);
      await page.getByText('Chức danh này không xem được mục này').waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
