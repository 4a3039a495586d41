import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  'commit' | 'getApproval' | 'getCase' | 'getMove' | 'ladderOf' | 'latestCalendar' | 'latestLadder' | 'now'
>;

export const dependencies: () => Deps = state(config);
