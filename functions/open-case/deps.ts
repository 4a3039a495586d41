import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'commit'
  | 'findBlocker'
  | 'findCaseOfBlocker'
  | 'getOffice'
  | 'getProject'
  | 'latestLadder'
  | 'nextCaseId'
  | 'now'
>;

export const dependencies: () => Deps = state(config);
