import type { Engine } from '../index.ts';

/** Longest time that setTimeout can wait. */
const MAX_DELAY_MS = 2_147_483_647;

/** Lets the engine's timers follow the real clock; returns a function that stops that. */
export function armTimers(engine: Pick<Engine, 'nextTimerAt' | 'onTimerChange' | 'tick'>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    clearTimeout(timer);
    const at = engine.nextTimerAt();
    if (at === undefined) return;
    timer = setTimeout(fire, Math.min(Math.max(0, at - Date.now()), MAX_DELAY_MS));
  };
  const fire = (): void => {
    engine.tick().then(arm, (error: unknown) => console.error(error));
  };
  engine.onTimerChange(arm);
  arm();
  return () => clearTimeout(timer);
}
