/** Every part of the app: one line in each of the two lists. */
import { capitalArea } from '../pages/capital/area.ts';
import { caseArea } from '../pages/case/area.ts';
import { directoryArea } from '../pages/directory/area.ts';
import { importArea } from '../pages/import/area.ts';
import { operatorArea } from '../pages/operator/area.ts';
import { overviewArea } from '../pages/overview/area.ts';
import { plannerArea } from '../pages/planner/area.ts';
import { publicationArea } from '../pages/publication/area.ts';
import { queueArea } from '../pages/queue/area.ts';
import { reportArea } from '../pages/report/area.ts';
import type { NavEntry } from './area.ts';
import { root } from './root.ts';

export const routeTree = root.addChildren([
  ...overviewArea.routes,
  ...plannerArea.routes,
  ...capitalArea.routes,
  ...caseArea.routes,
  ...directoryArea.routes,
  ...importArea.routes,
  ...operatorArea.routes,
  ...publicationArea.routes,
  ...queueArea.routes,
  ...reportArea.routes,
]);

export const NAVIGATION: readonly NavEntry[] = [
  ...overviewArea.navigation,
  ...plannerArea.navigation,
  ...capitalArea.navigation,
  ...caseArea.navigation,
  ...directoryArea.navigation,
  ...importArea.navigation,
  ...operatorArea.navigation,
  ...publicationArea.navigation,
  ...queueArea.navigation,
  ...reportArea.navigation,
].toSorted((one, other) => one.place - other.place);
