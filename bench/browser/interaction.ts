/** How long a browser takes from what somebody does to the next frame: its own event timing, in milliseconds. */
import type { Page } from 'playwright-core';

/** The longest such time while this is done; undefined where the browser saw no press (16 ms is the least that it tells). */
export async function slowestInteraction(page: Page, act: () => Promise<void>): Promise<number | undefined> {
  await page.evaluate(`
    globalThis.slowest = undefined;
    globalThis.timing ??= new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.slowest = Math.max(globalThis.slowest ?? 0, duration);
    });
    globalThis.timing.observe({ type: 'event', durationThreshold: 16, buffered: false });
  `);
  await act();
  const slowest: unknown = await page.evaluate('globalThis.slowest');
  return typeof slowest === 'number' ? slowest : undefined;
}
