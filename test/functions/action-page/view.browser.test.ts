import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageHeaders } from '#functions/action-page/view/headers.ts';
import { browserFor, LOOKS, launch, OVERFLOW } from '#test/web/browser.ts';
import { mailsOf } from '../drain-outbox/mail.samples.ts';
import { pagesOf } from './view.pages.ts';

const HOME = 'http://khoithong.example/a/YK0000000000.secret';
const present = browserFor('the action page');

/** Everything to press or type in that is lower than 44 px. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, summary, .opt, .top a, .foot a, input:not([type=radio]):not([type=hidden]), textarea')]
  .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44).map((target) => target.outerHTML)`;

/** Serves one document at `HOME` with the real headers; everything else that the page asks for is written down. */
async function show(page: Page, html: string): Promise<string[]> {
  const others: string[] = [];
  await page.unrouteAll();
  await page.route('**', async (route) => {
    if (route.request().url() === HOME) {
      await route.fulfill({ body: html, headers: { ...pageHeaders('vi') } });
    } else {
      others.push(route.request().url());
      await route.abort();
    }
  });
  await page.goto(HOME);
  return others;
}

describe.skipIf(!present)('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
  });

  it.each(LOOKS)(
    '$locale $colorScheme $width: axe finds nothing, nothing overflows, targets are large',
    async (look) => {
      const { locale, colorScheme, width } = look;
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      const page = await context.newPage();
      for (const [name, html] of Object.entries(pagesOf(locale))) {
        expect(await show(page, html), name).toEqual([]);
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(violations.map(({ id, nodes }) => [name, id, nodes[0]?.html])).toEqual([]);
        expect(await page.evaluate(OVERFLOW), name).toBe(0);
        expect(await page.evaluate(SMALL_TARGETS), name).toEqual([]);
      }
      await context.close();
    },
  );

  it.each([
    [1440, 36],
    [3840, 45],
  ])('has letters as large as a screen of %i px wants, and room for them', async (width, line) => {
    const page = await browser.newPage({ viewport: { width, height: 1200 } });
    await show(page, pagesOf('vi')['ask'] ?? '');
    const { height } = (await page.locator('h1').boundingBox()) ?? {};
    expect([height, await page.evaluate(OVERFLOW)]).toEqual([line, 0]);
    await page.close();
  });

  it('applies its stylesheet under its own policy and shows the fields of the chosen outcome only', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await show(page, pagesOf('vi')['ask'] ?? '');
    const font = await page.evaluate('getComputedStyle(document.body).fontSize');
    expect(font).toBe('17px');
    expect(await page.locator('#code').isVisible()).toBe(false);
    await page.locator('#o-refer').check();
    expect(await page.locator('#code').isVisible()).toBe(true);
    expect(await page.locator('#doBy').isVisible()).toBe(false);
    await page.locator('#o-agree').check();
    expect(await page.locator('#code').isVisible()).toBe(false);
    expect(await page.locator('#doBy').isVisible()).toBe(true);
    await page.close();
  });

  it('keeps the choices near on a phone: further facts are folded there, open where there is room or where one changed', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const pages = pagesOf('vi');
    const last = page.locator('dl.small dd').last();
    await show(page, pages['ask'] ?? '');
    expect(await last.isVisible()).toBe(false);
    await page.locator('details.more summary').click();
    expect(await last.isVisible()).toBe(true);
    await show(page, pages['stale'] ?? '');
    expect(await last.isVisible()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    await show(page, pages['ask'] ?? '');
    expect(await last.isVisible()).toBe(true);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.emulateMedia({ media: 'print' });
    expect(await last.isVisible()).toBe(true);
    await page.close();
  });

  it('sends what was chosen and typed by the keyboard alone, to its own address', async () => {
    const page = await browser.newPage();
    await show(page, pagesOf('vi')['ask'] ?? '');
    await page.locator('#o-refer').focus();
    await page.keyboard.press('Space');
    await page.locator('#comment').focus();
    await page.keyboard.type('Dòng một');
    await page.keyboard.press('Enter');
    await page.keyboard.type('dòng hai');
    await page.keyboard.press('Tab');
    await page.keyboard.type('482 917');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.keyboard.press('Enter');
    const request = await sent;
    expect(request.url()).toBe(HOME);
    const fields = new URLSearchParams(request.postData() ?? '');
    expect(Object.fromEntries(fields)).toMatchObject({
      intent: 'decide',
      outcome: 'refer',
      comment: 'Dòng một\r\ndòng hai',
      code: '482 917',
      locale: 'vi',
    });
    await page.close();
  });

  it('takes the focus to the summary of problems', async () => {
    const page = await browser.newPage();
    await show(page, pagesOf('vi')['askErrors'] ?? '');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    await page.close();
  });

  it.each(['ask', 'askErrors', 'askDecide'])('%s prints on one page', async (name) => {
    const page = await browser.newPage();
    await show(page, pagesOf('vi')[name] ?? '');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    await page.close();
  });

  it('shows every mail without a fault, a request or an overflow', async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    for (const locale of ['vi', 'en'] as const) {
      for (const [name, html] of Object.entries(mailsOf(locale))) {
        const requests: string[] = [];
        page.on('request', (request) => requests.push(request.url()));
        await page.setContent(html);
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .disableRules(['landmark-one-main', 'page-has-heading-one', 'region'])
          .analyze();
        expect(violations.map(({ id, nodes }) => [name, id, nodes[0]?.html])).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
        expect(requests).toEqual([]);
        page.removeAllListeners('request');
      }
    }
    await page.close();
  });
});
