import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'approvalsOfMove'
  | 'commit'
  | 'getMove'
  | 'getOffice'
  | 'getProjects'
  | 'latestCalendar'
  | 'latestLadder'
  | 'newApprovalId'
  | 'now'
>;

export const dependencies: () => Deps = state(config);
