import type { AskContextVerbs } from '../ask-context.ts';
import type { RecordVerbs } from '../record.ts';
import { type State, state } from '../state.ts';
import { config } from './config.ts';

export type Deps = RecordVerbs & AskContextVerbs;

export const dependencies: () => Deps = state(config) satisfies () => State;
