import { IconHeartbeat } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const ROLES = ['operator', 'auditor'] as const;

const operatorRoute = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  staticData: { roles: ROLES },
  component: lazyRouteComponent(() => import('./operator-page.tsx'), 'OperatorPage'),
});

export const operatorArea = {
  routes: [operatorRoute],
  navigation: [
    {
      to: '/operator',
      word: 'nav.operator',
      icon: IconHeartbeat,
      roles: ROLES,
      place: 120,
      key: 'h',
      counts: 'broken',
    },
  ],
} as const satisfies Area;
