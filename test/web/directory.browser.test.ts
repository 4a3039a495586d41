import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

const OPERATOR = 'truc-ban';
const AUDITOR = 'kiem-toan';

inBrowser('directory, calendar and operation', (web) => {
  const ready = (page: Page) =>
    page.locator('main .kt-card tbody tr, main .kt-card li, main dl').first().waitFor();

  const PAGES = [
    ['offices', '/directory'],
    ['units', '/directory?view=units'],
    ['calendar', '/directory?view=calendar'],
    ['office', '/directory/city-chairman'],
    ['operator', '/operator'],
  ] as const;
  for (const [name, path] of PAGES) {
    web.inEachLook(`shows ${name}, sound`, async (page, shot) => {
      await signIn(page, OPERATOR, path);
      await ready(page);
      await shot(name);
    });
  }

  it('shows the auditor everything and no button', async () => {
    for (const path of ['/operator', '/directory/city-chairman', '/directory?view=calendar']) {
      const { page } = await web.as(AUDITOR, path);
      await ready(page);
      const buttons = await page.locator('main button').allTextContents();
      expect(buttons.filter((text) => !text.startsWith('Sao chép'))).toEqual([]);
      await page.context().close();
    }
  });
});
