import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'allOffices'
  | 'approvalsOfOffice'
  | 'bouncedOffices'
  | 'calendarOf'
  | 'countCasesOfOffice'
  | 'findOffices'
  | 'getOffice'
  | 'latestCalendar'
  | 'latestLadder'
  | 'now'
  | 'officesOfKind'
  | 'officesOfUnit'
  | 'openApprovals'
  | 'receiptsOf'
  | 'units'
>;

export const dependencies: () => Deps = state(config);
