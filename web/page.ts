import type { Call } from './api.ts';
import type { Child } from './dom.ts';
import type { Place } from './router.ts';
import type { Session } from './session.ts';

/** What a page is given. */
export type Context = {
  readonly call: Call;
  readonly session: Session;
  readonly place: Place;
  /** Loads the page again, and says what was done. */
  readonly done: (message: string) => void;
};

/** What a page shows: its finding as the heading, then the rest. */
export type View = { readonly title: string; readonly body: readonly Child[] };
export type Page = (context: Context) => Promise<View>;

/** Whoever sees the whole city; a reporter sees the own units only. */
export const CITY = ['reviewer', 'leadership', 'staff', 'councilClerk', 'operator', 'auditor'] as const;
export const REPORTS = ['reporter', 'staff', 'leadership'] as const;
