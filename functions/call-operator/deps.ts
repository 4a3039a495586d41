import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'approvalsOfMove'
  | 'commit'
  | 'findCaseOfBlocker'
  | 'getApproval'
  | 'getCase'
  | 'getMove'
  | 'getOffice'
  | 'latestCalendar'
  | 'latestLadder'
  | 'newApprovalId'
  | 'now'
  | 'openApprovalsOfCase'
>;

export const dependencies: () => Deps = state(config);
