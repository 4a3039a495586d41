import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  'getOffice' | 'latestCalendar' | 'latestLadder' | 'now' | 'officesOfKind' | 'officesOfUnit' | 'units'
>;

export const dependencies: () => Deps = state(config);
