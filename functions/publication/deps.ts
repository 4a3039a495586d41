import { lazily } from '../boundary.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<
  State,
  | 'blockedProjects'
  | 'capitalTotals'
  | 'findBlocker'
  | 'findOffices'
  | 'latestRules'
  | 'listMoves'
  | 'now'
  | 'projectsOfGroup'
  | 'queue'
  | 'units'
> & {
  /** Where people reach the product, without a slash at the end. */
  readonly baseUrl: string;
};

const records = state(config);

export const dependencies: () => Deps = lazily(() => ({
  ...records(),
  baseUrl: config.parse(process.env).PUBLIC_BASE_URL,
}));
