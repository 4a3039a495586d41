import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LOOKS } from './browser.ts';
import { expectSound, picture } from './pages.ts';
import { inBrowser } from './suite.ts';

const PHONE = { locale: 'vi', colorScheme: 'light', width: 360 } as const;

const NONE = { vi: 'Đang mất mạng', en: 'No connection' };
const STAYS = { vi: /Đang xem số liệu đã tải trước đó/, en: /figures read earlier/ };
const FINDING = { vi: /hồ sơ/, en: /cases/ };
/** What the browser itself says about a line that is not there; nothing else may be wrong. */
const WITHOUT_LINE = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Unable to preload CSS/;

const onward = async (page: Page) => page.getByRole('button', { name: 'Tiếp tục' }).click();

/** Whether the device keeps the app: its shell, and what this page has loaded. */
const IS_KEPT = `(async () => {
  if (navigator.serviceWorker.controller === null) return false;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const assets = loaded.filter((name) => name.includes('/assets/'));
  return (await Promise.all(assets.map((name) => caches.match(name)))).every((file) => file !== undefined);
})()`;

async function until(page: Page, condition: string): Promise<void> {
  await expect.poll(async () => page.evaluate(condition), { timeout: 20_000 }).toBe(true);
}

const kept = async (page: Page): Promise<void> => until(page, IS_KEPT);

/** All that the device keeps, by its path. */
async function keptPaths(page: Page): Promise<readonly string[]> {
  const paths: unknown = await page.evaluate(`(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  })()`);
  return Array.isArray(paths) ? paths.map(String) : [];
}

inBrowser('the app without a line', (web) => {
  it('a clerk whose phone reloads the page goes on with her report, and it is sent when the line is back', async () => {
    const { page, complaints } = await web.as('bao-cao-q8', '/report', PHONE);
    await page.getByRole('radio').first().check();
    await onward(page);
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 12 hộ chưa bàn giao');
    await page.getByText(/đã lưu nháp/).waitFor();
    await kept(page);

    await page.context().setOffline(true);
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 12 hộ chưa bàn giao mặt bằng đoạn qua cầu');
    await page.reload();
    await page.getByText('Đang mất mạng.').waitFor();
    expect(await page.getByLabel('Nội dung vướng mắc').inputValue()).toBe(
      'Còn 12 hộ chưa bàn giao mặt bằng đoạn qua cầu',
    );
    await expectSound(page);
    await picture(page, 'offline-report-360');
    await onward(page);
    await page.getByRole('radio', { name: /Bồi thường, giải phóng mặt bằng/ }).check();
    await onward(page);
    await page.getByRole('radio', { name: /Khách quan/ }).check();
    await onward(page);
    await page.getByRole('radio', { name: 'Quận, huyện' }).check();
    await page.getByLabel('Đề nghị cụ thể').fill('Phê duyệt phương án bồi thường đợt 3');
    await onward(page);
    await page.getByRole('button', { name: 'Gửi báo cáo vướng mắc' }).click();
    await page.getByText('tự gửi khi có mạng', { exact: false }).waitFor();
    await page.reload();
    await page.getByText('tự gửi khi có mạng', { exact: false }).waitFor();

    await page.context().setOffline(false);
    await page.getByText('Đã gửi báo cáo').waitFor();
    await page.getByText(/^HS-2024-\d{4}$/).waitFor();
    expect(complaints.filter((text) => !WITHOUT_LINE.test(text))).toEqual([]);
    await page.context().close();
  });

  it('a new report is begun too, about a project that the device has seen', async () => {
    const { page } = await web.as('bao-cao-binh-thanh', '/report', PHONE);
    await page.getByRole('radio').first().waitFor();
    await kept(page);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('đây là các dự án đã xem trên máy này', { exact: false }).waitFor();
    await page.getByRole('searchbox', { name: 'Tìm dự án' }).fill('van thanh');
    await page
      .getByRole('radio', { name: /Văn Thánh/ })
      .first()
      .check();
    await expectSound(page);
    await picture(page, 'offline-new-report-360');
    await onward(page);
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 5 hộ chưa nhận tiền');
    await page.context().setOffline(false);
    await page.getByText(/đã lưu nháp/).waitFor();
    await page.context().close();
  });

  it('a sign-in that ran out meanwhile does not throw her out; she is told, and signs in when the line is back', async () => {
    const { page } = await web.as('bao-cao-q8', '/report', PHONE);
    await page.getByRole('radio').first().check();
    await onward(page);
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 3 hộ chưa bàn giao');
    await page.getByText(/đã lưu nháp/).waitFor();
    await kept(page);
    await page.context().setOffline(true);
    await page.evaluate(`(() => {
      const key = Object.keys(sessionStorage).find((name) => name.startsWith('oidc.user:'));
      const user = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...user, expires_at: 1, refresh_token: 'ran-out' }));
    })()`);
    await page.reload();
    await page.getByText('Phiên đăng nhập đã hết hạn', { exact: false }).waitFor();
    await page.getByLabel('Nội dung vướng mắc').fill('Còn 3 hộ chưa bàn giao, từ tháng 6');
    await picture(page, 'offline-lapsed-360');

    // Nor does the provider know her any more.
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await page.locator('button[value="bao-cao-q8"]').click();
    await page.getByLabel('Nội dung vướng mắc').waitFor();
    expect(await page.getByLabel('Nội dung vướng mắc').inputValue()).toBe(
      'Còn 3 hộ chưa bàn giao, từ tháng 6',
    );
    await page.getByText(/đã lưu nháp/).waitFor();
    await page.context().close();
  });

  it('who is not signed in is told that signing in needs the line, and is led there when it is back', async () => {
    const { page } = await web.as('bao-cao-q8', '/report', PHONE);
    await kept(page);
    await page.context().setOffline(true);
    const other = await page.context().newPage();
    await other.goto('/report');
    await other.getByRole('heading', { name: 'Đang mất mạng' }).waitFor();
    await expectSound(other);
    await picture(other, 'offline-stranger-360');
    await page.context().setOffline(false);
    await other.getByRole('searchbox', { name: 'Tìm dự án' }).waitFor();
    await page.context().close();
  });

  it('keeps the app and nothing that the app shows', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/queue?tab=open');
    await page.locator('tr[data-case]').first().waitFor();
    await kept(page);
    await page.reload();
    await page.locator('tr[data-case]').first().waitFor();
    const paths = await keptPaths(page);
    expect(paths).toEqual(expect.arrayContaining(['/index.html', '/config.json']));
    expect(paths.filter((path) => !/^\/(assets\/.+|index\.html|config\.json)$/.test(path))).toEqual([]);
    await page.context().close();
  });

  it('a new deployment takes over: its page is shown at once, and what former builds kept goes', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/queue?tab=open');
    await kept(page);
    await page.evaluate(`caches.open('khoi-thong-of-before').then(async (cache) => {
      await cache.put('/assets/of-before.js', new Response('old'));
      await cache.put('/index.html', new Response('<h1>old</h1>', { headers: { 'content-type': 'text/html' } }));
    })`);
    await page.evaluate(`navigator.serviceWorker.getRegistration().then((found) => found.unregister())`);
    await page.reload();
    await page.locator('tr[data-case]').first().waitFor();
    await until(page, `caches.keys().then((names) => !names.includes('khoi-thong-of-before'))`);
    await page.context().close();
  });

  it.each(LOOKS)(
    'a page that was not read says so, and opens by itself when the line is back, in $locale, $colorScheme, at $width px',
    async (look) => {
      const { page, complaints } = await web.as('bao-cao-q8', '/report/mine', look);
      await kept(page);
      await page.context().setOffline(true);
      await page.getByText(STAYS[look.locale]).waitFor();
      await picture(page, `offline-stays-${look.locale}-${look.colorScheme}-${look.width}`);
      await page.goto('/');
      const title = page.getByRole('heading', { name: NONE[look.locale] });
      await title.waitFor();
      await expectSound(page);
      await picture(page, `offline-page-${look.locale}-${look.colorScheme}-${look.width}`);
      await page.context().setOffline(false);
      await page.getByRole('heading', { level: 1, name: FINDING[look.locale] }).waitFor();
      expect(complaints.filter((text) => !WITHOUT_LINE.test(text))).toEqual([]);
      await page.context().close();
    },
  );
});
