import { IconListCheck, IconStairsUp } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ALL_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';
import { parseQueueSearch } from './search.ts';

const queueRoute = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  validateSearch: parseQueueSearch,
  staticData: { roles: ALL_ROLES },
  component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
});

const casesRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: parseQueueSearch,
  staticData: { roles: ALL_ROLES },
  component: lazyRouteComponent(() => import('./queue-page.tsx'), 'CasesPage'),
});

export const queueArea = {
  routes: [queueRoute, casesRoute],
  navigation: [
    {
      to: '/queue',
      word: 'nav.queue',
      icon: IconStairsUp,
      roles: ALL_ROLES,
      place: 20,
      key: 'q',
      counts: 'cases',
      phone: true,
    },
    { to: '/cases', word: 'nav.cases', icon: IconListCheck, roles: ALL_ROLES, place: 30, key: 'c' },
  ],
} as const satisfies Area;
