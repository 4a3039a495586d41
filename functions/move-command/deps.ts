import type { PortfolioVerbs } from '../portfolio.ts';
import type { RecordVerbs } from '../record.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = RecordVerbs & PortfolioVerbs & Pick<State, 'getPlan' | 'latestRules' | 'nextMoveId'>;

export const dependencies: () => Deps = state(config);
