import type { RecordVerbs } from '../record.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = RecordVerbs & Pick<State, 'latestRules' | 'nextMoveId'>;

export const dependencies: () => Deps = state(config);
