import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<State, 'findBlocker' | 'getProject' | 'now' | 'reportBlocker'>;

export const dependencies: () => Deps = state(config);
