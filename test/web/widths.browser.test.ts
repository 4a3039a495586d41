import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { DARK } from '#web/app/tokens.ts';
import { askReporter, caseOf, draftMove, IDLE_PROJECT } from './guide-city.ts';
import { chooseSheet, MIXED, sheetOf } from './import-sheet.ts';
import { inBrowser } from './suite.ts';

const WIDTHS = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
] as const;

/** Pages by whoever may open most of them. */
const PAGES = [
  ['chu-tich-thanh-pho', ['/', '/queue', '/cases']],
  ['ke-hoach-von', ['/capital', '/capital?tab=idle', '/capital?tab=ledger', '/planner', '/publication']],
  ['ke-hoach-von', ['/moves/new?donor=DA-CHONG-NGAP', '/projects/DA-CHONG-NGAP', '/moves/DC-2024-9999']],
  ['truc-ban', ['/directory', '/directory?view=units', '/directory?view=calendar', '/operator']],
  ['truc-ban', ['/directory/city-chairman', '/directory/nobody', '/nowhere']],
  ['bao-cao-q8', ['/report', '/report/mine', '/import', '/capital']],
] as const;

const Faults = z.array(z.string());

/**
 * What a designer would be ashamed of: a page wider than the window, a control of which a part is cut off, a cell or caption so
 * narrow that its words stand one under the other, a picture whose words are not as large as the page's, a button whose
 * words are cut off below, a code that is broken at its hyphens where it fits on a line.
 */
const FAULTS = `(() => {
  const root = document.documentElement;
  const hidden = (element) => element !== null && (getComputedStyle(element).clipPath !== 'none' || hidden(element.parentElement));
  const shown = (element) => element.checkVisibility() && element.clientWidth > 1 && !hidden(element);
  const name = (element) => element.tagName + ' ' + element.textContent.trim().slice(0, 40);
  const faults = [];
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) faults.push('the page is ' + over + ' px wider than the window');
  for (const dialog of document.querySelectorAll('dialog[open]')) {
    if (dialog.scrollWidth > dialog.clientWidth) faults.push('wider than its dialog: ' + name(dialog));
  }
  for (const control of document.querySelectorAll('a, button, input, select, textarea')) {
    if (!shown(control) || getComputedStyle(control).display === 'inline') continue;
    const box = control.getBoundingClientRect();
    // A way past the navigation stands beside the window until it has the focus.
    if (box.right < 0) continue;
    for (let outer = control.parentElement; outer !== null; outer = outer.parentElement) {
      const { overflowX } = getComputedStyle(outer);
      if (overflowX === 'auto' || overflowX === 'scroll') break;
      const edge = outer.getBoundingClientRect();
      if (overflowX !== 'visible' && (box.right > edge.right + 1 || box.left < edge.left - 1)) {
        faults.push('cut off: ' + name(control));
      }
    }
  }
  for (const cell of document.querySelectorAll('main td, main th, main caption')) {
    const read = cell.cloneNode(true);
    for (const heard of read.querySelectorAll('.vh')) heard.remove();
    if (shown(cell) && cell.clientWidth < 64 && read.textContent.trim().length > (cell.tagName === 'CAPTION' ? 8 : 24)) {
      faults.push('squeezed: ' + name(cell));
    }
  }
  for (const button of document.querySelectorAll('main button')) {
    if (shown(button) && getComputedStyle(button).overflowY === 'hidden' && button.scrollHeight > button.clientHeight + 1) {
      faults.push('cut off below: ' + name(button));
    }
  }
  const main = document.querySelector('main');
  const texts = main === null ? null : document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts?.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    let block = parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    if (!shown(block)) continue;
    for (const { 0: code, index } of data.matchAll(/[\\p{Lu}\\d/]+(?:-[\\p{Lu}\\d/]+)+/gu)) {
      const range = document.createRange();
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + code.length);
      const boxes = [...range.getClientRects()];
      const width = boxes.reduce((sum, box) => sum + box.width, 0);
      const broken = boxes.length > 1 && boxes.at(-1).top > boxes[0].bottom - 4;
      if (broken && width < 0.9 * block.clientWidth) faults.push('broken: ' + code);
    }
  }
  for (const picture of document.querySelectorAll('main svg:has(foreignObject)')) {
    const scale = picture.clientWidth / picture.viewBox.baseVal.width;
    if (picture.clientWidth > 0 && Math.abs(scale - 1) > 0.02) faults.push('drawn ' + scale + ' times as large');
  }
  return faults;
})()`;

async function expectRoom(page: Page): Promise<void> {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    // Pictures are measured and drawn anew after the window has its size.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    const faults = Faults.parse(await page.evaluate(FAULTS));
    expect(faults, `${page.url()} at ${size.width} px`).toEqual([]);
  }
  const { violations } = await new AxeBuilder({ page }).withRules(['target-size']).analyze();
  expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
}

inBrowser('every page at every width', (web) => {
  it.each(PAGES)('%s has room for everything on %j', async (person, paths) => {
    const [first, ...others] = paths;
    const { page } = await web.as(person, first);
    for (const path of [first, ...others]) {
      if (path !== first) await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle');
      await expectRoom(page);
    }
    await page.context().close();
  });

  it('shows what is chosen where the system draws in its own colours', async () => {
    const { page } = await web.as('chu-tich-thanh-pho', '/queue');
    await page.emulateMedia({ forcedColors: 'active' });
    const outlines =
      await page.evaluate(`[...document.querySelectorAll('[aria-pressed="true"], a[aria-current]')]
      .filter((control) => control.checkVisibility()).map((control) => getComputedStyle(control).outlineStyle)`);
    expect(Faults.parse(outlines).length).toBeGreaterThan(2);
    expect(new Set(Faults.parse(outlines))).toEqual(new Set(['solid']));
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)(
    'gives all controls of a form the same edge and ground in %s',
    async (colorScheme) => {
      const look = { locale: 'vi', colorScheme, width: 1280 } as const;
      const { page } = await web.as('ke-hoach-von', '/moves/new?donor=DA-CHONG-NGAP', look);
      for (const side of [0, 1]) await page.locator('main select').nth(side).waitFor();
      await page.locator('#reason').waitFor();
      const looks =
        await page.evaluate(`[...document.querySelectorAll('main input, main select, main textarea')]
      .filter((control) => control.checkVisibility()).map((control) => getComputedStyle(control))
      .map(({ borderTopColor, backgroundColor }) => borderTopColor + ' on ' + backgroundColor)`);
      expect(Faults.parse(looks).length).toBeGreaterThan(3);
      expect(new Set(Faults.parse(looks)).size).toBe(1);
      await page.context().close();
    },
  );

  it('has room for the question before an act on many cases, and opens menus on the ground of the page', async () => {
    const look = { locale: 'vi', colorScheme: 'dark', width: 360 } as const;
    const { page } = await web.as('chu-tich-thanh-pho', '/queue?tab=open', look);
    await page.locator('[data-case]').first().waitFor();
    await page.getByRole('button', { name: 'Góc nhìn' }).click();
    const menu = page.getByRole('menu');
    await menu.waitFor();
    const surface = [1, 3, 5].map((from) => Number.parseInt(DARK.surface.slice(from, from + 2), 16));
    expect(await menu.evaluate((shown) => getComputedStyle(shown).backgroundColor)).toBe(
      `rgb(${surface.join(', ')})`,
    );
    await page.keyboard.press('Escape');
    for (const row of [0, 1]) await page.locator('[data-case] input').nth(row).check();
    await page.getByRole('button', { name: 'Giao lại', exact: true }).click();
    await page.getByRole('button', { name: 'Giao lại 2 hồ sơ' }).waitFor();
    for (const list of [0, 1]) {
      await page
        .locator('dialog optgroup')
        .nth(list)
        .locator('option')
        .first()
        .waitFor({ state: 'attached' });
    }
    expect(Faults.parse(await page.evaluate(FAULTS))).toEqual([]);
    await page.context().close();
  });

  it('says a chosen day in words, whatever the order of the browser', async () => {
    const { page } = await web.as('truc-ban', '/directory?view=calendar');
    await page.locator('#date').fill('2024-10-23');
    const said = await page.locator('output[for=date]').textContent();
    expect(said?.replaceAll('\u00a0', ' ')).toBe('thứ Tư 23/10/2024');
    await page.context().close();
  });

  it('has room where nobody is signed in', async () => {
    const { page } = await web.open();
    for (const path of ['/', '/cong-khai', '/public-status', '/mail?lang=vi', '/mail?lang=en']) {
      await page.goto(path);
      await page.locator('h1, h2').first().waitFor();
      await expectRoom(page);
    }
    await page.context().close();
  });

  it.each(['vi', 'en'])('begins the mailbox of a phone with mails, in %s', async (lang) => {
    const { page } = await web.open({ locale: 'vi', colorScheme: 'light', width: 360 });
    await page.goto(`/mail?lang=${lang}`);
    await page.locator('.list a.row').first().click();
    await page.locator('article.message').waitFor();
    const heights = await page.evaluate(
      `[...document.querySelectorAll('.clock')].map((bar) => bar.offsetHeight)`,
    );
    expect(z.array(z.number().max(60)).parse(heights)).toHaveLength(1);
    expect(await page.evaluate('document.fonts.check("600 15px Be Vietnam Pro", "Ộ")')).toBe(true);
    await page.context().close();
  });

  it('has room for a case, a move and its lines, and the preview of an import', async () => {
    const { host } = web;
    await askReporter(host);
    const caseId = await caseOf(host, IDLE_PROJECT);
    const moveId = await draftMove(host);
    const staff = await web.as('ke-hoach-von', `/moves/${moveId}`);
    await staff.page.locator('main table').first().waitFor();
    await staff.page.waitForLoadState('networkidle');
    await expectRoom(staff.page);
    await staff.page.goto(`/cases/${caseId}`);
    await staff.page.locator('main ol[aria-label] li').first().waitFor();
    await staff.page.waitForLoadState('networkidle');
    await expectRoom(staff.page);
    await staff.page.context().close();
    const reporter = await web.as('bao-cao-q8', '/import');
    await chooseSheet(reporter.page, 'vuong-mac.xlsx', await sheetOf(MIXED));
    await reporter.page.locator('main tbody textarea').first().waitFor();
    await expectRoom(reporter.page);
    await reporter.page.context().close();
  });
});
