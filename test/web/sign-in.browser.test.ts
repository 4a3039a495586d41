import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { SiteConfig } from '#web/app/config.ts';
import { inBrowser, type Web } from './suite.ts';

const PICKER = 'button[value="chu-tich-thanh-pho"]';

const configOf = async (web: Web) =>
  SiteConfig.parse(await (await fetch(`${web.host.url}/config.json`)).json());

/** The site as it stands on AWS: the same app with a configuration that is not of one machine, and a provider beside it. */
async function deployed(page: Page, web: Web): Promise<void> {
  const config = await configOf(web);
  // As in a private window: a service worker would ask for the configuration where this test cannot answer.
  await page.addInitScript('delete Navigator.prototype.serviceWorker');
  await page.route('**/config.json', async (route) => route.fulfill({ json: { ...config, local: false } }));
}

inBrowser('signing in where it is deployed', (web) => {
  web.inEachLook('offers one button, and says what went wrong', async (page, shot) => {
    await deployed(page, web);
    await page.goto('/queue');
    await page.locator('main h1').waitFor();
    expect(await page.locator('main').getByRole('button').count()).toBe(3);
    await shot('sign-in');
    await page.goto('/signed-in?error=access_denied&state=of-another-tab');
    await page.getByRole('alert').waitFor();
    await shot('sign-in-failed');
  });

  it('goes on in the language that was chosen on the role picker', async () => {
    const { page } = await web.open();
    await page.goto('/queue');
    await page.getByRole('link', { name: 'EN, English' }).click();
    await page.locator(PICKER).click();
    await page.locator('main h1').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.context().close();
  });

  it('leads to the provider and back to the page that was asked for, without anything of one machine', async () => {
    const { page, complaints } = await web.open();
    await deployed(page, web);
    await page.goto('/queue?tab=open');
    await page.locator('main h1').waitFor();
    expect(await page.title()).toBe('Đăng nhập Khơi Thông · Khơi Thông');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Đăng nhập bằng tài khoản thành phố' }).press('Enter');
    await page.locator(PICKER).click();
    await page.locator('tr[data-case]').first().waitFor();
    const { pathname, search } = new URL(page.url());
    expect(pathname + search).toBe('/queue?tab=open');
    expect(await page.getByText('Bản chạy trên máy này').count()).toBe(0);

    // The user pool's own page of signing out sends the browser to the address that it is given.
    const { logout, clientId } = await configOf(web);
    const asked: URL[] = [];
    await page.route(`**${new URL(logout, web.host.url).pathname}?*`, async (route) => {
      asked.push(new URL(route.request().url()));
      await route.fulfill({
        status: 302,
        headers: { location: asked[0]?.searchParams.get('logout_uri') ?? '' },
      });
    });
    await page.getByRole('button', { name: 'Đăng xuất' }).first().click();
    await page.getByRole('heading', { name: 'Đăng nhập Khơi Thông' }).waitFor();
    expect(asked.map(({ searchParams }) => searchParams.get('client_id'))).toEqual([clientId]);
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goto('/queue');
    await page.getByRole('heading', { name: 'Đăng nhập Khơi Thông' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says that it is being opened while the provider’s answer is exchanged', async () => {
    const { page } = await web.open();
    await deployed(page, web);
    const held = Promise.withResolvers<void>();
    await page.route('**/token', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Đăng nhập bằng tài khoản thành phố' }).click();
    await page.locator(PICKER).click();
    await page.getByText('Đang mở Khơi Thông').waitFor();
    held.resolve();
    await page.getByRole('heading', { name: /hồ sơ đang mở/ }).waitFor();
    await page.context().close();
  });

  it('after a try that failed, another one succeeds', async () => {
    const { page } = await web.open();
    await deployed(page, web);
    await page.goto('/signed-in?error=access_denied&state=of-another-tab');
    await page.getByRole('heading', { name: 'Chưa đăng nhập được' }).waitFor();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.locator(PICKER).click();
    await page.getByRole('heading', { name: /hồ sơ đang mở/ }).waitFor();
    await page.context().close();
  });

  it('is asked for again when the API no longer knows the person, and comes back to the same page', async () => {
    const { page } = await web.open();
    await deployed(page, web);
    await page.goto('/queue?tab=open');
    await page.getByRole('button', { name: 'Đăng nhập bằng tài khoản thành phố' }).click();
    await page.locator(PICKER).click();
    await page.locator('tr[data-case]').first().waitFor();
    await page.route('**/api/**', async (route) => route.fulfill({ status: 401, json: {} }));
    await page.getByRole('link', { name: 'Hồ sơ', exact: true }).first().click();
    await page.getByRole('button', { name: 'Đăng nhập bằng tài khoản thành phố' }).waitFor();
    await page.unroute('**/api/**');
    await page.getByRole('button', { name: 'Đăng nhập bằng tài khoản thành phố' }).click();
    await page.waitForURL(/\/cases/);
    await page.locator('tr[data-case]').first().waitFor();
    await page.context().close();
  });
});
