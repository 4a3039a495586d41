/** What every suite of the web app begins with: Chromium in front of a host of its own, and pages looked at in each look. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFor, LOOKS, launch } from './browser.ts';
import { TestHost } from './host.ts';
import { expectSound, type Look, type Opened, openPage, picture, signIn } from './pages.ts';

/** Takes the page as it stands: nothing for axe to find, nothing too wide, and a picture under this name and the look's. */
type Shot = (name: string) => Promise<void>;

/** The host and the browser of a suite; both are there while its tests run. */
export type Web = {
  readonly host: TestHost;
  readonly browser: Browser;
  /** An empty page, with what the browser complains about. */
  readonly open: (look?: Look) => Promise<Opened>;
  /** The page at `path` as a sample post sees it. */
  readonly as: (username: string, path?: string, look?: Look) => Promise<Opened>;
  /** One test for each look, of which the browser has nothing to complain. */
  readonly inEachLook: (title: string, see: (page: Page, shot: Shot, look: Look) => Promise<void>) => void;
};

/** Declares a suite that runs where there is a browser. */
export function inBrowser(what: string, tests: (web: Web) => void): void {
  describe.runIf(browserFor(what))(what, () => {
    let running: { readonly host: TestHost; readonly browser: Browser } | undefined;
    const now = () => {
      if (running === undefined) throw new Error('the host runs only while a test does');
      return running;
    };
    const open: Web['open'] = async (look) => openPage(now().browser, now().host.url, look);
    beforeAll(async () => {
      const [host, browser] = await Promise.all([TestHost.open(), launch()]);
      running = { host, browser };
    });
    afterAll(async () => {
      await running?.browser.close();
      await running?.host.close();
    });
    tests({
      get host() {
        return now().host;
      },
      get browser() {
        return now().browser;
      },
      open,
      as: async (username, path, look) => {
        const opened = await open(look);
        await signIn(opened.page, username, path);
        return opened;
      },
      inEachLook: (title, see) => {
        it.each(LOOKS)(`${title} in $locale, $colorScheme, at $width px`, async (look) => {
          const { page, complaints } = await open(look);
          const suffix = `${look.locale}-${look.colorScheme}-${look.width}`;
          const shot: Shot = async (name) => {
            await expectSound(page);
            await picture(page, `${name}-${suffix}`);
          };
          await see(page, shot, look);
          expect(complaints).toEqual([]);
          await page.context().close();
        });
      },
    });
  });
}
