/**
 * `npm run screenshots`: the pictures of the user guides, from the real product on sample data. One entry per picture: whose
 * sign-in, which page, what must be there before it is taken. Add a line when a page lands.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.ts';
import { TestHost } from './host.ts';
import { openPage, signIn } from './pages.ts';

const SHOTS = [
  { name: 'tong-quan', person: 'chu-tich-thanh-pho', path: '/', ready: 'main .kt-card table' },
] as const;
const GUIDES = [
  { locale: 'vi', folder: '../../docs/huong-dan' },
  { locale: 'en', folder: '../../docs/guide' },
] as const;
/** Two weeks after the start: some cases have climbed, some are late. */
const LATER = 'P14D';

const host = await TestHost.open();
const browser = await launch();
try {
  await host.advance(LATER);
  for (const { locale, folder } of GUIDES) {
    const target = fileURLToPath(new URL(folder, import.meta.url));
    mkdirSync(target, { recursive: true });
    for (const { name, person, path, ready } of SHOTS) {
      const { page } = await openPage(browser, host.url, { locale, colorScheme: 'light', width: 1440 });
      await signIn(page, person, path);
      await page.locator(ready).first().waitFor();
      await page.screenshot({ path: `${target}/${name}.png`, fullPage: true });
      await page.context().close();
      process.stdout.write(`${target}/${name}.png\n`);
    }
  }
} finally {
  await browser.close();
  await host.close();
}
