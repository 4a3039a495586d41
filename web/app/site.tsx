/** What the configuration of this site says, and the time that its product has. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useEffect, useState } from 'react';
import * as z from 'zod';
import { type Instant, instantOf } from '#domain/time.ts';
import type { SiteConfig } from './config.ts';

const SiteContext = createContext<SiteConfig | undefined>(undefined);
export const SiteProvider = SiteContext;

export function useSite(): SiteConfig {
  const site = use(SiteContext);
  if (site === undefined) throw new Error('useSite outside of <SiteProvider>');
  return site;
}

const ClockState = z.object({ now: z.string(), offsetMs: z.number(), nextEventAt: z.string().nullable() });
export type ClockState = z.output<typeof ClockState>;

const CLOCK = '/_local/clock';
const CLOCK_KEY = ['_local', 'clock'];
const KEPT_OFFSET = 'kt_clock';
const TICK_MS = 10_000;

async function askClock(init: RequestInit = {}): Promise<ClockState> {
  const response = await fetch(CLOCK, init);
  const said: unknown = await response.json();
  const state = ClockState.parse(said);
  sessionStorage.setItem(KEPT_OFFSET, String(state.offsetMs));
  return state;
}

/** How far the clock of this machine was moved when it was asked last: nobody can ask it without a line. */
const keptOffset = (): number => Number(sessionStorage.getItem(KEPT_OFFSET) ?? 0);

export type LocalClock = {
  readonly now: Instant;
  /** When something happens by itself next; undefined when nothing is due or nobody can tell. */
  readonly nextEventAt: string | undefined;
  /** Moves the clock of this machine by an ISO 8601 duration; afterwards everything shown is read anew. */
  readonly advance: (duration: string) => Promise<void>;
};

/**
 * The product's time: the machine's own, moved where the clock can be moved. Redrawn every ten seconds. Only the clock that is
 * shown asks for it (`asks`); whoever else wants the time has what that one knows.
 */
export function useClock(asks = false): LocalClock {
  const { local } = useSite();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: CLOCK_KEY,
    queryFn: async () => askClock(),
    enabled: local && asks,
    refetchInterval: TICK_MS,
  });
  const offset = data?.offsetMs ?? keptOffset();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const advance = useCallback(
    async (duration: string) => {
      await askClock({ method: 'POST', body: JSON.stringify({ advance: duration }) });
      await queries.invalidateQueries();
    },
    [queries],
  );
  return { now: instantOf(now + offset), nextEventAt: data?.nextEventAt ?? undefined, advance };
}
