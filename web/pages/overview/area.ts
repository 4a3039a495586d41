import { IconGauge } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { CASE_STATUSES } from '#domain/case-statuses.ts';
import { ALL_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const overviewRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  // The projects as cells, or as a table with where each figure comes from: of all, or of one status.
  validateSearch: z.object({
    as: z.literal('table').optional().catch(undefined),
    status: z.enum(CASE_STATUSES).optional().catch(undefined),
  }),
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
