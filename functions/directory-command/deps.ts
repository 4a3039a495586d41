import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = Pick<State, 'getOffice' | 'saveOffice'>;

export const dependencies: () => Deps = state(config);
