import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'commit'
  | 'findBlocker'
  | 'getCase'
  | 'getOffice'
  | 'getProject'
  | 'getUnit'
  | 'ladderOf'
  | 'latestCalendar'
  | 'latestRules'
  | 'newApprovalId'
  | 'now'
  | 'openApprovalsOfCase'
>;

export const dependencies: () => Deps = state(config);
