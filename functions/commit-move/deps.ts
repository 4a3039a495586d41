import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  'commit' | 'getCase' | 'getMove' | 'getProjects' | 'latestCalendar' | 'latestLadder' | 'now' | 'rulesOf'
>;

export const dependencies: () => Deps = state(config);
