import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildSite } from '#web/build.ts';
import { browserFor, LOOKS, launch, OVERFLOW } from './browser.ts';
import { CONFIG, RECORDED, type Stub, startStub } from './stub.ts';

const present = browserFor('the site');

const PAGES = [
  '/',
  '/cases',
  '/cases?state=overdue&rung=2',
  '/cases/HS-2024-0002',
  '/report',
  '/capital',
  '/capital/draft',
  '/capital/DC-2024-0002',
  '/nowhere',
];

/** Whatever is pressed and is no link inside a sentence. */
const SMALL_TARGETS = `[...document.querySelectorAll('.btn, .side a, .langs button, select, input[type=text], input[type=date], textarea, .choice, .act > summary')]
  .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44).map((target) => target.outerHTML)`;

describe.skipIf(!present)('the site in a real browser', () => {
  let browser: Browser;
  let stub: Stub;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'site-'));
    await buildSite({ outDir: join(folder, 'site'), config: CONFIG });
    stub = await startStub(join(folder, 'site'));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await stub.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    stub.roles = ['leadership'];
    stub.replies.clear();
    stub.sent.length = 0;
  });

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    await page.goto(stub.origin + path);
    await page.locator('main h1').waitFor();
    return page;
  }

  async function signIn(page: Page): Promise<void> {
    await page.locator('.top .btn').click();
    await page.locator('.person').waitFor();
    await page.locator('main h1').waitFor();
  }

  async function visit(path: string, roles: readonly string[] = ['leadership']): Promise<Page> {
    stub.roles = roles;
    const page = await open(path);
    await signIn(page);
    return page;
  }

  it.each(LOOKS)('$locale $colorScheme $width: axe finds nothing, nothing overflows', async (look) => {
    const { locale, colorScheme, width } = look;
    stub.roles = ['leadership', 'staff'];
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    await context.addInitScript((language) => localStorage.setItem('kt_lang', language), locale);
    const page = await context.newPage();
    const failures: string[] = [];
    page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('request', (request) => !request.url().startsWith(stub.origin) && failures.push(request.url()));
    await page.goto(stub.origin);
    await page.locator('main h1').waitFor();
    await signIn(page);
    for (const path of PAGES) {
      await page.goto(stub.origin + path);
      await page.locator('main h1').waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id, nodes }) => [path, id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate(OVERFLOW), path).toBe(0);
      expect(await page.evaluate(SMALL_TARGETS), path).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
    }
    expect(failures).toEqual([]);
    expect(new Set(stub.sent.map(({ language }) => language))).toEqual(new Set([locale]));
    await context.close();
  });

  it('shows a stranger what this is, asks the API nothing, and brings back to the page after sign-in', async () => {
    const page = await open('/cases?state=overdue');
    expect(await page.locator('h1').textContent()).toBe('Cần đăng nhập để xem mục này');
    expect(stub.sent).toEqual([]);
    await signIn(page);
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/cases?state=overdue');
    expect(await page.title()).toBe('Hồ sơ đã quá hạn · Khơi Thông');
    await page.reload();
    await page.locator('.person').waitFor();
  });

  it('sends filters to the API, keeps them in the address, and pages by the cursor', async () => {
    const page = await visit('/cases');
    await page.locator('#filter-rung').selectOption('3');
    await page.locator('#filter-state').selectOption('paused');
    await page.locator('.filters button').click();
    await page.getByRole('heading', { name: 'Hồ sơ tạm dừng' }).waitFor();
    expect(new URL(page.url()).search).toBe('?state=paused&rung=3');
    expect(stub.sent.map(({ route }) => route)).toContain('GET /api/queue?state=paused&rung=3&limit=25');
    await page.getByRole('link', { name: 'Trang sau' }).click();
    await page.getByRole('link', { name: 'Về trang đầu' }).waitFor();
    const asked = stub.sent.map(({ route }) => route).filter((route) => route.includes('cursor='));
    expect(asked).toEqual(['GET /api/queue?state=paused&rung=3&cursor=next-page&limit=25']);
  });

  it('verifies the chain of receipts itself, and finds a changed word', async () => {
    const page = await visit('/cases/HS-2024-0002');
    expect(await page.locator('.chain').textContent()).toContain('nguyên vẹn');
    const forged = JSON.stringify(RECORDED.get('getCaseReceipts')).replace('approvalReminded', 'caseUrged');
    stub.replies.set('GET /api/cases/HS-2024-0002/receipts', { status: 200, body: JSON.parse(forged) });
    await page.reload();
    await page.locator('.chain.bad').waitFor();
  });

  it('urges after a question, asks again on the same day, and does nothing on no', async () => {
    const path = '/api/cases/HS-2024-0002/urge';
    const page = await visit('/cases/HS-2024-0002');
    const posts = (): unknown[] =>
      stub.sent.filter(({ route }) => route.startsWith('POST')).map(({ body }) => body);
    await page.getByRole('button', { name: 'Đôn đốc' }).click();
    await page.keyboard.press('Escape');
    expect(posts()).toEqual([]);
    const detail = 'Đã đôn đốc trong ngày làm việc này.';
    stub.replies.set(`POST ${path}`, {
      status: 409,
      body: { status: 409, code: 'approval.urgedToday', detail },
    });
    await page.getByRole('button', { name: 'Đôn đốc' }).click();
    await page.locator('dialog .primary').click();
    await page.getByText(detail).waitFor();
    stub.replies.set(`POST ${path}`, { status: 200, body: {} });
    await page.getByRole('button', { name: 'Gửi lần nữa' }).click();
    await page.getByRole('status').waitFor();
    expect(posts()).toEqual([{ confirmed: false }, { confirmed: true }]);
  });

  it('offers no act to whoever only reads', async () => {
    const page = await visit('/cases/HS-2024-0002', ['auditor']);
    expect(await page.locator('.acts').count()).toBe(0);
    await page.getByText('Chỉ xem.').waitFor();
    expect(await page.locator('.side a[href="/report"]').count()).toBe(0);
  });

  it('says what is wrong beside the field and on top, keeps what was typed, and ends with a receipt', async () => {
    const page = await visit('/report', ['reporter']);
    await page.locator('#report-description').fill('Còn 12 hộ chưa bàn giao <b>mặt bằng</b>.');
    await page.locator('form .primary').click();
    await page.getByRole('heading', { name: 'Có 5 chỗ cần sửa' }).waitFor();
    expect(await page.title()).toBe('Lỗi: Báo một vướng mắc · Khơi Thông');
    await page.locator('.summary a').first().click();
    expect(await page.evaluate('document.activeElement.id')).toBe('report-projectId');
    await page.locator('#report-projectId').selectOption({ index: 1 });
    await page.locator('label.choice').first().click();
    await page.locator('input[value=objective]').check();
    await page.locator('#report-authorityLevel').selectOption('district');
    await page.locator('#report-request').fill('Chốt lịch bàn giao.');
    await page.locator('#report-householdsLeft').fill('mười hai');
    await page.reload();
    const message = 'Nhập số hộ còn lại, ví dụ 412.';
    stub.replies.set('POST /api/reports', {
      status: 422,
      body: {
        status: 422,
        code: 'input.invalid',
        detail: 'Có chỗ chưa đúng.',
        fields: [{ path: 'householdsLeft', code: 'invalid_type', message }],
      },
    });
    await page.locator('form .primary').click();
    await page.locator('#report-householdsLeft-error', { hasText: message }).waitFor();
    expect(await page.locator('#report-description').inputValue()).toContain('<b>mặt bằng</b>');
    stub.replies.set('POST /api/reports', { status: 201, body: { blockerId: 'VM-2024-0099' } });
    await page.locator('#report-householdsLeft').fill('1.200');
    await page.locator('form .primary').click();
    await page.locator('.receipt', { hasText: 'VM-2024-0099' }).waitFor();
    expect(stub.sent.at(-1)?.body).toMatchObject({ householdsLeft: 1200, cause: 'objective' });
  });

  it('drafts a move only when both sides are equal', async () => {
    const page = await visit('/capital/draft', ['staff']);
    await page.locator('[id="draft-donors.0.projectId"]').selectOption({ index: 1 });
    await page.locator('[id="draft-recipients.0.projectId"]').selectOption({ index: 1 });
    await page.locator('[id="draft-donors.0.amount"]').fill('60.000.000.000');
    await page.locator('[id="draft-recipients.0.amount"]').fill('50000000000');
    await page.locator('#draft-reason').fill('Không giải ngân kịp.');
    await page.locator('.balance', { hasText: 'Bên giảm nhiều hơn 10' }).waitFor();
    await page.locator('form .primary').click();
    await page.locator('.summary').waitFor();
    expect(stub.sent.some(({ route }) => route.startsWith('POST'))).toBe(false);
    stub.replies.set('POST /api/moves', { status: 201, body: { id: 'DC-2024-0002' } });
    await page.locator('[id="draft-recipients.0.amount"]').fill('60000000000');
    await page.locator('form .primary').click();
    await page.locator('dialog .primary').click();
    await page.waitForURL('**/capital/DC-2024-0002');
    expect(stub.sent.find(({ route }) => route === 'POST /api/moves')?.body).toMatchObject({
      donors: [{ amount: 60_000_000_000 }],
      recipients: [{ amount: 60_000_000_000 }],
    });
  });

  it('says in words what the API refuses, and offers to try again', async () => {
    const detail = 'Hệ thống đang bận. Thử lại sau ít phút.';
    const page = await visit('/');
    const body = { status: 503, code: 'system.busy', detail, errorCode: 'KT-503-AAAAAA' };
    stub.replies.set('GET /api/capital', { status: 503, body });
    await page.locator('.side a[href="/capital"]').click();
    await page
      .getByRole('alert')
      .filter({ hasText: `${detail} Mã lỗi KT-503-AAAAAA` })
      .waitFor();
    stub.replies.clear();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByRole('heading', { name: /đang nằm chờ/ }).waitFor();
  });

  it('speaks the other language without losing the page, and signs out', async () => {
    const page = await visit('/cases');
    await page.locator('#speak-en').click();
    await page.getByRole('heading', { name: 'Open cases' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('speak-en');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'No project stays blocked' }).waitFor();
  });
});
