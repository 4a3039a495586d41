import type { OVERVIEW_VI } from './overview.vi.ts';

export const OVERVIEW_EN: Readonly<Record<keyof typeof OVERVIEW_VI, string>> = {
  'nav.overview': 'Overview',
  'overview.titleNone': 'No projects yet',
  'overview.capital': 'Plan of {year}',
  'overview.of': '{percent} of the plan of {planned}',
};
