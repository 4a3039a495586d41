import { createContext, use, useMemo } from 'react';
import type { NavEntry } from '../area.ts';
import { useSession } from '../session.tsx';

/** Given from outside: the pages that the entries lead to are drawn inside the shell, so it cannot name them. */
const NavigationContext = createContext<readonly NavEntry[]>([]);
export const NavigationProvider = NavigationContext;

/** The entries that the person may use, in order. */
export function useNavigation(): readonly NavEntry[] {
  const all = use(NavigationContext);
  const { may } = useSession();
  return useMemo(() => all.filter(({ roles }) => may(...roles)), [all, may]);
}
