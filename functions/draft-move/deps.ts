import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'absorbingProjects'
  | 'commit'
  | 'getCase'
  | 'getProject'
  | 'ladderOf'
  | 'latestRules'
  | 'nextMoveId'
  | 'now'
>;

export const dependencies: () => Deps = state(config);
