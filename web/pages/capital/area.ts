import { IconArrowsExchange } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { ProjectGroup } from '#domain/project.ts';
import { ALL_ROLES, CITY_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const CapitalSearch = z.object({
  tab: z.enum(['moves', 'idle', 'absorbing', 'projects', 'ledger']).optional().catch(undefined),
  as: z.enum(['table']).optional().catch(undefined),
  /** Of the projects listed. */
  group: ProjectGroup.optional().catch(undefined),
});
const DraftSearch = z.object({
  donor: z.string().max(40).optional().catch(undefined),
  move: z.string().max(20).optional().catch(undefined),
});

const capitalRoute = createRoute({
  getParentRoute: () => root,
  path: '/capital',
  validateSearch: CapitalSearch,
  staticData: { roles: CITY_ROLES },
  component: lazyRouteComponent(() => import('./capital-page.tsx'), 'CapitalPage'),
});
const draftRoute = createRoute({
  getParentRoute: () => root,
  path: '/moves/new',
  validateSearch: DraftSearch,
  staticData: { roles: ['staff'] },
  component: lazyRouteComponent(() => import('./draft-page.tsx'), 'DraftPage'),
});
const moveRoute = createRoute({
  getParentRoute: () => root,
  path: '/moves/$moveId',
  staticData: { roles: CITY_ROLES },
  component: lazyRouteComponent(() => import('./move-page.tsx'), 'MovePage'),
});
const projectRoute = createRoute({
  getParentRoute: () => root,
  path: '/projects/$projectId',
  staticData: { roles: ALL_ROLES },
  component: lazyRouteComponent(() => import('./project-page.tsx'), 'ProjectPage'),
});

export const capitalArea = {
  routes: [capitalRoute, draftRoute, moveRoute, projectRoute],
  navigation: [
    {
      to: '/capital',
      word: 'capital.nav',
      short: 'capital.navShort',
      icon: IconArrowsExchange,
      roles: CITY_ROLES,
      place: 40,
      key: 'v',
      counts: 'moves',
    },
  ],
} as const satisfies Area;
