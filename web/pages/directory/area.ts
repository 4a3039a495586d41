import { IconBuildingCommunity } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { OfficeKind } from '#domain/office.ts';
import { CITY_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

/** What the address says; what is misspelt is left out. */
export const DirectorySearch = z.object({
  view: z.enum(['offices', 'units', 'calendar']).catch('offices').default('offices'),
  kind: OfficeKind.optional().catch(undefined),
  unit: z.coerce.string().optional().catch(undefined),
  state: z.enum(['vacant', 'absent', 'bounced']).optional().catch(undefined),
  q: z.string().max(100).optional().catch(undefined),
  year: z.coerce.number().int().optional().catch(undefined),
});

const directoryRoute = createRoute({
  getParentRoute: () => root,
  path: '/directory',
  validateSearch: DirectorySearch,
  staticData: { roles: CITY_ROLES },
  component: lazyRouteComponent(() => import('./directory-page.tsx'), 'DirectoryPage'),
});

const officeRoute = createRoute({
  getParentRoute: () => root,
  path: '/directory/$officeId',
  staticData: { roles: CITY_ROLES },
  component: lazyRouteComponent(() => import('./office-page.tsx'), 'OfficePage'),
});

export const directoryArea = {
  routes: [directoryRoute, officeRoute],
  navigation: [
    {
      to: '/directory',
      word: 'nav.directory',
      short: 'nav.directoryShort',
      icon: IconBuildingCommunity,
      roles: CITY_ROLES,
      place: 110,
      key: 'l',
    },
  ],
} as const satisfies Area;
