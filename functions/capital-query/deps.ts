import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'absorbingProjects'
  | 'approvalsOfMove'
  | 'capitalTotals'
  | 'getMove'
  | 'idleProjects'
  | 'latestCalendar'
  | 'latestRules'
  | 'listMoves'
  | 'now'
  | 'receiptsOf'
>;

export const dependencies: () => Deps = state(config);
