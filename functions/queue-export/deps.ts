import type { SummaryVerbs } from '../case-view.ts';
import type { RankVerbs } from '../queue-query/ranked.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = SummaryVerbs & RankVerbs & Pick<State, 'findCases' | 'units'>;

export const dependencies: () => Deps = state(config);
