import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'commit'
  | 'findCaseOfBlocker'
  | 'getApproval'
  | 'getCase'
  | 'getOffice'
  | 'latestCalendar'
  | 'latestLadder'
  | 'newApprovalId'
  | 'now'
  | 'openApprovalsOfCase'
>;

export const dependencies: () => Deps = state(config);
