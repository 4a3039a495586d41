import type { Deps as CommandDeps } from '../case-command/deps.ts';
import { state } from '../state.ts';
import { config } from './config.ts';

export type Deps = CommandDeps;

export const dependencies: () => Deps = state(config);
