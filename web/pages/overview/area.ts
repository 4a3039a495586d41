import { IconGauge } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ALL_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const overviewRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
});

export const overviewArea = {
  routes: [overviewRoute],
  navigation: [
    {
      to: '/',
      word: 'nav.overview',
      icon: IconGauge,
      roles: ALL_ROLES,
      place: 10,
      key: 'o',
      phone: true,
    },
  ],
} as const satisfies Area;
