import type { Icon } from '@tabler/icons-react';
import type { AnyRoute } from '@tanstack/react-router';
import type { Role } from '#functions/api/roles.ts';
import type { WordKey } from './words.ts';

/** What of the desk an entry counts: overdue or awaited work only. */
export type Counter = 'cases' | 'moves' | 'drafts' | 'broken';

/** An entry of the navigation. Those without right are absent, not grey. */
export type NavEntry = {
  readonly to: string;
  readonly word: WordKey;
  /** A shorter word for the rail and the phone's bar. */
  readonly short?: WordKey;
  readonly icon: Icon;
  readonly roles: readonly Role[];
  /** Place from the top; from 100 on below the line. */
  readonly place: number;
  /** `g` and this key go there. */
  readonly key?: string;
  /** What waits behind it, as a badge; nothing while there is none. */
  readonly counts?: Counter;
  /** In the phone's bar, not under "More". */
  readonly phone?: true;
};

/** What a part of the app brings: its routes (each page a lazily loaded module) and its entries of the navigation. */
export type Area = {
  readonly routes: readonly AnyRoute[];
  readonly navigation: readonly NavEntry[];
};
