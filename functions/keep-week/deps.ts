import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<State, 'isWeekKept' | 'keepWeek' | 'latestRules' | 'now' | 'projectsOfGroup'>;

export const dependencies: () => Deps = state(config);
