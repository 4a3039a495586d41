import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import { ALL_ROLES } from '#functions/api/roles.ts';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';
import { MACHINE_NAMES } from './machine-names.ts';

/** Which part of the log is shown, which machine is drawn: kept in the address. */
const CaseSearch = z.object({
  log: z.enum(['all', 'opinions', 'mails', 'documents']).default('all').catch('all'),
  machine: z.enum(MACHINE_NAMES).default('unblock-project').catch('unblock-project'),
});
export type CaseSearch = z.infer<typeof CaseSearch>;

const caseRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  validateSearch: CaseSearch,
  staticData: { roles: ALL_ROLES },
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
});

export const caseArea = { routes: [caseRoute], navigation: [] } as const satisfies Area;
