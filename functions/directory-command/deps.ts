import type { OfficeViewVerbs } from '../office-view.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = OfficeViewVerbs &
  Pick<State, 'changeOffice' | 'latestCalendar' | 'logHead' | 'saveCalendar'>;

export const dependencies: () => Deps = state(config);
