import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'commit'
  | 'findBlocker'
  | 'getCase'
  | 'getOffice'
  | 'getProject'
  | 'ladderOf'
  | 'latestCalendar'
  | 'newApprovalId'
  | 'now'
  | 'openApprovalsOfCase'
  | 'units'
>;

export const dependencies: () => Deps = state(config);
