import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, LOOKS, launch } from './browser.ts';
import { TestHost } from './host.ts';
import { expectSound, openPage, picture, signIn } from './pages.ts';

const OPERATOR = 'truc-ban';
const AUDITOR = 'kiem-toan';

describe.runIf(browserFor('directory and operation'))('directory, calendar and operation', () => {
  let host: TestHost;
  let browser: Browser;
  beforeAll(async () => {
    [host, browser] = await Promise.all([TestHost.open(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await host.close();
  });

  const ready = (page: Page) =>
    page.locator('main .kt-card tbody tr, main .kt-card li, main dl').first().waitFor();

  const PAGES = [
    ['offices', '/directory'],
    ['units', '/directory?view=units'],
    ['calendar', '/directory?view=calendar'],
    ['office', '/directory/city-chairman'],
    ['operator', '/operator'],
  ] as const;
  it.each(PAGES.flatMap(([name, path]) => LOOKS.map((look) => [name, path, look] as const)))(
    'shows %s, sound, %s %j',
    async (name, path, look) => {
      const { page, complaints } = await openPage(browser, host.url, look);
      await signIn(page, OPERATOR, path);
      await ready(page);
      await expectSound(page);
      await picture(page, `${name}-${look.locale}-${look.colorScheme}-${look.width}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('shows the auditor everything and no button', async () => {
    for (const path of ['/operator', '/directory/city-chairman', '/directory?view=calendar']) {
      const { page } = await openPage(browser, host.url);
      await signIn(page, AUDITOR, path);
      await ready(page);
      const buttons = await page.locator('main button').allTextContents();
      expect(buttons.filter((text) => !text.startsWith('Sao chép'))).toEqual([]);
      await page.context().close();
    }
  });
});
