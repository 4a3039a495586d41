import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { TestHost } from './host.ts';
import { signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const LEADER = 'chu-tich-thanh-pho';
/** Reported, and answered for, by the compensation board of District 8. */
const PROJECT_OF_DISTRICT_8 = 'DA-MOI-TRUONG-NUOC-GD2';
const run = promisify(execFile);

/** The open case of a project, as the API tells it. */
async function caseOf(host: TestHost, project: string): Promise<string> {
  const token = await host.token(LEADER);
  const answer = await fetch(`${host.url}/api/cases?project=${project}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const [, id = ''] = /"id":"(HS-[\d-]+)"/.exec(await answer.text()) ?? [];
  return id;
}

const band = (page: Page) => page.locator('main section[data-look]').first();

/** Opens an act's dialog from the bar, or from the menu behind it. */
async function openAct(page: Page, name: string): Promise<void> {
  const actions = page.locator('main').first();
  const beside = actions.getByRole('button', { name, exact: true });
  if ((await beside.count()) > 0) await beside.first().click();
  else {
    await actions.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
  await page.locator('dialog[open] h2').waitFor();
}

/** Says yes in the dialog that is open, and waits until it is gone. */
async function sayYes(page: Page, name: string): Promise<void> {
  await page.locator('dialog[open]').getByRole('button', { name, exact: true }).click();
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

inBrowser('the page of a case', (web) => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await caseOf(web.host, 'DA-CHONG-NGAP');
  });

  async function open(username: string) {
    const opened = await web.as(username, `/cases/${caseId}`);
    await band(opened.page).waitFor();
    return opened;
  }

  web.inEachLook('is sound', async (page, shot, look) => {
    await signIn(page, LEADER, `/cases/${caseId}`);
    await band(page).waitFor();
    const passed = page.locator(look.width < 640 ? 'details[open] li' : 'button[data-look="passed"]');
    await passed.first().waitFor();
    await page.getByText(/npm run verify/).waitFor();
    await shot('case');
  });

  it('shows the chain intact; what is downloaded is checked offline, and a forged receipt is found', async () => {
    const { page } = await open(LEADER);
    await page.getByText(/Chuỗi \d+ biên nhận nguyên vẹn/).waitFor();
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải biên nhận' }).click(),
    ]);
    const file = await saved.path();
    const command = ['--disable-warning=ExperimentalWarning', 'web/bin/verify.ts', file];
    expect((await run(process.execPath, command)).stdout).toContain('chain intact');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"caseOpened"', '"caseCleared"'));
    await expect(run(process.execPath, command)).rejects.toHaveProperty(
      'stdout',
      `${caseId}: the chain does not hold from receipt 1 on (content)\n`,
    );
    await page.context().close();
  });

  it('draws the workflow with the way that the case has taken, and tells it in words', async () => {
    const { page } = await open(LEADER);
    const here = page.locator('button[data-look="here"]');
    await here.waitFor();
    expect(await here.innerText()).toContain('Đi theo thang xử lý');
    await here.click();
    await page.getByRole('link', { name: /Xem quy trình con/ }).click();
    await page.locator('button[data-look="here"]', { hasText: 'Nhận ý kiến' }).waitFor();
    expect(new URL(page.url()).searchParams.get('machine')).toBe('climb-ladder');
    await page.getByText('Xem dạng danh sách').click();
    await page.getByText('Hồ sơ có thể đã tạm dừng hoặc kết thúc.', { exact: false }).first().waitFor();
    await page.context().close();
  });

  it('lets leadership urge, pause, resume and escalate, each with its consequences said before', async () => {
    const { page } = await open(LEADER);
    await openAct(page, 'Đôn đốc');
    await page.keyboard.press('Escape');
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Đôn đốc');

    await openAct(page, 'Đôn đốc');
    await page.getByText(/nhận ngay một thư đôn đốc/).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await sayYes(page, 'Đôn đốc');
    await page.getByText('Lãnh đạo đôn đốc').waitFor();

    await openAct(page, 'Tạm dừng');
    await page.locator('#reviewOn').fill('2024-10-21');
    await page.getByText(/tự chạy tiếp lúc 08:00/).waitFor();
    await sayYes(page, 'Tạm dừng');
    await page.locator('section[data-look="quiet"]').waitFor();
    expect(await band(page).innerText()).toContain('Xem lại ngày 21/10/2024');

    await openAct(page, 'Chạy tiếp');
    await sayYes(page, 'Chạy tiếp');
    await page.locator('section[data-look="review"]').waitFor();

    await openAct(page, 'Chuyển cấp');
    await page.locator('#reason').fill('Cần quận chỉ đạo');
    await page.getByText(/được thu hồi/).waitFor();
    await sayYes(page, 'Chuyển cấp');
    await page.locator('li[aria-current="step"][data-rung="2"]').waitFor();
    await page.getByText('Lãnh đạo chuyển cấp', { exact: false }).first().waitFor();
    await page.context().close();
  });

  it('keeps the clock: what is overdue is said so when its time has passed', async () => {
    const { page } = await open(LEADER);
    await web.host.advance('P5D');
    await page.reload();
    await page.locator('section[data-look="overdue"]').waitFor();
    expect(await band(page).innerText()).toMatch(/quá hạn/);
    await page.context().close();
  });

  it('lets leadership give a case back with a question, and the reporter answer it on the page', async () => {
    const asked = await caseOf(web.host, PROJECT_OF_DISTRICT_8);
    const token = await web.host.token(LEADER);
    // Up to the rung of the leadership's own office.
    for (let rung = 2; rung <= 5; rung += 1) {
      const answer = await fetch(`${web.host.url}/api/cases/${asked}/escalate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'Cần Thành phố chỉ đạo' }),
      });
      expect(answer.status).toBe(200);
    }
    const { page } = await web.as(LEADER, `/cases/${asked}`);
    const decision = page.locator('section', { hasText: 'Ý kiến của cơ quan này' }).last();
    await decision.getByLabel('Trả lại để bổ sung').check({ timeout: 60_000 });
    await decision.locator('#comment').fill('Còn bao nhiêu hộ chưa bàn giao?');
    await decision.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.getByText('1 việc chưa làm').waitFor();
    await page.context().close();

    const reporter = await web.as('bao-cao-q8', `/cases/${asked}`);
    await reporter.page.locator('#comment').fill('Còn 412 hộ', { timeout: 60_000 });
    await reporter.page.getByRole('button', { name: 'Gửi nội dung bổ sung' }).click();
    await reporter.page.getByText(/Trả lời ngày .*: Còn 412 hộ/).waitFor();
    expect(await reporter.page.getByText('Đã làm').count()).toBe(1);
    expect(await reporter.page.getByRole('button', { name: 'Đôn đốc' }).count()).toBe(0);
    await reporter.page.context().close();
  });

  it('shows an auditor no acts', async () => {
    const { page } = await open('kiem-toan');
    await page.getByText('Chỉ xem', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'In hồ sơ' }).waitFor();
    expect(await page.getByRole('button', { name: 'Việc khác' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Ghi số/ }).count()).toBe(0);
    await page.context().close();
  });

  it('closes a case with its code typed by hand, and takes notes of documents still', async () => {
    const { page } = await open(LEADER);
    await openAct(page, 'Kết thúc hồ sơ');
    await page.locator('#reason').fill('Tòa án đang thụ lý');
    await page.locator('#confirm').fill('HS-2024-9999');
    await page.locator('dialog[open]').getByRole('button', { name: 'Kết thúc hồ sơ' }).click();
    await page.locator('#confirm-error', { hasText: /Mã hồ sơ nhập lại chưa đúng/ }).waitFor();
    await page.locator('#confirm').fill(caseId);
    await sayYes(page, 'Kết thúc hồ sơ');
    await page.locator('section[data-look="closed"]').waitFor();
    expect(await band(page).innerText()).toContain('Tòa án đang thụ lý');

    await page.getByRole('button', { name: 'Ghi số, ngày văn bản' }).click();
    await page.locator('#number').fill('79/NQ-HĐND');
    await page.locator('#issuedOn').fill('2024-09-27');
    await page.locator('#issuer').fill('HĐND Thành phố');
    await page.locator('#title').fill('Điều chỉnh chủ trương đầu tư');
    await sayYes(page, 'Ghi số, ngày văn bản');
    await page.getByText('Ghi số, ngày văn bản: 79/NQ-HĐND').waitFor();
    await page.getByText(/Chuỗi \d+ biên nhận nguyên vẹn/).waitFor();
    await page.context().close();
  });
});
