/** Every part of the app: one line in each of the two lists. */
import { overviewArea } from '../pages/overview/area.ts';
import type { NavEntry } from './area.ts';
import { root } from './root.ts';

export const routeTree = root.addChildren([...overviewArea.routes]);

export const NAVIGATION: readonly NavEntry[] = [...overviewArea.navigation].toSorted(
  (one, other) => one.place - other.place,
);
