import { signIn } from './pages.ts';
import { inBrowser } from './suite.ts';

inBrowser('the capital pages', (web) => {
  web.inEachLook('are sound', async (page, shot, look) => {
    await signIn(page, 'ke-hoach-von', '/capital');
    await page.locator('main dl').first().waitFor();
    await page
      .locator(look.width < 640 ? 'main ol li' : 'main svg g[role=button]')
      .first()
      .waitFor();
    await shot('capital');
    for (const [path, key] of [
      ['/capital?tab=idle&as=table', 'idle'],
      ['/moves/new?donor=DA-CHONG-NGAP', 'draft'],
      ['/projects/DA-CHONG-NGAP', 'project'],
    ] as const) {
      await page.goto(path);
      await page.locator('main table, main select').first().waitFor();
      await shot(key);
    }
  });
});
