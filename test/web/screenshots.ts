/** `npm run screenshots`: the pictures of the user guides, from the real product on sample data, in both languages. */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launch } from './browser.ts';
import { askOf, askReporter, caseOf, draftMove, IDLE_PROJECT, Movement } from './guide-city.ts';
import { council, later, reporting, type Shot } from './guide-shots.ts';
import { TestHost } from './host.ts';
import { openPage, signIn } from './pages.ts';

const GUIDES = [
  { locale: 'vi', folder: '../../docs/huong-dan/hinh' },
  { locale: 'en', folder: '../../docs/guide/pictures' },
] as const;
type Guide = (typeof GUIDES)[number];
const DESK_WIDTH = 1280;
const HEIGHT = 720;
/** Room above what a picture begins with. */
const ABOVE_PX = 72;
/** Two weeks after the start: some cases have climbed, some are late. */
const LATER = 'P14D';

async function take(browser: Browser, url: string, shot: Shot, { locale, folder }: Guide): Promise<void> {
  const width = shot.width ?? DESK_WIDTH;
  const { page } = await openPage(browser, url, { locale, colorScheme: 'light', width });
  await page.setViewportSize({ width, height: HEIGHT });
  if (shot.person === undefined) {
    const address = new URL(locale === 'en' ? (shot.pathEn ?? shot.path) : shot.path, url);
    address.searchParams.set('lang', locale);
    await page.goto(address.href);
  } else await signIn(page, shot.person, shot.path);
  await page.locator(shot.ready).first().waitFor();
  await shot.act?.(page);
  await page.waitForLoadState('networkidle');
  if (shot.top !== undefined) {
    const box = await page.locator(shot.top).first().boundingBox();
    const down = (box?.y ?? 0) - ABOVE_PX;
    await page.evaluate(`scrollBy({ top: ${down}, behavior: 'instant' })`);
  }
  const path = fileURLToPath(new URL(`${folder}/${shot[locale]}.png`, import.meta.url));
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  process.stdout.write(`${path}\n`);
  await page.context().close();
}

const host = await TestHost.open();
const browser = await launch();
async function takeAll(shots: readonly Shot[]): Promise<void> {
  for (const guide of GUIDES) for (const shot of shots) await take(browser, host.url, shot, guide);
}

try {
  for (const { folder } of GUIDES) {
    const target = new URL(folder, import.meta.url);
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
  }
  const caseId = await caseOf(host, IDLE_PROJECT);
  const { mail, link } = await askOf(host, caseId);
  await askReporter(host);
  await takeAll(reporting({ mail: mail.id, link }));
  await host.advance(LATER);
  const moveId = await draftMove(host);
  const movement = new Movement(host);
  await movement.toCouncil();
  await takeAll(council((await movement.ask(/ghi nghị quyết/)).link));
  await movement.toCooling();
  await takeAll(later(caseId, moveId));
} finally {
  await browser.close();
  await host.close();
}
