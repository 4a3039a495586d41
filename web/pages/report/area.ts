import { IconClipboardText, IconFlag } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const roles = ['reporter', 'staff', 'leadership'] as const;

const reportRoute = createRoute({
  getParentRoute: () => root,
  path: '/report',
  staticData: { roles, worksWithoutLine: true },
  component: lazyRouteComponent(() => import('./report-page.tsx'), 'ReportPage'),
});

const mineRoute = createRoute({
  getParentRoute: () => root,
  path: '/report/mine',
  staticData: { roles },
  component: lazyRouteComponent(() => import('./mine-page.tsx'), 'MinePage'),
});

const oneRoute = createRoute({
  getParentRoute: () => root,
  path: '/report/$projectId/$blockerId',
  component: lazyRouteComponent(() => import('./one-page.tsx'), 'OneReportPage'),
});

export const reportArea = {
  routes: [reportRoute, mineRoute, oneRoute],
  navigation: [
    {
      to: '/report',
      word: 'nav.report',
      short: 'nav.reportShort',
      icon: IconFlag,
      roles,
      place: 50,
      key: 'b',
      counts: 'drafts',
      phone: true,
    },
    {
      to: '/report/mine',
      word: 'nav.mine',
      icon: IconClipboardText,
      roles,
      place: 51,
    },
  ],
} as const satisfies Area;
