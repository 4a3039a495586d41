import { IconScale } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import type { Role } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';
import type { PlannerSearch } from './search.ts';

const roles = ['staff', 'leadership', 'auditor'] as const satisfies readonly Role[];

/** Links are typed; what an address really says is read by the page (`useWished`), which brings the schemas of a plan. */
function readAddress(search: object): PlannerSearch {
  return search;
}

const plannerRoute = createRoute({
  getParentRoute: () => root,
  path: '/planner',
  validateSearch: readAddress,
  staticData: { roles },
  component: lazyRouteComponent(() => import('./planner-page.tsx'), 'PlannerPage'),
});

export const plannerArea = {
  routes: [plannerRoute],
  navigation: [{ to: '/planner', word: 'nav.planner', icon: IconScale, roles, place: 45, key: 'p' }],
} as const satisfies Area;
