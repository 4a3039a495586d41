import { IconTableImport } from '@tabler/icons-react';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod';
import type { Area } from '../../app/area.ts';
import { root } from '../../app/root.ts';

const roles = ['reporter', 'staff', 'leadership'] as const;

/** Rows by what they would do. */
export const ROWS_JUDGED = ['error', 'warned', 'new', 'changed', 'unchanged'] as const;
/** Rows by what became of them. */
export const ROWS_BECAME = ['written', 'same', 'refused', 'undone', 'kept'] as const;
/** Which rows are shown; all of them without it. */
const RowsShown = z.enum([...ROWS_JUDGED, ...ROWS_BECAME]);
export type RowsShown = z.infer<typeof RowsShown>;

const importRoute = createRoute({
  getParentRoute: () => root,
  path: '/import',
  staticData: { roles },
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
});

const oneRoute = createRoute({
  getParentRoute: () => root,
  path: '/import/$importId',
  staticData: { roles },
  validateSearch: z.object({ rows: RowsShown.optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./one-page.tsx'), 'OneImportPage'),
});

export const importArea = {
  routes: [importRoute, oneRoute],
  navigation: [
    {
      to: '/import',
      word: 'nav.import',
      short: 'nav.importShort',
      icon: IconTableImport,
      roles,
      place: 52,
      key: 'n',
    },
  ],
} as const satisfies Area;
