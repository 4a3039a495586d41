import { IconFileExport } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { ALL_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const publicationRoute = createRoute({
  getParentRoute: () => root,
  path: '/publication',
  component: lazyRouteComponent(() => import('./publication-page.tsx'), 'PublicationPage'),
});

export const publicationArea = {
  routes: [publicationRoute],
  navigation: [
    {
      to: '/publication',
      word: 'nav.publication',
      short: 'nav.publicationShort',
      icon: IconFileExport,
      roles: ALL_ROLES,
      place: 110,
      key: 'm',
    },
  ],
} as const satisfies Area;
