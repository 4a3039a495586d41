import { state } from '../state.ts';
import type { UndeliverableVerbs } from '../undeliverable.ts';
import { config } from './config.ts';

export type Deps = UndeliverableVerbs;

export const dependencies: () => Deps = state(config);
