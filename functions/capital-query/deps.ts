import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'absorbingProjects'
  | 'approvalsOfMove'
  | 'capitalTotals'
  | 'getMove'
  | 'entriesAt'
  | 'getOffice'
  | 'getProjects'
  | 'idleProjects'
  | 'latestCalendar'
  | 'latestRules'
  | 'listMoves'
  | 'now'
  | 'receiptsOf'
  | 'rulesOf'
>;

export const dependencies: () => Deps = state(config);
