import type { RecordVerbs } from '../record.ts';
import { state } from '../state.ts';
import { config } from './config.ts';

export type Deps = RecordVerbs;

export const dependencies: () => Deps = state(config);
